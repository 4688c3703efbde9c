"use client";

import { useEffect, useRef } from "react";
import type { RestingOrder } from "../../sdk/orders/relay.ts";
import type { Market } from "../../sdk/types.ts";
import { transactions } from "./transactions.ts";
import { useNow } from "./useChain.ts";

/** Seconds before its end in which an order can be renewed, and in which the page does it by itself if it may. */
const CAN_WITHIN = 900;
const WILL_WITHIN = 300;

type Renewable = Pick<RestingOrder, "hash" | "order"> & { market: Pick<Market, "closesAt"> };

/** Renews orders shortly before they end, one at a time and each once, while `isOn`; says which can be renewed by hand. */
export function useRenewal<each extends Renewable>(
  orders: readonly each[],
  { isOn, renew }: { isOn: boolean; renew: (order: each) => void },
): (order: each) => boolean {
  const now = useNow();
  const tried = useRef(new Set<string>());
  const endsWithin = ({ order, market }: each, seconds: number) =>
    now !== null && order.expiry - now < seconds && order.expiry < market.closesAt;
  const due = isOn ? orders.find((each) => endsWithin(each, WILL_WITHIN) && !tried.current.has(each.hash)) : undefined;
  const act = useRef(renew);
  act.current = renew;
  useEffect(() => {
    if (!due || transactions.isBusy()) return;
    tried.current.add(due.hash); // whoever refuses is not asked again
    act.current(due);
  }, [due]);
  return (order) => endsWithin(order, CAN_WITHIN);
}

"use client";

import type { FillJson, RestingOrder } from "../../sdk/orders/relay.ts";
import type { Market } from "../../sdk/types.ts";
import { useTexts } from "../_components/TextsProvider.tsx";
import { quantity } from "./format.ts";
import { positionText } from "./positionText.ts";
import { queriesOfPage, readAnew } from "./queries.ts";
import { transactions } from "./transactions.ts";
import { useMoney } from "./useMoney.ts";
import { useOrdersLive } from "./useOrders.ts";

/** Tells what was filled of the connected account's orders in these markets, as the chain has it, and reads anew what that changed. */
export function useFilled(markets: readonly Market[]): void {
  const { t, locale } = useTexts();
  const money = useMoney();
  useOrdersLive(({ hash, marketId, positions, collateral }: FillJson) => {
    void readAnew();
    const market = markets.find(({ id }) => String(id) === marketId);
    const order = knownOrder(hash);
    if (!market || !order || transactions.isBusy()) return;
    const { collateral: token } = market;
    const what = t(order.sell ? "order.filled.sell" : "order.filled.buy", {
      amount: quantity(BigInt(positions), token.decimals, locale),
      position: positionText(order.positionId, market, t),
      money: money(BigInt(collateral), token),
    });
    transactions.set({ stage: "done", what });
  });
}

/** Of the orders that the page has read. */
function knownOrder(hash: string) {
  const read = queriesOfPage().getQueriesData<RestingOrder[]>({ queryKey: ["orders"] });
  return read.flatMap(([, orders]) => orders ?? []).find((each) => each.hash === hash)?.order;
}

"use client";

import type { Market } from "../../../../sdk/types.ts";
import { OpenOrders } from "../../../_components/OpenOrders.tsx";
import { useFilled } from "../../../_lib/useFilled.ts";

/** The account's open orders in this market, and word of what is filled of them. */
export function MarketOrders({ market }: { market: Market }) {
  const markets = [market];
  useFilled(markets);
  return <OpenOrders markets={markets} only={market.id} />;
}

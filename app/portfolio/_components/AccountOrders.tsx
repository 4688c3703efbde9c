"use client";

import type { Market } from "../../../sdk/types.ts";
import { OpenOrders } from "../../_components/OpenOrders.tsx";
import { useFilled } from "../../_lib/useFilled.ts";

/** The account's open orders in all markets, and word of what is filled of them. */
export function AccountOrders({ markets }: { markets: readonly Market[] }) {
  useFilled(markets);
  return <OpenOrders markets={markets} />;
}

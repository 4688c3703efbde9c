"use client";

import type { RestingOrder } from "../../sdk/orders/relay.ts";
import { sumAtRisk } from "../../sdk/orders/sumAtRisk.ts";
import type { Market } from "../../sdk/types.ts";
import { useMoney } from "../_lib/useMoney.ts";
import { useTexts } from "./TextsProvider.tsx";

/** What open purchases can still cost in sum, for each token. */
export function OrdersSum({ rows }: { rows: readonly (RestingOrder & { market: Market })[] }) {
  const { t } = useTexts();
  const money = useMoney();
  const tokens = [...new Map(rows.map(({ market: { collateral } }) => [collateral.address, collateral])).values()];
  return tokens.map((token) => {
    const sum = sumAtRisk(rows.filter(({ order, market }) => !order.sell && market.collateral.address === token.address));
    return (
      sum > 0n && (
        <p key={token.address} className="font-medium tabular-nums">
          {t("order.sum", { amount: money(sum, token) })}
        </p>
      )
    );
  });
}

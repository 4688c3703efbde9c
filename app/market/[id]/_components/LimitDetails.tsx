"use client";

import { useTexts } from "../../../_components/TextsProvider.tsx";
import { quantity } from "../../../_lib/format.ts";
import { useMoney } from "../../../_lib/useMoney.ts";
import type { LimitTicket } from "../_lib/useLimitTicket.ts";
import type { Ticket } from "../_lib/useTicket.ts";

/** What is filled now and for how much, and what the order can cost, alone and with all others. */
export function LimitDetails({ ticket: { market, state, position }, limit }: { ticket: Ticket; limit: LimitTicket }) {
  const { t, locale } = useTexts();
  const money = useMoney();
  const { collateral: token } = market;
  const { plan } = limit.found;
  const amountOf = (positions: bigint) => ({ amount: quantity(positions, token.decimals, locale), position });
  return (
    <div className="grid gap-2">
      <dl className="dl">
        {plan && (
          <>
            <dt>{t("order.now")}</dt>
            <dd>
              {plan.now
                ? t("order.amountFor", { ...amountOf(plan.now.positions), money: money(plan.now.collateral, token) })
                : t("order.now.none")}
            </dd>
            <dt>{t(state.op === "buy" ? "order.cost" : "order.brings")}</dt>
            <dd>{money(plan.total, token)}</dd>
          </>
        )}
        {limit.atRisk !== undefined && state.op === "buy" && (
          <>
            <dt>{t("order.atRisk")}</dt>
            <dd>{money(limit.atRisk, token)}</dd>
          </>
        )}
      </dl>
      <p className="note">{t(state.op === "buy" ? "order.free" : "order.sellFirst")}</p>
    </div>
  );
}

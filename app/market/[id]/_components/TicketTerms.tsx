"use client";

import { useId } from "react";
import { DEFAULT_TOLERANCE } from "../../../../sdk/tolerance.ts";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { percent, quantity, utc } from "../../../_lib/format.ts";
import { numberFormat } from "../../../_lib/formatters.ts";
import { useMoney } from "../../../_lib/useMoney.ts";
import type { Ticket } from "../_lib/useTicket.ts";

const TONE = { none: "", low: "", medium: "text-warn", high: "text-bad", extreme: "text-bad font-semibold" } as const;

/** What a trade costs and gives to the last digit, who decides and until when, and the tolerance. */
export function TicketTerms({ ticket: { market, state, dispatch, plan, position } }: { ticket: Ticket }) {
  const { t, locale, zone } = useTexts();
  const money = useMoney();
  const automatic = numberFormat(locale).format(DEFAULT_TOLERANCE / 100);
  const id = useId();
  const { quote } = plan;
  const { collateral: token, feeRate } = market;
  const isBuy = state.op === "buy";
  const positions = (amount: bigint) => t("trade.positions", { amount: quantity(amount, token.decimals, locale), outcome: position });
  return (
    <>
      <dl className="dl">
        {quote && (
          <>
            <dt>{t("trade.youPay")}</dt>
            <dd>{isBuy ? money(quote.collateral, token) : positions(quote.positions)}</dd>
            <dt>{t("trade.youReceive")}</dt>
            <dd>
              {isBuy ? positions(quote.positions) : money(quote.collateral, token)}
              <span className="note block">
                {t("trade.atLeast", {
                  amount: isBuy ? quantity(quote.limit, token.decimals, locale) : money(quote.limit, token),
                })}
              </span>
            </dd>
            <dt>{t("trade.average")}</dt>
            <dd>
              {percent(quote.averagePrice, locale, 2)}
              <span className="note block">{t("trade.withoutFee", { price: percent(quote.averageWithoutFee, locale, 2) })}</span>
            </dd>
            <dt>{t("trade.price")}</dt>
            <dd>
              {percent(quote.priceBefore, locale, 2)} → {percent(quote.priceAfter, locale, 2)}
            </dd>
            <dt>{t("trade.impact")}</dt>
            <dd className={TONE[quote.impact.level]}>
              {t(`trade.impact.${quote.impact.level}`, {
                percent: numberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(quote.impact.percent),
              })}
            </dd>
            <dt>{t("trade.fee")}</dt>
            <dd>
              {money(quote.fee, token)}
              <span className="note block">{t("market.feeValue", { rate: feeRate / 100 })}</span>
            </dd>
          </>
        )}
        <dt>{t("trade.decidedBy")}</dt>
        <dd>{t(`resolution.who.${market.resolverKind}`)}</dd>
        <dt>{t("market.closes")}</dt>
        <dd>{utc(market.closesAt, locale, zone)}</dd>
      </dl>
      <label className="flex items-center justify-between gap-3 note">
        {t("trade.tolerance")} {state.tolerance ? "" : t("trade.tolerance.auto", { percent: automatic })}
        <input
          className="field !w-20 !min-h-9 text-right"
          aria-label={`${t("trade.tolerance")}: ${t("trade.tolerance.own")}`}
          inputMode="decimal"
          autoComplete="off"
          placeholder={`${automatic}%`}
          aria-invalid={plan.toleranceError !== undefined}
          aria-describedby={plan.toleranceError ? `${id}-tolerance` : undefined}
          value={state.tolerance}
          onChange={(event) => dispatch({ type: "tolerance", text: event.target.value })}
        />
      </label>
      {plan.toleranceError && (
        <p id={`${id}-tolerance`} className="text-sm text-bad" style={{ overflowWrap: "anywhere" }}>
          {plan.toleranceError}
        </p>
      )}
    </>
  );
}

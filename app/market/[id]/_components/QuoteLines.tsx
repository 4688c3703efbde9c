"use client";

import type { Market } from "../../../../sdk/types.ts";
import { useTexts } from "../../../_components/Providers.tsx";
import { money, percent, quantity } from "../../../_lib/format.ts";
import type { TicketQuote } from "../_lib/planTicket.ts";

const TONE = { none: "", low: "", medium: "text-warn", high: "text-bad", extreme: "text-bad font-semibold" } as const;

export function QuoteLines({ market, quote, op, position }: { market: Market; quote: TicketQuote; op: "buy" | "sell"; position: string }) {
  const { t, locale } = useTexts();
  const { collateral: token, feeRate } = market;
  const positions = t("trade.positions", { amount: quantity(quote.positions, token.decimals, locale), outcome: position });
  const cash = money(quote.collateral, token, locale);
  const buying = op === "buy";
  const least = buying ? quantity(quote.limit, token.decimals, locale) : money(quote.limit, token, locale);
  return (
    <dl className="dl">
      <dt>{t("trade.youPay")}</dt>
      <dd>{buying ? cash : positions}</dd>
      <dt>{t("trade.youReceive")}</dt>
      <dd>
        <span className="font-semibold">{buying ? positions : cash}</span>
        <span className="note block">{t("trade.atLeast", { amount: least })}</span>
      </dd>
      <dt>{t("trade.average")}</dt>
      <dd>{percent(quote.averagePrice, locale, 2)}</dd>
      <dt>{t("trade.price")}</dt>
      <dd>
        {percent(quote.priceBefore, locale, 2)} → {percent(quote.priceAfter, locale, 2)}
      </dd>
      <dt>{t("trade.impact")}</dt>
      <dd className={TONE[quote.impact.level]}>{t(`trade.impact.${quote.impact.level}`, { points: quote.impact.points.toFixed(1) })}</dd>
      <dt>
        {t("trade.fee")} <span className="note block">{feeRate / 100}% p(1 − p)</span>
      </dt>
      <dd>{money(quote.fee, token, locale)}</dd>
      {buying && (
        <>
          <dt>{t("trade.paysIfRight")}</dt>
          <dd className="text-good font-semibold">{money(quote.positions, token, locale)}</dd>
          <dt>{t("trade.lossIfWrong")}</dt>
          <dd>{cash}</dd>
        </>
      )}
    </dl>
  );
}

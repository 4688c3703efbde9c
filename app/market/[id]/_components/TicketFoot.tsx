"use client";

import { useTexts } from "../../../_components/TextsProvider.tsx";
import { gain } from "../../../_lib/format.ts";
import { useMoney } from "../../../_lib/useMoney.ts";
import { useResting } from "../../../_lib/useResting.ts";
import { Button } from "../../../_ui/Button.tsx";
import type { Ticket } from "../_lib/useTicket.ts";

/** Typing has rested when nothing was typed for so long. */
const REST_MS = 500;

/** What can be won, and the one button. */
export function TicketFoot({ ticket: { market, plan, state, button } }: { ticket: Ticket }) {
  const { t, locale } = useTexts();
  const money = useMoney();
  const { quote } = plan;
  const { collateral: token } = market;
  const isBuy = state.op === "buy";
  const amount = quote && money(isBuy ? quote.positions : quote.collateral, token);
  const won = quote && isBuy ? ` (${gain({ paid: quote.collateral, received: quote.positions }, locale)})` : "";
  const label = t(isBuy ? "trade.toWin" : "trade.youReceive");
  const said = useResting(amount ? `${label} ${amount}${won}` : "", REST_MS);
  return (
    <div className="ticket-foot">
      <p className="flex items-baseline justify-between gap-3">
        <span className="text-soft">{label}</span>
        <span className="min-w-0 truncate text-xl font-semibold tabular-nums">
          {amount ?? money(0n, token)}
          {won && (
            <span className={`text-sm font-medium ${quote && quote.positions > quote.collateral ? "text-good" : "text-bad"}`}>{won}</span>
          )}
        </span>
      </p>
      <p role="status" aria-label={t("trade.quote")} className="sr-only">
        {said}
      </p>
      <Button type="submit" tone="primary" wide disabled={!button.enabled} data-reason={button.reason}>
        <bdi className="line-clamp-2 min-w-0">{button.text}</bdi>
      </Button>
    </div>
  );
}

"use client";

import { useTexts } from "../../../_components/TextsProvider.tsx";
import { useMoney } from "../../../_lib/useMoney.ts";
import { useResting } from "../../../_lib/useResting.ts";
import { Button } from "../../../_ui/Button.tsx";
import type { Ticket } from "../_lib/useTicket.ts";

/** Typing has rested when nothing was typed for so long. */
const REST_MS = 500;

/** What a ticket comes to, said aloud once typing rests, and its one button. */
export function TicketResult({
  ticket: { market },
  label,
  amount,
  won = "",
  isGain = true,
  summary,
  button,
}: {
  ticket: Ticket;
  label: string;
  /** Undefined while nothing is known of it. */
  amount: string | undefined;
  /** What that is beside what is paid, such as ` (+139%)`. */
  won?: string | undefined;
  isGain?: boolean;
  summary?: string | undefined;
  button: { reason: string; enabled: boolean; text: string };
}) {
  const { t } = useTexts();
  const money = useMoney();
  const said = useResting(amount ? `${label} ${amount}${won}${summary ? `. ${summary}` : ""}` : "", REST_MS);
  return (
    <>
      <p className="flex items-baseline justify-between gap-3">
        <span className="text-soft">{label}</span>
        <span className="min-w-0 truncate text-xl font-semibold tabular-nums">
          {amount ?? money(0n, market.collateral)}
          {won && <span className={`text-sm font-medium ${isGain ? "text-good" : "text-bad"}`}>{won}</span>}
        </span>
      </p>
      {summary && <p className="note">{summary}</p>}
      <p role="status" aria-label={t("trade.quote")} className="sr-only">
        {said}
      </p>
      <Button type="submit" tone="primary" wide disabled={!button.enabled} data-reason={button.reason}>
        <bdi className="line-clamp-2 min-w-0">{button.text}</bdi>
      </Button>
    </>
  );
}

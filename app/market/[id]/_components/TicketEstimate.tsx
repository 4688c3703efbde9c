"use client";

import { useId, useState } from "react";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { clean } from "../../../_lib/format.ts";
import { useMoney } from "../../../_lib/useMoney.ts";
import type { Ticket } from "../_lib/useTicket.ts";

/** "I think it is …%": fills the ticket in with the trade that says so. */
export function TicketEstimate({ ticket: { market, state, dispatch, largest, ...ticket } }: { ticket: Ticket }) {
  const { t, locale } = useTexts();
  const money = useMoney();
  const id = useId();
  const [isCapped, setCapped] = useState(false);
  const about = market.outcomes.length === 2 ? 0 : state.outcome;
  const price = Math.round(Number(market.prices[about] ?? 0n) / 1e16);
  const value = state.estimate ?? Math.min(99, Math.max(1, price));
  const estimate = (percent: number) => {
    if (!(percent >= 1 && percent <= 99)) return;
    const trade = ticket.estimate(percent);
    if (!trade) return;
    setCapped(trade.isCapped);
    dispatch({ type: "estimate", percent, decimals: market.collateral.decimals, locale, ...trade });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <div className="flex items-center justify-between gap-2 text-sm">
        <label htmlFor={id} className="min-w-0 truncate text-soft">
          {t("trade.estimate", { outcome: clean(market.outcomes[about] ?? "") })}
        </label>
        <span className="tabular-nums font-medium">{value}%</span>
      </div>
      <input
        id={id}
        type="range"
        min={1}
        max={99}
        step={1}
        className="slider"
        aria-label={t("trade.estimate.name")}
        aria-valuetext={`${value}%`}
        value={value}
        onChange={(event) => estimate(Number(event.target.value))}
      />
      {state.estimate !== null && isCapped && largest !== undefined && (
        <p className="note">{t("trade.estimate.capped", { amount: money(largest, market.collateral) })}</p>
      )}
    </div>
  );
}

"use client";

import { useTexts } from "../../../_components/TextsProvider.tsx";
import { gain } from "../../../_lib/format.ts";
import { useMoney } from "../../../_lib/useMoney.ts";
import type { Ticket } from "../_lib/useTicket.ts";
import { TicketResult } from "./TicketResult.tsx";

/** What can be won, and the one button. */
export function TicketFoot({ ticket }: { ticket: Ticket }) {
  const { t, locale } = useTexts();
  const money = useMoney();
  const { market, plan, state, button } = ticket;
  const { quote } = plan;
  const isBuy = state.op === "buy";
  return (
    <div className="ticket-foot">
      <TicketResult
        ticket={ticket}
        label={t(isBuy ? "trade.toWin" : "trade.youReceive")}
        amount={quote && money(isBuy ? quote.positions : quote.collateral, market.collateral)}
        won={quote && isBuy ? ` (${gain({ paid: quote.collateral, received: quote.positions }, locale)})` : ""}
        isGain={quote !== undefined && quote.positions > quote.collateral}
        button={button}
      />
    </div>
  );
}

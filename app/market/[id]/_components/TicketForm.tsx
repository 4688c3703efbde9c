"use client";

import { useTexts } from "../../../_components/TextsProvider.tsx";
import { Segments } from "../../../_ui/Segments.tsx";
import type { Ticket } from "../_lib/useTicket.ts";
import { TicketAmount } from "./TicketAmount.tsx";
import { TicketChoice } from "./TicketChoice.tsx";
import { TicketDetails } from "./TicketDetails.tsx";
import { TicketEstimate } from "./TicketEstimate.tsx";
import { TicketFoot } from "./TicketFoot.tsx";

/** The ticket: its fields scroll if they must, what can be won and the button stay in sight. */
export function TicketForm({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts();
  const { state, dispatch, plan } = ticket;
  return (
    <form aria-label={t("trade.title")} className="ticket" onSubmit={ticket.submit}>
      <div className="ticket-fields">
        <Segments
          legend={t("trade.direction")}
          name="op"
          value={state.op}
          options={[
            { value: "buy", text: t("trade.buy") },
            { value: "sell", text: t("trade.sell") },
          ]}
          onChange={(op) => dispatch({ type: "op", op })}
        />
        <TicketChoice ticket={ticket} />
        <TicketAmount ticket={ticket} />
        {plan.quote?.impact.level === "extreme" && (
          <label className="notice grid gap-1">
            {t("trade.impact.type", { percent: plan.quote.impact.percent.toFixed(0), word: t("trade.impact.word") })}
            <input
              className="field"
              autoComplete="off"
              value={state.confirmation}
              onChange={(event) => dispatch({ type: "confirmation", text: event.target.value })}
            />
          </label>
        )}
        {state.op === "buy" && <TicketEstimate ticket={ticket} />}
        <TicketDetails ticket={ticket} />
      </div>
      <TicketFoot ticket={ticket} />
    </form>
  );
}

"use client";

import dynamic from "next/dynamic";
import { type FormEvent, useRef, useState } from "react";
import { useChainConfig } from "../../../_components/Providers.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { Segments } from "../../../_ui/Segments.tsx";
import type { Ticket } from "../_lib/useTicket.ts";
import { TicketAmount } from "./TicketAmount.tsx";
import { TicketChoice } from "./TicketChoice.tsx";
import { TicketDetails } from "./TicketDetails.tsx";
import { TicketEstimate } from "./TicketEstimate.tsx";
import { TicketFoot } from "./TicketFoot.tsx";
import { TypedConfirmation } from "./TypedConfirmation.tsx";

// loaded when "Limit" is first chosen
const LimitTicket = dynamic(() => import("./LimitTicket.tsx").then((module) => module.LimitTicket), {
  ssr: false,
  loading: () => <div className="min-h-64" />,
});

/** The ticket: its fields scroll if they must, what can be won and the button stay in sight. */
export function TicketForm({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts();
  const { hasOrders } = useChainConfig();
  const { state, dispatch } = ticket;
  const [foot, setFoot] = useState<HTMLDivElement | null>(null);
  const placing = useRef<() => void>(undefined);
  const isLimit = state.kind === "limit";
  const submit = (event: FormEvent) => {
    if (!isLimit) return ticket.submit(event);
    event.preventDefault();
    placing.current?.();
  };
  return (
    <form aria-label={t("trade.title")} className="ticket" onSubmit={submit}>
      <div className="ticket-fields">
        <div className="grid grid-cols-2 gap-2">
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
          <Segments
            legend={t("order.kind")}
            name="kind"
            value={state.kind}
            options={[
              { value: "market", text: t("order.market") },
              { value: "limit", text: t("order.limit") },
            ]}
            onChange={(kind) => dispatch({ type: "kind", kind })}
          />
        </div>
        <TicketChoice ticket={ticket} />
        {!isLimit && <MarketFields ticket={ticket} />}
        {isLimit && hasOrders && foot && <LimitTicket ticket={ticket} foot={foot} placing={placing} />}
        {isLimit && !hasOrders && <p className="notice">{t("order.unavailable")}</p>}
      </div>
      {isLimit ? <div ref={setFoot} className="ticket-foot" /> : <TicketFoot ticket={ticket} />}
    </form>
  );
}

function MarketFields({ ticket }: { ticket: Ticket }) {
  const { state, dispatch, plan } = ticket;
  const impact = plan.quote?.impact;
  return (
    <>
      <TicketAmount ticket={ticket} />
      <TypedConfirmation
        isUnknown={ticket.isUnknown && plan.quote !== undefined}
        impactPercent={impact?.level === "extreme" ? impact.percent : undefined}
        text={state.confirmation}
        onText={(text) => dispatch({ type: "confirmation", text })}
      />
      {state.op === "buy" && <TicketEstimate ticket={ticket} />}
      <TicketDetails ticket={ticket} />
    </>
  );
}

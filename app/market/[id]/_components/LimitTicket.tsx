"use client";

import { type RefObject, useEffect } from "react";
import { createPortal } from "react-dom";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { gain, quantity, utc } from "../../../_lib/format.ts";
import { useMoney } from "../../../_lib/useMoney.ts";
import { Segments } from "../../../_ui/Segments.tsx";
import { SPANS, type Span } from "../_lib/ticketState.ts";
import { type LimitTicket as Limit, useLimitTicket } from "../_lib/useLimitTicket.ts";
import type { Ticket } from "../_lib/useTicket.ts";
import { LimitDetails } from "./LimitDetails.tsx";
import { LimitPrice } from "./LimitPrice.tsx";
import { TicketAmount } from "./TicketAmount.tsx";
import { TicketResult } from "./TicketResult.tsx";
import { TypedConfirmation } from "./TypedConfirmation.tsx";

/** What a limit order asks for beside direction and position; `placing` is called when the form is sent. */
export function LimitTicket({
  ticket,
  foot,
  placing,
}: {
  ticket: Ticket;
  /** Where the result and the button stand, in sight whatever the fields scroll to. */
  foot: HTMLElement;
  placing: RefObject<(() => void) | undefined>;
}) {
  const { t } = useTexts();
  const limit = useLimitTicket(ticket);
  const { found } = limit;
  useEffect(() => {
    placing.current = () => void limit.submit();
  });
  const { amount, amountError, planError, plan } = found;
  const { state, dispatch } = ticket;
  const refused = { ...(amountError && { amountError }), ...(planError && { quoteError: planError }) };
  return (
    <>
      <LimitPrice ticket={ticket} limit={limit} />
      <TicketAmount
        ticket={{
          ...ticket,
          plan: { ...(amount !== undefined && { amount }), ...refused },
          // no limit of the contract's bounds an order
          ...(ticket.available !== undefined && { largest: ticket.available }),
        }}
      />
      <TypedConfirmation
        isUnknown={ticket.isUnknown && plan !== undefined}
        text={state.confirmation}
        onText={(text) => dispatch({ type: "confirmation", text })}
      />
      <div className="grid gap-1.5">
        <p aria-hidden className="text-sm font-medium">
          {t("order.until")}
        </p>
        <Segments
          legend={t("order.until")}
          name="until"
          value={state.span}
          options={(Object.keys(SPANS) as Span[]).map((value) => ({ value, text: t(`order.until.${value}`) }))}
          onChange={(span) => dispatch({ type: "span", span })}
        />
      </div>
      <LimitDetails ticket={ticket} limit={limit} />
      {createPortal(<LimitFoot ticket={ticket} limit={limit} />, foot)}
    </>
  );
}

function LimitFoot({ ticket, limit: { found, button, expiry } }: { ticket: Ticket; limit: Limit }) {
  const { t, locale, zone } = useTexts();
  const money = useMoney();
  const { market, state } = ticket;
  const { plan } = found;
  const { collateral: token } = market;
  const isBuy = state.op === "buy";
  const amountOf = (positions: bigint) => quantity(positions, token.decimals, locale);
  const summary =
    plan && expiry !== null
      ? t(!plan.now ? "order.summary.waits" : plan.waits === 0n ? "order.summary.now" : "order.summary.both", {
          now: amountOf(plan.now?.filled ?? 0n),
          waits: amountOf(plan.waits),
          when: utc(expiry, locale, zone),
        })
      : undefined;
  return (
    <TicketResult
      ticket={ticket}
      label={t(isBuy ? "trade.toWin" : "order.brings")}
      amount={plan && money(isBuy ? plan.terms.amount : plan.total, token)}
      won={plan && isBuy ? ` (${gain({ paid: plan.total, received: plan.terms.amount }, locale)})` : ""}
      summary={summary}
      button={button}
    />
  );
}

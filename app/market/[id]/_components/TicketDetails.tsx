"use client";

import dynamic from "next/dynamic";
import { useId, useState } from "react";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { useWasTrue } from "../../../_lib/useWasTrue.ts";
import type { Ticket } from "../_lib/useTicket.ts";

// loaded when they are first opened
const TicketTerms = dynamic(() => import("./TicketTerms.tsx").then((module) => module.TicketTerms), { ssr: false });

/** What is seldom needed before a trade, one tap away. */
export function TicketDetails({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const wasOpened = useWasTrue(isOpen);
  return (
    <div>
      <button type="button" className="details-button" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        {t("trade.details")}
      </button>
      <div id={id} hidden={!isOpen} className="grid gap-3 pt-2">
        {wasOpened && <TicketTerms ticket={ticket} />}
      </div>
    </div>
  );
}

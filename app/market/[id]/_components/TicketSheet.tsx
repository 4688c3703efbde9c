"use client";

import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { type TouchEvent, useEffect, useRef } from "react";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import type { Ticket } from "../_lib/useTicket.ts";
import { TicketForm } from "./TicketForm.tsx";

/** Pixels downwards that count as a swipe. */
const SWIPE = 72;

/** The ticket on a phone: a dialog from below that Escape, a swipe, and one step back close. */
export function TicketSheet({ ticket, isOpen, onOpen }: { ticket: Ticket; isOpen: boolean; onOpen: (open: boolean) => void }) {
  const { t } = useTexts();
  const start = useRef<number | null>(null);
  const close = useRef(() => onOpen(false));
  close.current = () => onOpen(false);

  useEffect(() => {
    if (!isOpen) return;
    // a step of its own, so that going back closes the sheet and not the page
    history.pushState({ ...history.state, ticket: true }, "");
    const onPop = () => close.current();
    window.addEventListener("popstate", onPop);
    return () => {
      window.removeEventListener("popstate", onPop);
      if (history.state?.ticket) history.back();
    };
  }, [isOpen]);

  const swipe = {
    onTouchStart: (event: TouchEvent) => {
      start.current = event.touches[0]?.clientY ?? null;
    },
    onTouchMove: (event: TouchEvent) => {
      if (start.current !== null && (event.touches[0]?.clientY ?? 0) - start.current > SWIPE) {
        start.current = null;
        close.current();
      }
    },
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/50" />
        <Dialog.Content aria-describedby={undefined} className="sheet">
          <div className="flex items-start gap-2 px-4 pt-3" {...swipe}>
            <Dialog.Title className="line-clamp-2 min-w-0 flex-1 self-center text-sm font-semibold">
              <bdi>{ticket.market.metadata.question}</bdi>
            </Dialog.Title>
            <Dialog.Close className="btn btn-quiet btn-small -mr-3 size-11 shrink-0 p-0!" aria-label={t("trade.close")}>
              <X size={18} aria-hidden />
            </Dialog.Close>
          </div>
          <TicketForm ticket={ticket} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

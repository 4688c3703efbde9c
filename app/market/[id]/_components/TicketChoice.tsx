"use client";

import { useEffect, useRef, useState } from "react";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { dearestFirst } from "../../../_lib/dearestFirst.ts";
import { clean } from "../../../_lib/format.ts";
import { outcomeColor } from "../../../_lib/outcomeColor.ts";
import { percents } from "../../../_lib/percents.ts";
import { Segments } from "../../../_ui/Segments.tsx";
import type { Ticket } from "../_lib/useTicket.ts";

const FILTERED = 20;

/** What is bought or sold: one of two, or Yes or No of one of many. */
export function TicketChoice({ ticket: { market, state, dispatch } }: { ticket: Ticket }) {
  const { t, locale } = useTexts();
  const [filter, setFilter] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const { outcomes, prices } = market;
  // what is chosen elsewhere on the page is in sight
  useEffect(() => {
    const box = list.current;
    const label = box?.querySelectorAll<HTMLElement>("label:has(:checked)")[0];
    if (box && label && state.outcome >= 0) box.scrollTop = label.offsetTop - label.offsetHeight;
  }, [state.outcome]);
  const shown = percents(prices, locale);
  if (outcomes.length === 2) {
    return (
      <Segments
        legend={t("trade.outcome")}
        name="outcome"
        tone="large"
        value={String(state.outcome)}
        options={outcomes.map((name, index) => ({
          value: String(index),
          text: clean(name),
          detail: shown(index),
          tone: index === 0 ? ("yes" as const) : ("no" as const),
        }))}
        onChange={(value) => dispatch({ type: "choose", outcome: Number(value), side: "yes" })}
      />
    );
  }
  const wanted = filter.trim().toLocaleLowerCase();
  const listed = dearestFirst(prices).filter(
    (index) =>
      !wanted ||
      index === state.outcome ||
      clean(outcomes[index] ?? "")
        .toLocaleLowerCase()
        .includes(wanted),
  );
  return (
    <>
      {outcomes.length >= FILTERED && (
        <input
          type="search"
          className="field field-small w-full!"
          aria-label={t("trade.filter")}
          placeholder={t("trade.filter")}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      <fieldset className="min-w-0">
        <legend className="sr-only">{t("trade.outcome")}</legend>
        <div className="ticket-outcomes" ref={list}>
          {listed.map((index) => (
            <label key={index} className="ticket-outcome" style={{ "--c": outcomeColor(index) } as React.CSSProperties}>
              <input
                type="radio"
                name="outcome"
                aria-label={clean(outcomes[index] ?? "")}
                checked={state.outcome === index}
                onChange={() => dispatch({ type: "choose", outcome: index, side: state.side })}
              />
              <span className="dot" aria-hidden />
              <bdi className="min-w-0 flex-1 truncate">{clean(outcomes[index] ?? "")}</bdi>
              <span className="shrink-0 tabular-nums text-soft">{shown(index)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Segments
        legend={t("trade.side")}
        name="side"
        tone="large"
        value={state.side}
        options={[
          { value: "yes" as const, text: t("trade.yes"), detail: shown(state.outcome), tone: "yes" },
          { value: "no" as const, text: t("trade.no"), detail: shown(state.outcome, "no"), tone: "no" },
        ]}
        onChange={(side) => dispatch({ type: "choose", outcome: state.outcome, side })}
      />
    </>
  );
}

"use client";

import { useState } from "react";
import type { Market, Side } from "../../../../sdk/types.ts";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { dearestFirst } from "../../../_lib/dearestFirst.ts";
import { clean } from "../../../_lib/format.ts";
import { outcomeColor } from "../../../_lib/outcomeColor.ts";
import { percents } from "../../../_lib/percents.ts";
import { Button } from "../../../_ui/Button.tsx";

const WAD = 10n ** 18n;
const SHOWN = 10;
const FILTERED = 20;

/** The outcomes, dearest first, with both prices; a press puts one into the ticket. Once final, what each pays. */
export function OutcomeList({ market, onChoose }: { market: Market; onChoose: (outcome: number, side: Side) => void }) {
  const { t, locale } = useTexts();
  const [isWhole, setWhole] = useState(false);
  const [filter, setFilter] = useState("");
  const { outcomes, prices, payouts, payoutDenominator } = market;
  const final = payouts.length > 0;
  const share = (index: number) => (final ? ((payouts[index] ?? 0n) * WAD) / payoutDenominator : (prices[index] ?? 0n));
  const text = percents(
    outcomes.map((_, index) => share(index)),
    locale,
  );
  const wanted = filter.trim().toLocaleLowerCase();
  const sorted = dearestFirst(outcomes.map((_, index) => share(index)))
    .map((index) => ({ name: clean(outcomes[index] ?? ""), index }))
    .filter(({ name }) => !wanted || name.toLocaleLowerCase().includes(wanted));
  const shown = isWhole || wanted ? sorted : sorted.slice(0, SHOWN);
  return (
    <section aria-label={t("market.outcomes")} className="section">
      <div className="flex items-center justify-between gap-3">
        <h2>{t("market.outcomes")}</h2>
        {outcomes.length >= FILTERED && (
          <input
            type="search"
            className="field field-small"
            aria-label={t("market.filter")}
            placeholder={t("market.filter")}
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        )}
      </div>
      <ul className="grid">
        {shown.map(({ name, index }) => (
          <li key={index} className="outcome-row" style={{ "--c": outcomeColor(index) } as React.CSSProperties}>
            <span className="dot" aria-hidden />
            <bdi className="line-clamp-2 min-w-0 flex-1 font-medium" style={{ overflowWrap: "anywhere" }}>
              {name}
            </bdi>
            <span className="w-16 shrink-0 text-right text-lg font-semibold tabular-nums">{text(index)}</span>
            {!final && (
              <span className="grid grid-cols-2 gap-2 max-sm:w-full">
                {(["yes", "no"] as const).map((side) => (
                  <Button key={side} size="small" tone={side} className="sm:min-w-20" onClick={() => onChoose(index, side)}>
                    {t(side === "yes" ? "trade.yes" : "trade.no")}
                    <span className="tabular-nums font-normal">{text(index, side)}</span>
                    <span className="sr-only"> {name}</span>
                  </Button>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {!isWhole && !wanted && sorted.length > SHOWN && (
        <Button size="small" className="justify-self-start" onClick={() => setWhole(true)}>
          {t("market.showAll", { count: sorted.length })}
        </Button>
      )}
    </section>
  );
}

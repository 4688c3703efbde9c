"use client";

import { scalarValue } from "../../../../sdk/scalar.ts";
import type { Market, Side } from "../../../../sdk/types.ts";
import { useTexts } from "../../../_components/Providers.tsx";
import { clean, percent } from "../../../_lib/format.ts";
import { outcomeColor } from "../../../_lib/outcomeColor.ts";

/** Every outcome with its price on both sides; a press puts it into the ticket. */
export function OutcomeList({
  market,
  choice,
  onChoose,
}: {
  market: Market;
  choice: { outcome: number; side: Side };
  onChoose: (outcome: number, side: Side) => void;
}) {
  const { t, locale } = useTexts();
  const { outcomes, prices, payouts, payoutDenominator, metadata } = market;
  const final = payouts.length > 0;
  return (
    <section aria-label={t("market.outcomes")} className="card panel">
      <h2>{t("market.outcomes")}</h2>
      {metadata.scalar && (
        <p className="note mb-3">
          {t("market.scalar", { ...metadata.scalar, unit: clean(metadata.scalar.unit) })}{" "}
          {t("market.implied", {
            value: scalarValue({ price: prices[0] ?? 0n, ...metadata.scalar }).toLocaleString(locale, { maximumSignificantDigits: 4 }),
            unit: clean(metadata.scalar.unit),
          })}
        </p>
      )}
      <ul className="grid gap-1">
        {outcomes.map((name, index) => {
          const price = prices[index] ?? 0n;
          const share = final ? ((payouts[index] ?? 0n) * 10n ** 18n) / payoutDenominator : price;
          return (
            <li
              key={index}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-2 border-t border-line first:border-0 sm:grid-cols-[minmax(0,1fr)_5rem_auto]"
              style={{ "--c": outcomeColor(index) } as React.CSSProperties}
            >
              <div className="min-w-0 grid gap-1.5">
                <div className="flex items-center gap-2">
                  <span className="dot" aria-hidden />
                  <bdi className="font-medium" style={{ overflowWrap: "anywhere" }}>
                    {clean(name)}
                  </bdi>
                </div>
                <div className="bar">
                  <span style={{ width: `${Number(share) / 1e16}%` }} />
                </div>
              </div>
              <span className="text-xl font-semibold tabular-nums text-right">{percent(share, locale)}</span>
              {!final && (
                <div className="col-span-2 grid grid-cols-[repeat(2,minmax(0,1fr))] gap-2 sm:col-span-1">
                  {(["yes", "no"] as const).map((side) => (
                    <button
                      key={side}
                      type="button"
                      aria-pressed={choice.outcome === index && choice.side === side}
                      className="btn btn-small min-w-0 sm:min-w-24 tabular-nums aria-pressed:border-accent aria-pressed:text-accent"
                      onClick={() => onChoose(index, side)}
                    >
                      {t(side === "yes" ? "trade.yes" : "trade.no")} {percent(side === "yes" ? price : 10n ** 18n - price, locale)}
                      <span className="sr-only"> {clean(name)}</span>
                    </button>
                  ))}
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

"use client";

import type { Market } from "../../../../sdk/types.ts";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { dearestFirst } from "../../../_lib/dearestFirst.ts";
import { clean } from "../../../_lib/format.ts";
import { outcomeColor } from "../../../_lib/outcomeColor.ts";

/** Which outcomes the chart draws, for who wants others than the dearest. */
export function ChartOutcomes({
  market: { outcomes, prices },
  chosen,
  onChoose,
}: {
  market: Market;
  chosen: readonly number[];
  onChoose: (outcomes: number[]) => void;
}) {
  const { t } = useTexts();
  const toggle = (index: number) => {
    const next = chosen.includes(index) ? chosen.filter((each) => each !== index) : [...chosen, index];
    if (next.length > 0) onChoose(next);
  };
  return (
    <details>
      <summary className="note min-h-6 cursor-pointer">{t("chart.outcomes", { shown: chosen.length, count: outcomes.length })}</summary>
      <fieldset className="mt-2 flex max-h-48 flex-wrap gap-2 overflow-y-auto">
        <legend className="sr-only">{t("chart.outcomes.legend")}</legend>
        {dearestFirst(prices).map((index) => (
          <label key={index} className="chart-choice" style={{ "--c": outcomeColor(index) } as React.CSSProperties}>
            <input type="checkbox" checked={chosen.includes(index)} onChange={() => toggle(index)} />
            <bdi className="max-w-48 truncate">{clean(outcomes[index] ?? "")}</bdi>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

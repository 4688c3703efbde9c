"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import type { Market } from "../../../../sdk/types.ts";
import { NoChart } from "../../../_components/NoChart.tsx";
import { NoHistory } from "../../../_components/NoHistory.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { dearestFirst } from "../../../_lib/dearestFirst.ts";
import { clean, inUnit, percent, utc } from "../../../_lib/format.ts";
import { numberFormat } from "../../../_lib/formatters.ts";
import type { PriceSeries } from "../../../_lib/indexerTypes.ts";
import { outcomeColor } from "../../../_lib/outcomeColor.ts";
import { percents } from "../../../_lib/percents.ts";
import { PERIODS, type Period, pricePeriod } from "../../../_lib/pricePeriod.ts";
import { pricePoints } from "../../../_lib/pricePoints.ts";
import { shareOf } from "../../../_lib/shareOf.ts";
import { useNow } from "../../../_lib/useChain.ts";
import { useIndexed } from "../../../_lib/useIndexer.ts";
import { Button } from "../../../_ui/Button.tsx";
import { priceAtTime } from "../_lib/priceAtTime.ts";
import { useChartMarks } from "../_lib/useChartMarks.ts";

const HEIGHT = 280;
const COLORS = 8;
/** As many lines as an eye keeps apart; others on request. */
const SHOWN = 8;
/** What the chart is asked for moves on in such steps, so that a new second is not a new question. */
const STEP = 300;
/** A change of a point must not look like a fall. */
const LEAST = 0.05;
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5];

const LineChart = dynamic(() => import("../../../_components/LineChart.tsx").catch(() => ({ default: NoChart })), {
  ssr: false,
  loading: () => <div style={{ height: HEIGHT }} />,
});

const ChartOutcomes = dynamic(() => import("./ChartOutcomes.tsx").then((module) => module.ChartOutcomes), {
  ssr: false,
  loading: () => <div className="min-h-6" />,
});
const DepthPanel = dynamic(() => import("./DepthPanel.tsx").then((module) => module.DepthPanel), {
  ssr: false,
  loading: () => <div className="min-h-6" />,
});
const PriceTable = dynamic(() => import("./PriceTable.tsx").then((module) => module.PriceTable), { ssr: false });

/** The prices of the outcomes over time with what was traded, as a picture and as a table; of a market on a number, the number that is expected. */
export function PriceChart({ market }: { market: Market }) {
  const { t, locale } = useTexts();
  const [period, setPeriod] = useState<Period>("1W");
  const [isTable, setTable] = useState(false);
  const [hovered, setHovered] = useState<number | null>(null);
  const now = useNow();
  const { id, outcomes, createdAt, closesAt, prices } = market;
  const { scalar } = market.metadata;
  const [chosen, setChosen] = useState(() => (outcomes.length === 2 ? [0] : dearestFirst(prices).slice(0, SHOWN)));
  const { own, events } = useChartMarks(market);

  const lastEvent = Math.max(closesAt, ...events.map(({ time }) => time));
  const end = now === null ? null : Math.max(createdAt + 1, Math.min(now, lastEvent));
  const range = end === null ? null : pricePeriod(period, { createdAt, end: Math.ceil(end / STEP) * STEP, outcomes: outcomes.length });
  const { data: answer, error } = useIndexed<PriceSeries>(
    range && `markets/${id}/prices`,
    range ? { interval: range.interval, from: range.from - (range.from % STEP), to: range.to } : {},
  );
  const series = answer?.data;
  const last = prices.map(toNumber).join();
  const from = range?.from ?? 0;
  const till = end ?? 0;
  const points = useMemo(
    () => (series ? pricePoints(series, { from, end: Math.max(till, from + 1), last: last.split(",").map(Number) }) : undefined),
    [series, from, till, last],
  );
  const [low, high] = scalar ? [scalar.low, scalar.high] : [0, 1];
  const lines = useMemo(
    () =>
      points &&
      (scalar ? [0] : chosen).map((index) => ({
        name: scalar ? "" : clean(outcomes[index] ?? ""),
        color: outcomeColor(index),
        ...(index >= COLORS && { dash: [4 + 2 * Math.floor(index / COLORS), 3] }),
        values: points.map((point) => low + (point.prices[index] ?? 0) * (high - low)),
      })),
    [points, outcomes, scalar, chosen, low, high],
  );
  const times = useMemo(() => points?.map(({ time }) => time), [points]);
  const bars = useMemo(
    () => series?.candles.map(({ start, volume }) => ({ from: start, to: start + series.interval, value: Number(volume.base) })),
    [series],
  );
  const marks = useMemo(
    () =>
      points && [
        ...events,
        ...own.flatMap(({ time, outcome }) => {
          const line = outcomes.length === 2 ? 0 : outcome; // of two the first is drawn: it tells of both
          if (time < from || !chosen.includes(line)) return [];
          return [{ time, value: low + priceAtTime(points, time, line) * (high - low), color: outcomeColor(line) }];
        }),
      ],
    [points, events, own, outcomes.length, chosen, from, low, high],
  );
  const valueText = (value: number) => inUnit(value, clean(scalar?.unit ?? ""), locale);
  const point = hovered === null ? undefined : points?.[hovered];
  const said = (values: readonly number[]) => {
    if (scalar) return valueText(low + (values[0] ?? 0) * (high - low));
    const text = percents(values.map(shareOf), locale, { digits: 1 });
    return chosen
      .toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0))
      .slice(0, 4)
      .map((index) => `${clean(outcomes[index] ?? "")} ${text(index)}`)
      .join(" · ");
  };

  return (
    <section aria-label={t("chart.title")} className="section">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2>{t(scalar ? "chart.expected" : "chart.title")}</h2>
        <div role="radiogroup" aria-label={t("chart.period")} className="segmented max-sm:w-full">
          {PERIODS.map((each) => (
            <label key={each} className="min-w-12 px-2! min-h-8! max-sm:min-h-10! text-sm">
              <input
                type="radio"
                name="period"
                aria-label={t(`chart.period.${each}`)}
                checked={period === each}
                onChange={() => setPeriod(each)}
              />
              <span aria-hidden>{each === "All" ? t("chart.period.All.short") : each}</span>
            </label>
          ))}
        </div>
      </div>

      {lines && times ? (
        <>
          <p aria-hidden className="note min-h-6 truncate tabular-nums">
            {point ? `${utc(point.time, locale)} · ${said(point.prices)}` : series?.candles.length === 0 ? t("chart.quiet") : ""}
          </p>
          <LineChart
            times={times}
            lines={lines}
            {...(bars && { bars })}
            {...(marks && { marks })}
            least={LEAST * (high - low)}
            bounds={[low, high]}
            {...(!scalar && { steps: STEPS })}
            format={scalar ? valueText : (value) => percent(shareOf(value), locale)}
            axis={scalar ? (value) => numberFormat(locale).format(value) : (value) => `${Math.round(value * 1000) / 10}%`}
            locale={locale}
            height={HEIGHT}
            onHover={setHovered}
          />
        </>
      ) : (
        <div className="grid place-items-center rounded-xl bg-sunk/60 p-6 text-center" style={{ minHeight: HEIGHT + 24 }}>
          <div role="status" className="max-w-sm">
            {error ? <NoHistory error={error} /> : <p className="note">{t("chart.loading")}</p>}
          </div>
        </div>
      )}
      {outcomes.length > 2 && <ChartOutcomes market={market} chosen={chosen} onChoose={setChosen} />}
      {market.status === "Open" && <DepthPanel market={market} />}
      {points && series && (
        <>
          <Button
            tone="quiet"
            size="small"
            aria-expanded={isTable}
            className="justify-self-start text-soft"
            onClick={() => setTable(!isTable)}
          >
            {t(isTable ? "chart.hideTable" : "chart.showTable")}
          </Button>
          {/* always there for who cannot see the picture */}
          <div
            className={isTable ? "max-h-96 overflow-auto" : "sr-only"}
            {...(isTable && { tabIndex: 0, role: "group", "aria-label": t("chart.title") })}
          >
            <PriceTable market={market} series={series} />
          </div>
        </>
      )}
    </section>
  );
}

function toNumber(price: bigint): number {
  return Number(price) / 1e18;
}

"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import type { Market } from "../../../../sdk/types.ts";
import { NoChart } from "../../../_components/NoChart.tsx";
import { NoHistory } from "../../../_components/NoHistory.tsx";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { clean, compact, percent, utc } from "../../../_lib/format.ts";
import type { PriceSeries } from "../../../_lib/indexerTypes.ts";
import { outcomeColor } from "../../../_lib/outcomeColor.ts";
import { PERIODS, type Period, pricePeriod } from "../../../_lib/pricePeriod.ts";
import { pricePoints } from "../../../_lib/pricePoints.ts";
import { useNow } from "../../../_lib/useChain.ts";
import { useIndexed } from "../../../_lib/useIndexer.ts";

const HEIGHT = 260;
const COLORS = 8;
const MAX_CELLS = 1_500;
const MAX_ROWS = 100;
/** What the chart is asked for moves on in such steps, so that a new second is not a new question. */
const STEP = 300;

const LineChart = dynamic(() => import("../../../_components/LineChart.tsx").catch(() => ({ default: NoChart })), {
  ssr: false,
  loading: () => <div style={{ height: HEIGHT }} />,
});

/** The prices of all outcomes over time, as lines and as a table. */
export function PriceChart({ market }: { market: Market }) {
  const { t, locale } = useTexts();
  const [period, setPeriod] = useState<Period>("1W");
  const [isTable, setTable] = useState(false);
  const [hovered, setHovered] = useState<number | null>(null);
  const now = useNow();
  const { id, outcomes, createdAt, closesAt, prices, collateral } = market;

  const end = now === null ? null : Math.max(createdAt + 1, Math.min(now, closesAt));
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
  const lines = useMemo(
    () =>
      points &&
      outcomes.map((name, index) => ({
        name: clean(name),
        color: outcomeColor(index),
        ...(index >= COLORS && { dash: [4 + 2 * Math.floor(index / COLORS), 3] }),
        values: points.map((point) => point.prices[index] ?? 0),
      })),
    [points, outcomes],
  );
  const times = useMemo(() => points?.map(({ time }) => time), [points]);
  const show = (price: number) => percent(BigInt(Math.round(price * 1e9)) * 10n ** 9n, locale, 1);
  const point = hovered === null ? undefined : points?.[hovered];
  const rows = series?.candles.toReversed().slice(0, Math.max(10, Math.min(MAX_ROWS, Math.floor(MAX_CELLS / outcomes.length)))) ?? [];

  return (
    <section aria-label={t("chart.title")} className="section">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="text-[1.0625rem]">{t("chart.title")}</h2>
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
            {point
              ? `${utc(point.time, locale)} · ${leading(point.prices)
                  .map((index) => `${clean(outcomes[index] ?? "")} ${show(point.prices[index] ?? 0)}`)
                  .join(" · ")}`
              : series?.candles.length === 0
                ? t("chart.quiet")
                : ""}
          </p>
          <LineChart
            times={times}
            lines={lines}
            format={(value) => percent(BigInt(Math.round(value * 1e9)) * 10n ** 9n, locale)}
            axis={(value) => `${Math.round(value * 1000) / 10}%`}
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

      {points && (
        <button
          type="button"
          aria-expanded={isTable}
          className="btn btn-quiet btn-small justify-self-start text-soft"
          onClick={() => setTable(!isTable)}
        >
          {t(isTable ? "chart.hideTable" : "chart.showTable")}
        </button>
      )}
      {points && (
        // always there for who cannot see the picture
        <div
          className={isTable ? "mt-3 max-h-96 overflow-auto" : "sr-only"}
          {...(isTable && { tabIndex: 0, role: "group", "aria-label": t("chart.title") })}
        >
          <table className="table" aria-label={t("chart.title")}>
            <thead>
              <tr>
                <th scope="col">{t("chart.time")}</th>
                {outcomes.map((name, index) => (
                  <th key={index} scope="col" className="num min-w-16">
                    <bdi>{clean(name)}</bdi>
                  </th>
                ))}
                <th scope="col" className="num">
                  {t("chart.trades")}
                </th>
                <th scope="col" className="num">
                  {t("chart.volume")}
                </th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row" className="whitespace-nowrap">
                  {t("chart.now")}
                </th>
                {prices.map((price, index) => (
                  <td key={index} className="num">
                    {percent(price, locale, 1)}
                  </td>
                ))}
                <td />
                <td />
              </tr>
              {rows.map(({ start, trades, volume, outcomes: candle }) => (
                <tr key={start}>
                  <th scope="row" className="whitespace-nowrap">
                    {utc(start, locale).replace(" UTC", "")}
                  </th>
                  {candle.map(({ close }, index) => (
                    <td key={index} className="num">
                      {show(Number(close))}
                    </td>
                  ))}
                  <td className="num">{trades}</td>
                  <td className="num whitespace-nowrap">{compact(BigInt(volume.base), collateral, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function toNumber(price: bigint): number {
  return Number(price) / 1e18;
}

/** The outcomes that are likeliest at a point, as many as one line has room for. */
function leading(prices: readonly number[]): number[] {
  return prices
    .map((_, index) => index)
    .sort((a, b) => (prices[b] ?? 0) - (prices[a] ?? 0))
    .slice(0, 4);
}

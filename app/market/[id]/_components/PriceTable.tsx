"use client";

import type { Market } from "../../../../sdk/types.ts";
import { useTexts } from "../../../_components/TextsProvider.tsx";
import { clean, compact, utc } from "../../../_lib/format.ts";
import type { PriceSeries } from "../../../_lib/indexerTypes.ts";
import { percents } from "../../../_lib/percents.ts";
import { shareOf } from "../../../_lib/shareOf.ts";

const MAX_CELLS = 1_500;
const MAX_ROWS = 100;

/** What the chart draws, in numbers: now, and each interval in which somebody traded, the newest first. */
export function PriceTable({ market, series }: { market: Market; series: PriceSeries }) {
  const { t, locale } = useTexts();
  const { outcomes, prices, collateral } = market;
  const shown = (shares: readonly bigint[]) => shares.map((_, index) => percents(shares, locale, { digits: 1 })(index));
  const most = Math.max(10, Math.min(MAX_ROWS, Math.floor(MAX_CELLS / outcomes.length)));
  return (
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
          {shown(prices).map((price, index) => (
            <td key={index} className="num">
              {price}
            </td>
          ))}
          <td />
          <td />
        </tr>
        {series.candles
          .toReversed()
          .slice(0, most)
          .map(({ start, trades, volume, outcomes: candle }) => (
            <tr key={start}>
              <th scope="row" className="whitespace-nowrap">
                {utc(start, locale).replace(" UTC", "")}
              </th>
              {shown(candle.map(({ close }) => shareOf(Number(close)))).map((price, index) => (
                <td key={index} className="num">
                  {price}
                </td>
              ))}
              <td className="num">{trades}</td>
              <td className="num whitespace-nowrap">{compact(BigInt(volume.base), collateral)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

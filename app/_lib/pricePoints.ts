import type { PriceSeries } from "./indexerTypes.ts";

/** Prices of all outcomes, from 0 to 1, at a time. */
export interface PricePoint {
  time: number;
  prices: number[];
}

/**
 * The line through a series: from `from` to `end`, where the prices are `last` (the chain's own). Between candles prices stand
 * still; within one they go from its open to its close.
 */
export function pricePoints(
  series: PriceSeries,
  { from, end, last }: { from: number; end: number; last: readonly number[] },
): PricePoint[] {
  const points: PricePoint[] = [];
  const add = (time: number, prices: number[]) => {
    const previous = points.at(-1);
    if (previous && previous.time >= time) previous.prices = prices;
    else points.push({ time, prices });
  };
  const { interval, candles, initial } = series;
  add(from, candles[0]?.outcomes.map(([open]) => open) ?? initial);
  for (const { start, outcomes } of candles) {
    if (start > from)
      add(
        start,
        outcomes.map(([open]) => open),
      );
    add(
      Math.min(Math.max(start + interval, from), end),
      outcomes.map(([, , , close]) => close),
    );
  }
  add(end, [...last]);
  return points;
}

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
  const opens = (candle: PriceSeries["candles"][number]) => candle.outcomes.map(({ open }) => Number(open));
  add(from, candles[0] ? opens(candles[0]) : initial.map(Number));
  for (const candle of candles) {
    const { start, outcomes } = candle;
    if (start > from) add(start, opens(candle));
    add(
      Math.min(Math.max(start + interval, from), end),
      outcomes.map(({ close }) => Number(close)),
    );
  }
  add(end, [...last]);
  return points;
}

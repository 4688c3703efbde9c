import { candle, outcome, outcomeCandle } from "ponder:schema";
import { and, desc, eq, gte, lt, lte, sql } from "ponder";
import { CHART_INTERVALS, type ChartInterval } from "../../sdk/chartIntervals.ts";
import { initialRhos } from "../../sdk/initialRhos.ts";
import { bucketsOf, floor } from "./bucketsOf.ts";
import type { MarketRow } from "./markets.ts";
import type { PriceSeries } from "./schemas.ts";
import { type AsOf, type Reader, select } from "./snapshot.ts";
import { amountOf, priceOfNumber } from "./tokens.ts";

const HOUR = CHART_INTERVALS["1h"];
const MAX_CANDLES = 1000;
const MAX_CELLS = 40_000; // candles × outcomes: a market of 256 outcomes gives fewer candles

/**
 * Prices over time, in floating point. What is stored is the pool's movement and the outcomes that were traded; the prices
 * of the others follow from the movement alone.
 */
export async function readPrices(
  reader: Reader,
  asOf: AsOf,
  options: { row: MarketRow; interval: ChartInterval; from?: number; to?: number },
): Promise<PriceSeries> {
  const { row, interval } = options;
  const { id, outcomeCount } = row.market;
  const seconds = CHART_INTERVALS[interval];
  const stored = Math.min(seconds, HOUR);
  const perBucket = seconds / stored;
  const most = Math.max(1, Math.min(MAX_CANDLES, Math.floor(MAX_CELLS / outcomeCount)));
  const from = floor(options.from ?? 0, seconds);
  const to = options.to ?? asOf.timestamp;

  const newest = await reader
    .select()
    .from(candle)
    .where(and(eq(candle.marketId, id), eq(candle.interval, stored), gte(candle.start, from), lte(candle.start, to)))
    .orderBy(desc(candle.start))
    .limit(most * perBucket + 1);
  // a bucket that the limit cuts through is left out
  const starts = [...new Set(newest.map(({ start }) => floor(start, seconds)))];
  const isCut = newest.length > most * perBucket || starts.length > most;
  const kept = new Set(isCut ? starts.slice(0, Math.max(1, Math.min(most, starts.length - 1))) : starts);
  const rows = newest.filter(({ start }) => kept.has(floor(start, seconds))).reverse();

  const first = rows[0]?.start ?? to + 1;
  const offsets = await readOffsetsBefore(reader, id, stored, first);
  const sigma = rows[0]?.sigmaOpen ?? (await readSigmaBefore(reader, row, stored, first));
  const own = await readOwn(reader, id, stored, rows);
  const initial = offsets.map((offset) => toPrice(Number(sigma - offset)));
  const buckets = bucketsOf(rows, { offsets, traded: own, seconds });
  const candles = [...buckets].map(([start, { volume, trades, outcomes }]) => ({
    start,
    volume: amountOf(volume, row.market.collateral),
    trades,
    outcomes: outcomes.map(({ open, low, high, close }) => ({
      open: toPrice(open),
      high: toPrice(low),
      low: toPrice(high),
      close: toPrice(close),
    })),
  }));
  return { interval: seconds, start: candles[0]?.start ?? Math.max(from, row.market.createdAt), initial, candles };
}

async function readOwn(reader: Reader, marketId: bigint, interval: number, rows: { start: number }[]) {
  const own = new Map<number, Map<number, typeof outcomeCandle.$inferSelect>>();
  if (rows.length === 0) return own;
  const found = await reader
    .select()
    .from(outcomeCandle)
    .where(
      and(
        eq(outcomeCandle.marketId, marketId),
        eq(outcomeCandle.interval, interval),
        gte(outcomeCandle.start, rows[0].start),
        lte(outcomeCandle.start, rows[rows.length - 1].start),
      ),
    );
  for (const each of found) {
    const bucket = own.get(each.start) ?? new Map();
    own.set(each.start, bucket.set(each.outcome, each));
  }
  return own;
}

/** The offset of every outcome as the first of the candles found it: what its last trade before left, or its first. */
async function readOffsetsBefore(reader: Reader, marketId: bigint, interval: number, start: number): Promise<bigint[]> {
  const rows = await select<{ value: string }>(
    reader,
    sql`select coalesce(last.offset_close, ${outcome.initialOffset}) as value from ${outcome} left join lateral (
      select ${outcomeCandle.offsetClose} from ${outcomeCandle}
      where ${outcomeCandle.marketId} = ${outcome.marketId} and ${outcomeCandle.interval} = ${interval}
        and ${outcomeCandle.outcome} = ${outcome.outcome} and ${outcomeCandle.start} < ${start}
      order by ${outcomeCandle.start} desc limit 1
    ) last on true where ${outcome.marketId} = ${String(marketId)} order by ${outcome.outcome}`,
  );
  return rows.map(({ value }) => BigInt(value));
}

async function readSigmaBefore(reader: Reader, row: MarketRow, interval: number, start: number): Promise<bigint> {
  const [last] = await reader
    .select({ sigma: candle.sigmaClose })
    .from(candle)
    .where(and(eq(candle.marketId, row.market.id), eq(candle.interval, interval), lt(candle.start, start)))
    .orderBy(desc(candle.start))
    .limit(1);
  return last?.sigma ?? initialSigma(row);
}

/** The pool began at the largest coordinate, and its first trade has not been yet. */
function initialSigma({ market: { odds, outcomeCount } }: MarketRow): bigint {
  const rhos = initialRhos({ outcomeCount, odds: odds.map(BigInt) });
  return rhos.reduce((top, rho) => (rho > top ? rho : top));
}

/** From −ln of it, scaled by 1e18. */
function toPrice(rho: number): string {
  return priceOfNumber(Math.exp(-rho / 1e18));
}

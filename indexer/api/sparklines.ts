import { candle, outcomeCandle } from "ponder:schema";
import { sql } from "ponder";
import { type MarketRow, rhosOf } from "./markets.ts";
import type { Market } from "./schemas.ts";
import { type AsOf, type Reader, select } from "./snapshot.ts";
import { priceOfNumber } from "./tokens.ts";

const DAY = 86_400;
const STEP = 6 * 3600;
const POINTS = 28;

/**
 * The YES price of one outcome of each market every six hours of the last seven days, and now: the first outcome of two, else
 * the likeliest. Before a market's first trade it is what it was created at.
 */
export async function readSparklines(reader: Reader, asOf: AsOf, rows: readonly MarketRow[]): Promise<Map<bigint, Market["sparkline"]>> {
  const since = asOf.timestamp - 7 * DAY;
  const shown = rows.map((row) => ({ row, outcome: leading(row) }));
  if (shown.length === 0) return new Map();
  const ids = sql`any(${`{${shown.map(({ row }) => row.market.id).join()}}`}::numeric[])`;
  const pools = await select<{ id: string; start: number; open: string; close: string }>(
    reader,
    sql`select ${candle.marketId} as id, ${candle.start}::float8 as start, ${candle.sigmaOpen} as open, ${candle.sigmaClose} as close
      from ${candle} where ${candle.marketId} = ${ids} and ${candle.interval} = 3600 and ${candle.start} >= ${since} order by ${candle.start}`,
  );
  const own = await select<{ id: string; outcome: number; start: number; open: string; close: string }>(
    reader,
    sql`select ${outcomeCandle.marketId} as id, ${outcomeCandle.outcome} as outcome, ${outcomeCandle.start}::float8 as start,
        ${outcomeCandle.offsetOpen} as open, ${outcomeCandle.offsetClose} as close
      from ${outcomeCandle}
      join unnest(${`{${shown.map(({ row }) => row.market.id).join()}}`}::numeric[], ${`{${shown.map(({ outcome }) => outcome).join()}}`}::int[])
        as shown (market_id, outcome) on ${outcomeCandle.marketId} = shown.market_id and ${outcomeCandle.outcome} = shown.outcome
      where ${outcomeCandle.interval} = 3600 and ${outcomeCandle.start} >= ${since} order by ${outcomeCandle.start}`,
  );
  return new Map(
    shown.map(({ row, outcome }) => {
      const { id } = row.market;
      const mine = <Row extends { id: string }>(all: Row[]) => all.filter((each) => BigInt(each.id) === id);
      return [id, line(row, outcome, { since, pools: mine(pools), own: mine(own) })];
    }),
  );
}

type Step = { start: number; open: string; close: string };

function line(row: MarketRow, outcome: number, { since, pools, own }: { since: number; pools: Step[]; own: Step[] }): string[] {
  const valueAt = (steps: Step[], time: number, now: bigint) => {
    const last = steps.findLast(({ start }) => start < time);
    return last ? BigInt(last.close) : steps[0] ? BigInt(steps[0].open) : now;
  };
  const points = Array.from({ length: POINTS }, (_, index) => {
    const time = since + index * STEP;
    return valueAt(pools, time, row.pool.sigma) - valueAt(own, time, row.offsets[outcome]);
  });
  return [...points, rhosOf(row)[outcome]].map((rho) => priceOfNumber(Math.exp(-Number(rho) / 1e18)));
}

function leading(row: MarketRow): number {
  if (row.market.outcomeCount === 2) return 0;
  const rhos = rhosOf(row);
  return rhos.reduce((best, rho, index) => (rho < rhos[best] ? index : best), 0);
}

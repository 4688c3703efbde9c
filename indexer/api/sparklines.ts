import { candle, outcomeCandle } from "ponder:schema";
import { sql } from "ponder";
import { CHART_INTERVALS } from "../../sdk/chartIntervals.ts";
import { type MarketRow, rhosOf } from "./markets.ts";
import type { Market } from "./schemas.ts";
import { type AsOf, type Reader, select } from "./snapshot.ts";
import { priceOfNumber } from "./tokens.ts";

const HOUR = CHART_INTERVALS["1h"];

const DAY = 86_400;
const STEP = 6 * HOUR;
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
  const pools = await select<Step & { id: string }>(
    reader,
    sql`select ${candle.marketId} as id, ((${candle.start} - ${since}) / ${STEP})::int as step,
        (array_agg(${candle.sigmaOpen} order by ${candle.start}))[1] as open, (array_agg(${candle.sigmaClose} order by ${candle.start} desc))[1] as close
      from ${candle} where ${candle.marketId} = ${ids} and ${candle.interval} = ${HOUR} and ${candle.start} >= ${since} group by 1, 2 order by 2`,
  );
  const own = await select<Step & { id: string }>(
    reader,
    sql`select ${outcomeCandle.marketId} as id, ((${outcomeCandle.start} - ${since}) / ${STEP})::int as step,
        (array_agg(${outcomeCandle.offsetOpen} order by ${outcomeCandle.start}))[1] as open,
        (array_agg(${outcomeCandle.offsetClose} order by ${outcomeCandle.start} desc))[1] as close
      from ${outcomeCandle}
      join unnest(${`{${shown.map(({ row }) => row.market.id).join()}}`}::numeric[], ${`{${shown.map(({ outcome }) => outcome).join()}}`}::int[])
        as shown (market_id, outcome) on ${outcomeCandle.marketId} = shown.market_id and ${outcomeCandle.outcome} = shown.outcome
      where ${outcomeCandle.interval} = ${HOUR} and ${outcomeCandle.start} >= ${since} group by 1, 2 order by 2`,
  );
  const [poolsOf, ownOf] = [Map.groupBy(pools, ({ id }) => id), Map.groupBy(own, ({ id }) => id)];
  return new Map(
    shown.map(({ row, outcome }) => {
      const id = String(row.market.id);
      return [row.market.id, line(row, outcome, poolsOf.get(id) ?? [], ownOf.get(id) ?? [])];
    }),
  );
}

/** Six hours in which there was a trade: where it began and where it ended. */
type Step = { step: number; open: string; close: string };

function line(row: MarketRow, outcome: number, pools: Step[], own: Step[]): string[] {
  const valueAt = (steps: Step[], point: number, now: bigint) => {
    const last = steps.findLast(({ step }) => step < point);
    return last ? BigInt(last.close) : steps[0] ? BigInt(steps[0].open) : now;
  };
  const points = Array.from(
    { length: POINTS },
    (_, point) => valueAt(pools, point, row.pool.sigma) - valueAt(own, point, row.offsets[outcome]),
  );
  return [...points, rhosOf(row)[outcome]].map((rho) => priceOfNumber(Math.exp(-Number(rho) / 1e18)));
}

function leading(row: MarketRow): number {
  if (row.market.outcomeCount === 2) return 0;
  const rhos = rhosOf(row);
  return rhos.reduce((best, rho, index) => (rho < rhos[best] ? index : best), 0);
}

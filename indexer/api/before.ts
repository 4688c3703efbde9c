import { candle, outcomeCandle } from "ponder:schema";
import { sql } from "ponder";
import { CHART_INTERVALS } from "../../sdk/chartIntervals.ts";
import { type AsOf, type Reader, select } from "./snapshot.ts";

const HOUR = CHART_INTERVALS["1h"];

const DAY = 86_400;

/** A market as it stood at a time: its volume, and where its prices were. */
export interface Before {
  volume: bigint;
  sigma: bigint;
  /** By outcome, of those that have moved since. */
  offsets: Map<number, bigint>;
}

/** The first second of what "24 hours" means here: of the hour that began within them. */
export function dayBefore({ timestamp }: { timestamp: AsOf["timestamp"] }): number {
  return timestamp - DAY;
}

/** The markets that were traded since, as they stood then: the first candle since knows. */
export async function readBefore(reader: Reader, since: number, ids: readonly bigint[]): Promise<Map<bigint, Before>> {
  const all = sql`any(${`{${ids.join()}}`}::numeric[])`;
  const candles = await select<{ id: string; volume: string; sigma: string }>(
    reader,
    sql`select distinct on (${candle.marketId}) ${candle.marketId} as id, ${candle.volumeBefore} as volume, ${candle.sigmaOpen} as sigma
      from ${candle} where ${candle.marketId} = ${all} and ${candle.interval} = ${HOUR} and ${candle.start} >= ${since}
      order by ${candle.marketId}, ${candle.start}`,
  );
  if (candles.length === 0) return new Map();
  const moved = await select<{ id: string; outcome: number; offset: string }>(
    reader,
    sql`select distinct on (${outcomeCandle.marketId}, ${outcomeCandle.outcome}) ${outcomeCandle.marketId} as id,
        ${outcomeCandle.outcome} as outcome, ${outcomeCandle.offsetOpen} as "offset"
      from ${outcomeCandle}
      where ${outcomeCandle.marketId} = ${all} and ${outcomeCandle.interval} = ${HOUR} and ${outcomeCandle.start} >= ${since}
      order by ${outcomeCandle.marketId}, ${outcomeCandle.outcome}, ${outcomeCandle.start}`,
  );
  const before = new Map(
    candles.map(({ id, volume, sigma }) => [
      BigInt(id),
      { volume: BigInt(volume), sigma: BigInt(sigma), offsets: new Map<number, bigint>() },
    ]),
  );
  for (const { id, outcome, offset } of moved) before.get(BigInt(id))?.offsets.set(outcome, BigInt(offset));
  return before;
}

import { candle, outcomeCandle } from "ponder:schema";
import { CHART_INTERVALS } from "../../sdk/chartIntervals.ts";
import type { Db } from "./books.ts";

/** Days are put together from hours when they are asked for. */
const STORED_INTERVALS = [CHART_INTERVALS["5m"], CHART_INTERVALS["1h"]];

interface Move {
  marketId: bigint;
  timestamp: number;
  sigma: { before: bigint; after: bigint };
  /** What moved the prices; none if their sum was restored, which moves all of them alike. */
  trade?: {
    outcome: number;
    offset: { before: bigint; after: bigint };
    volume: bigint;
    fee: bigint;
  };
  /** The market's volume before it. */
  volumeBefore: bigint;
}

/** Enters a move of the prices into the candles: the same work whatever the number of outcomes. */
export async function enterCandles(db: Db, move: Move): Promise<void> {
  const { marketId, timestamp, sigma, trade, volumeBefore } = move;
  const { volume = 0n, fee = 0n } = trade ?? {};
  const trades = trade ? 1 : 0;
  const [low, high] = order(sigma.before, sigma.after);
  for (const interval of STORED_INTERVALS) {
    const start = timestamp - (timestamp % interval);
    await db
      .insert(candle)
      .values({
        marketId,
        interval,
        start,
        sigmaOpen: sigma.before,
        sigmaLow: low,
        sigmaHigh: high,
        sigmaClose: sigma.after,
        volume,
        fees: fee,
        trades,
        volumeBefore,
      })
      .onConflictDoUpdate((row) => ({
        sigmaLow: low < row.sigmaLow ? low : row.sigmaLow,
        sigmaHigh: high > row.sigmaHigh ? high : row.sigmaHigh,
        sigmaClose: sigma.after,
        volume: row.volume + volume,
        fees: row.fees + fee,
        trades: row.trades + trades,
      }));
    if (trade) await enterOutcome(db, { marketId, interval, start, outcome: trade.outcome }, sigma, trade.offset);
  }
}

async function enterOutcome(
  db: Db,
  key: { marketId: bigint; interval: number; start: number; outcome: number },
  sigma: Move["sigma"],
  offset: { before: bigint; after: bigint },
): Promise<void> {
  const [low, high] = order(sigma.before - offset.before, sigma.after - offset.after);
  await db
    .insert(outcomeCandle)
    .values({ ...key, offsetOpen: offset.before, offsetClose: offset.after, rhoLow: low, rhoHigh: high })
    .onConflictDoUpdate((row) => ({
      offsetClose: offset.after,
      rhoLow: low < row.rhoLow ? low : row.rhoLow,
      rhoHigh: high > row.rhoHigh ? high : row.rhoHigh,
    }));
}

function order(a: bigint, b: bigint): [bigint, bigint] {
  return a < b ? [a, b] : [b, a];
}

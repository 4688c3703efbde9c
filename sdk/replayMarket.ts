import type { Activity } from "./activity.ts";
import { applyEvent } from "./applyEvent.ts";
import { exp } from "./lmsr.ts";
import { createPool, type Pool, rhosOf } from "./pool.ts";
import type { Market } from "./types.ts";

/** The pool after something happened, or at creation. */
export interface PoolState {
  timestamp: number;
  blockNumber: bigint;
  logIndex: number;
  pool: Pool;
  /** −ln of each outcome's YES price, scaled by 1e18. */
  rhos: readonly bigint[];
  /** YES price of each outcome, scaled by 1e18. */
  prices: readonly bigint[];
}

/**
 * The history of a market's pool, one state for each event that changed it, from its creation through all of its `activity` (of this market, oldest first, complete:
 * `getActivity`), computed with the contract's arithmetic: the last state is the contract's, bit for bit, fees included.
 */
export function replayMarket(
  market: Pick<Market, "id" | "outcomeCount" | "odds" | "feeRate" | "creatorShare" | "initialLiquidity" | "createdAt" | "createdBlock">,
  activity: readonly Activity[],
): PoolState[] {
  let pool = createPool({ ...market, marketId: market.id, liquidity: market.initialLiquidity });
  const states = [stateOf(pool, { timestamp: market.createdAt, blockNumber: market.createdBlock, logIndex: -1 })];
  for (const event of activity) {
    const next = applyEvent(pool, event).pool;
    if (next !== pool) states.push(stateOf(next, event));
    pool = next;
  }
  return states;
}

function stateOf(pool: Pool, { timestamp, blockNumber, logIndex }: Pick<Activity, "timestamp" | "blockNumber" | "logIndex">): PoolState {
  const rhos = rhosOf(pool);
  return { timestamp, blockNumber, logIndex, pool, rhos, prices: rhos.map(exp) };
}

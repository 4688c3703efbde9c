import type { Activity } from "./activity.ts";
import { initialRhos } from "./initialRhos.ts";
import { exp } from "./lmsr.ts";
import { quoteTrade } from "./quoteTrade.ts";
import type { Market } from "./types.ts";

/** The pool after something happened, or at creation. */
export interface PoolState {
  timestamp: number;
  blockNumber: bigint;
  logIndex: number;
  liquidity: bigint;
  rhos: readonly bigint[];
  /** YES price of each outcome, scaled by 1e18. */
  prices: readonly bigint[];
}

/**
 * The history of a market's prices, from its creation through all of its `activity` (of this market, oldest first, complete:
 * `getActivity`), computed with the contract's arithmetic: the last state is the contract's, bit for bit.
 */
export function replayMarket(
  market: Pick<Market, "outcomeCount" | "odds" | "feeRate" | "initialLiquidity" | "createdAt" | "createdBlock">,
  activity: readonly Activity[],
): PoolState[] {
  const rhos = initialRhos(market);
  const first = { timestamp: market.createdAt, blockNumber: market.createdBlock, logIndex: -1, liquidity: market.initialLiquidity };
  const states: PoolState[] = [{ ...first, rhos, prices: rhos.map(exp) }];
  for (const event of activity) {
    const next = apply(states[states.length - 1] as PoolState, event, market.feeRate);
    if (next) states.push(next);
  }
  return states;
}

function apply(state: PoolState, event: Activity, feeRate: number): PoolState | null {
  const { timestamp, blockNumber, logIndex } = event;
  if (event.kind === "LiquidityAdded" || event.kind === "LiquidityRemoved") {
    const change = event.kind === "LiquidityAdded" ? event.liquidity : -event.liquidity;
    return { ...state, timestamp, blockNumber, logIndex, liquidity: state.liquidity + change };
  }
  if (event.kind !== "Trade") return null;
  const { op, side, outcome, collateral, positions } = event;
  const amount = op === "buy" ? collateral : positions;
  const quote = quoteTrade({ op, side, liquidity: state.liquidity, rho: state.rhos[outcome] as bigint, feeRate, amount });
  const rhos = state.rhos.map((rho, index) => (index === outcome ? quote.rhoAfter : rho + quote.shift));
  return { timestamp, blockNumber, logIndex, liquidity: state.liquidity, rhos, prices: rhos.map(exp) };
}

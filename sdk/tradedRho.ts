import { PresageError } from "./errors.ts";
import { routePosition } from "./positionId.ts";
import type { Market, Side } from "./types.ts";

/**
 * What a trade of an outcome is priced on: the outcome and side that the contract really trades (NO of two outcomes is YES of
 * the other) and −ln of that outcome's YES price, scaled by 1e18. Throws `UnknownOutcome`.
 */
export function tradedRho(options: { market: Pick<Market, "rhos">; outcome: number; side: Side }): {
  outcome: number;
  side: Side;
  rho: bigint;
} {
  const { rhos } = options.market;
  const { outcome, side } = routePosition({ ...options, outcomeCount: rhos.length });
  const rho = rhos[outcome];
  if (rho !== undefined) return { outcome, side, rho };
  const details = { outcome: BigInt(options.outcome), outcomeCount: BigInt(rhos.length) };
  throw new PresageError({ code: "UnknownOutcome", details });
}

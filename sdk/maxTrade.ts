import { PresageError } from "./errors.ts";
import { MAX_COLLATERAL_RATIO, MAX_POSITIONS_RATIO } from "./lmsr.ts";
import { quoteTrade } from "./quoteTrade.ts";
import type { Op, Side } from "./types.ts";

/**
 * The largest trade that the contract allows in a state, in base units: collateral for `buy`, positions for `buyExact` and
 * `sell`. It is accepted and one base unit more is refused, for its size (32 b, 64 b) or for the price that it would lead to
 * (1 − 1e-12, 1e-12). Zero if every trade of this kind is refused, be it for giving nothing.
 */
export function maxTrade(options: { op: Op; side: Side; liquidity: bigint; rho: bigint; feeRate: number }): bigint {
  const { op, liquidity } = options;
  let refused = liquidity * (op === "buy" ? MAX_COLLATERAL_RATIO : MAX_POSITIONS_RATIO) + 1n;
  let allowed = 0n;
  if (isWithinLimits(options, refused - 1n)) allowed = refused - 1n;
  while (refused - allowed > 1n) {
    const middle = (allowed + refused) / 2n;
    if (isWithinLimits(options, middle)) allowed = middle;
    else refused = middle;
  }
  return allowed > 0n && givesSomething(options, allowed) ? allowed : 0n;
}

type Trade = Parameters<typeof maxTrade>[0];

/** A trade too small to give anything is no smaller than allowed. */
function isWithinLimits(options: Trade, amount: bigint): boolean {
  const refusal = refusalOf(options, amount);
  return refusal === undefined || refusal === "ZeroOutput";
}

function givesSomething(options: Trade, amount: bigint): boolean {
  return refusalOf(options, amount) === undefined;
}

function refusalOf(options: Trade, amount: bigint): string | undefined {
  try {
    quoteTrade({ ...options, amount });
    return undefined;
  } catch (error) {
    if (error instanceof PresageError) return error.code;
    throw error;
  }
}

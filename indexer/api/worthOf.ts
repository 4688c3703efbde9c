import { WAD } from "../../sdk/wad.ts";

/** What an account has gained by what it still holds and by what it has not, in base units. */
export interface Worth {
  realized: bigint;
  unrealized: bigint;
  /** Both. */
  profit: bigint;
  value: bigint;
  cost: bigint;
}

/** The sums of positions of one collateral, each with its value and its cost, beside what was realized before. */
export function worthOf(realized: bigint, positions: readonly { value: bigint; cost: bigint }[]): Worth {
  const value = positions.reduce((sum, each) => sum + each.value, 0n);
  const cost = positions.reduce((sum, each) => sum + each.cost, 0n);
  return { realized, unrealized: value - cost, profit: realized + value - cost, value, cost };
}

/**
 * The Brier score of an account, from 0 (always right) to 1, to six digits; null if nothing of it was judged. `brierSum` is the
 * collateral of each trade times its squared error, scaled by 1e18, `brierWeight` the collateral.
 */
export function brierOf({ brierWeight, brierSum, brierTrades }: { brierWeight: bigint; brierSum: bigint; brierTrades: number }) {
  return { brier: brierWeight > 0n ? Number((brierSum * 1_000_000n) / (brierWeight * WAD)) / 1e6 : null, brierTrades };
}

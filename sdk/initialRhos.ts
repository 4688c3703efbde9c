import { PresageError } from "./errors.ts";
import { lnDown, lnUp } from "./lmsr.ts";
import { WAD } from "./wad.ts";

/** The lowest odds that an outcome can start with: one in a million, scaled by 1e18. */
export const MIN_ODDS = 10n ** 12n;

/**
 * −ln of each outcome's odds as `createMarket` computes it, scaled by 1e18 and rounded up by no more than the logarithm's
 * margin. `odds` scaled by 1e18 with a sum of exactly 1e18, or empty for uniform ones. Throws what the contract reverts
 * with: `InvalidOddsLength`, `OddsTooLow` (below one in a million), `InvalidOddsSum`.
 */
export function initialRhos(options: { outcomeCount: number; odds: readonly bigint[] }): bigint[] {
  const { outcomeCount, odds } = options;
  if (odds.length === 0) return Array<bigint>(outcomeCount).fill(lnUp(BigInt(outcomeCount) * WAD));
  if (odds.length !== outcomeCount) {
    throw new PresageError({ code: "InvalidOddsLength", details: { given: BigInt(odds.length), expected: BigInt(outcomeCount) } });
  }
  const low = odds.findIndex((value) => value < MIN_ODDS);
  if (low >= 0) {
    throw new PresageError({ code: "OddsTooLow", details: { outcome: BigInt(low), odds: odds[low] as bigint, minimum: MIN_ODDS } });
  }
  const sum = odds.reduce((total, value) => total + value, 0n);
  if (sum !== WAD) throw new PresageError({ code: "InvalidOddsSum", details: { sum } });
  return odds.map((value) => -lnDown(value));
}

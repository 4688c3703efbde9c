import { PresageError } from "./errors.ts";
import { lnDown, lnUp } from "./lmsr.ts";
import { WAD } from "./wad.ts";

/**
 * −ln of each outcome's odds as `createMarket` computes it, scaled by 1e18 and rounded up by no more than the logarithm's
 * margin. `odds` scaled by 1e18 with a sum of exactly 1e18, or empty for uniform ones. Throws what the contract reverts
 * with: `InvalidOddsLength`, `ZeroOdds`, `InvalidOddsSum`.
 */
export function initialRhos(options: { outcomeCount: number; odds: readonly bigint[] }): bigint[] {
  const { outcomeCount, odds } = options;
  if (odds.length === 0) return Array<bigint>(outcomeCount).fill(lnUp(BigInt(outcomeCount) * WAD));
  if (odds.length !== outcomeCount) {
    throw invalid(
      "InvalidOddsLength",
      `There are ${odds.length} odds for ${outcomeCount} outcomes.`,
      "Give one for each outcome, or none.",
    );
  }
  const zero = odds.findIndex((value) => value <= 0n);
  if (zero >= 0) throw invalid("ZeroOdds", `Outcome ${zero} has odds of ${odds[zero]}.`, "Every outcome needs odds above zero.");
  const sum = odds.reduce((total, value) => total + value, 0n);
  if (sum !== WAD) throw invalid("InvalidOddsSum", `The odds sum to ${sum}, not to ${WAD}.`, "Make them sum to exactly 100%.");
  return odds.map((value) => -lnDown(value));
}

function invalid(code: string, message: string, remedy: string): PresageError {
  return new PresageError({ code, message, remedy });
}

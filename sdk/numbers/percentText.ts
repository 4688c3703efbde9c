import { formatAmount } from "../formatAmount.ts";
import { WAD } from "../wad.ts";
import { largestRemainder } from "./largestRemainder.ts";

const HUNDREDTHS = 10_000n;

/** A share scaled by 1e18 as a percentage with two digits, such as `35.21%`; `<0.01%` and `>99.99%`, never nothing or all unless it is. */
export function percentText(share: bigint): string {
  return percentOf((share * HUNDREDTHS + WAD / 2n) / WAD, share);
}

/** Shares that sum to one, scaled by 1e18, as percentages with two digits that add up as they are shown. */
export function percentTexts(shares: readonly bigint[]): string[] {
  const parts = largestRemainder(shares, { whole: WAD, units: HUNDREDTHS });
  return shares.map((share, index) => percentOf(parts[index] ?? 0n, share));
}

/** A share that is shown as so many hundredths of a percent. */
function percentOf(hundredths: bigint, share: bigint): string {
  if (hundredths <= 0n && share > 0n) return "<0.01%";
  if (hundredths >= HUNDREDTHS && share < WAD) return ">99.99%";
  return `${formatAmount(hundredths, 2)}%`;
}

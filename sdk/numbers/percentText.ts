import { formatAmount } from "../formatAmount.ts";
import { WAD } from "../wad.ts";

const HUNDREDTHS = 10_000n;

/** A share scaled by 1e18 as a percentage with two digits, such as `35.21%`; `<0.01%` and `>99.99%`, never nothing or all unless it is. */
export function percentText(share: bigint): string {
  return percentOf((share * HUNDREDTHS + WAD / 2n) / WAD, share);
}

/** The same where how many hundredths of a percent it is shown as is given. */
export function percentOf(hundredths: bigint, share: bigint): string {
  if (hundredths <= 0n && share > 0n) return "<0.01%";
  if (hundredths >= HUNDREDTHS && share < WAD) return ">99.99%";
  return `${formatAmount(hundredths, 2)}%`;
}

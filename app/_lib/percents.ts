import { largestRemainder } from "../../sdk/numbers/largestRemainder.ts";
import type { Side } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";

const POINT = WAD / 100n;

/**
 * A market's shares (prices or payouts, scaled by 1e18) as percentages that add up as they are shown: whole points, tenths where one
 * of them is within a point of nothing or of all, or where `digits` asks for them. None is 0% or 100% unless it is.
 */
export function percents(
  shares: readonly bigint[],
  locale: string,
  least: { digits: 0 | 1 } = { digits: 0 },
): (outcome: number, side?: Side) => string {
  const isFine = shares.some((share) => (share > 0n && share < POINT) || (share < WAD && share > WAD - POINT));
  const digits = isFine ? 1 : least.digits;
  const units = 100n * 10n ** BigInt(digits);
  const parts = largestRemainder(shares, { whole: WAD, units });
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const number = (part: bigint) => format.format(Number(part) / Number(units / 100n));
  return (outcome, side = "yes") => {
    const isYes = side === "yes";
    const share = isYes ? (shares[outcome] ?? 0n) : WAD - (shares[outcome] ?? 0n);
    const part = isYes ? (parts[outcome] ?? 0n) : units - (parts[outcome] ?? 0n);
    if (share <= 0n) return `${new Intl.NumberFormat(locale).format(0)}%`;
    if (share >= WAD) return `${new Intl.NumberFormat(locale).format(100)}%`;
    if (part <= 0n) return `<${number(1n)}%`;
    if (part >= units) return `>${number(units - 1n)}%`;
    return `${number(part)}%`;
  };
}

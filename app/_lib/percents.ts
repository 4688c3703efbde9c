import { largestRemainder } from "../../sdk/numbers/largestRemainder.ts";
import type { Side } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { numberFormat } from "./formatters.ts";

const POINT = WAD / 100n;

type Percents = (outcome: number, side?: Side) => string;

/** By the shares themselves: a card asks more than once, and for each of many visitors. */
const latest = new WeakMap<readonly bigint[], [way: string, Percents]>();

/**
 * A market's shares (prices or payouts, scaled by 1e18) as percentages that add up as they are shown: whole points, tenths where one
 * of them is within a point of nothing or of all, or where `digits` asks for them. None is 0% or 100% unless it is.
 */
export function percents(shares: readonly bigint[], locale: string, { digits }: { digits: 0 | 1 } = { digits: 0 }): Percents {
  const way = `${locale} ${digits}`;
  const [of, text] = latest.get(shares) ?? [];
  if (text && of === way) return text;
  const written = write(shares, locale, digits);
  latest.set(shares, [way, written]);
  return written;
}

function write(shares: readonly bigint[], locale: string, least: 0 | 1): Percents {
  const isFine = shares.some((share) => (share > 0n && share < POINT) || (share < WAD && share > WAD - POINT));
  const digits = isFine ? 1 : least;
  const units = 100n * 10n ** BigInt(digits);
  const parts = largestRemainder(shares, { whole: WAD, units });
  const format = numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const number = (part: bigint) => format.format(Number(part) / Number(units / 100n));
  return (outcome, side = "yes") => {
    const isYes = side === "yes";
    const share = isYes ? (shares[outcome] ?? 0n) : WAD - (shares[outcome] ?? 0n);
    const part = isYes ? (parts[outcome] ?? 0n) : units - (parts[outcome] ?? 0n);
    if (share <= 0n) return `${numberFormat(locale).format(0)}%`;
    if (share >= WAD) return `${numberFormat(locale).format(100)}%`;
    if (part <= 0n) return `<${number(1n)}%`;
    if (part >= units) return `>${number(units - 1n)}%`;
    return `${number(part)}%`;
  };
}

/** Significant digits that are left of an amount, however small. */
const LEAST = 2;

/** How many fraction digits to show of an amount in base units: `usual`, and more where those would be hardly anything but zeros. */
export function shownDigits(amount: bigint, decimals: number, usual: number): number {
  const length = String(amount < 0n ? -amount : amount).length;
  const zeros = amount === 0n ? 0 : decimals - length;
  return zeros < 0 ? usual : Math.min(decimals, Math.max(usual, zeros + LEAST));
}

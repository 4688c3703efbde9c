/**
 * Base units as an exact decimal string with a point and no grouping, such as `25.00`: at least `minDigits` fraction
 * digits (2 unless told), at most `maxDigits` (all unless told), what is beyond them rounded toward zero. For a locale's
 * form, give the result to `Intl.NumberFormat`, which reads decimal strings exactly.
 */
export function formatAmount(amount: bigint, decimals: number, options: { minDigits?: number; maxDigits?: number } = {}): string {
  const { minDigits = 2, maxDigits = decimals } = options;
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const kept = digits
    .slice(digits.length - decimals)
    .slice(0, maxDigits)
    .replace(/0+$/, "")
    .padEnd(Math.min(minDigits, maxDigits), "0");
  const text = kept === "" ? whole : `${whole}.${kept}`;
  return amount < 0n && /[1-9]/.test(text) ? `-${text}` : text;
}

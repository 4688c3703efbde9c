import { ANYBODY } from "./styleOf.ts";

/** As many fraction digits as `Intl.NumberFormat` writes. */
const MOST_DIGITS = 100;

/**
 * A plain decimal such as `-1234.50` to its last digit, as a locale writes it and `readNumber` reads it: a fraction that would look like
 * a group of thousands gets another zero, and for `ANYBODY` nothing is grouped, which some would take for a fraction.
 */
export function writeNumber(number: string, locale: string, options: { useGrouping?: boolean } = {}): string {
  const { useGrouping = locale !== ANYBODY } = options;
  const [whole = "", fraction = ""] = number.replace("-", "").split(".");
  const digits = Math.min(MOST_DIGITS, isAmbiguous(whole, fraction) ? 4 : fraction.length);
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: MOST_DIGITS, useGrouping });
  return format.format(number as Intl.StringNumericLiteral);
}

/** Whether a mark between them could as well stand between thousands. */
export function isAmbiguous(whole: string, fraction: string | undefined): boolean {
  return fraction?.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
}

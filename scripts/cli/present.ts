import { formatAmount } from "../../sdk/formatAmount.ts";
import { shownDigits } from "../../sdk/numbers/shownDigits.ts";
import type { Token } from "../../sdk/types.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** An amount for `--json`: exact, in whole tokens and in base units. */
export function amountJson(amount: bigint, token: Pick<Token, "decimals" | "isUnreadable">): { amount: string | null; base: string } {
  return { amount: token.isUnreadable ? null : formatAmount(amount, token.decimals), base: amount.toString() };
}

/** An amount for people, such as `25.00 USD`; digits beyond the sixth are cut where they say little. */
export function amountText(amount: bigint, token: Token): string {
  if (token.isUnreadable) return `${amount} base units of ${token.address}, which does not say its decimals`;
  return `${formatAmount(amount, token.decimals, { maxDigits: shownDigits(amount, token.decimals, 6) })} ${token.symbol}`;
}

/** A price for `--json`: a decimal string between 0 and 1. */
export function priceJson(price: bigint): string {
  return formatAmount(price, 18, { minDigits: 1 });
}

export function timeText(time: number): string {
  return `${new Date(time * 1000).toISOString().replace(".000Z", "Z")}`;
}

const UNITS = [
  [DAY, "day"],
  [HOUR, "hour"],
  [60, "minute"],
] as const;

/** "6 hours". */
export function spanText(seconds: number): string {
  const [size, unit] = UNITS.find(([each]) => seconds % each === 0) ?? [1, "second"];
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** Rows as aligned columns. */
export function table(texts: string[][]): string {
  // a line feed in a market's text would look like a row
  const rows = texts.map((row) => row.map((cell) => cell.replace(/\s+$/, "").replace(/\n/g, " ")));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? "")].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

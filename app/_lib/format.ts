import { formatAmount } from "../../sdk/formatAmount.ts";
import { cleanText } from "../../sdk/text/cleanText.ts";
import type { Token } from "../../sdk/types.ts";

/** `1,234.56 USD`; two digits, more for small amounts so that they do not look like nothing. */
export function money(amount: bigint, token: Pick<Token, "decimals" | "symbol" | "isUnreadable">, locale: string): string {
  if (token.isUnreadable) return `${new Intl.NumberFormat(locale).format(amount)} base units of ${token.symbol}`;
  return `${quantity(amount, token.decimals, locale)} ${token.symbol}`;
}

/** A number of whole tokens, grouped by the locale. */
export function quantity(amount: bigint, decimals: number, locale: string): string {
  const small = amount > -(10n ** BigInt(decimals)) && amount < 10n ** BigInt(decimals);
  const text = formatAmount(amount, decimals, { maxDigits: small ? 4 : 2 });
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 }).format(text as unknown as number);
}

/** `$1.2k`: for cards, where digits only distract. */
export function compact(amount: bigint, token: Pick<Token, "decimals" | "symbol">, locale: string): string {
  const value = Number(formatAmount(amount, token.decimals, { maxDigits: 2 }));
  return `${new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(value)} ${token.symbol}`;
}

/** A decimal amount as cards show it, where digits only distract: `$1.2K`, `1.2K 0x5FC8…5707`. */
export function compactAmount(amount: string, symbol: string, locale: string): string {
  const text = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(Number(amount));
  return symbol === "$" ? `$${text}` : `${text} ${symbol}`;
}

/** A price scaled by 1e18 as a percentage: `35%`, `0.4%`, or with digits `35.21%`. Never 0% or 100% unless it is. */
export function percent(price: bigint, locale: string, minDigits = 0): string {
  const value = Number(price) / 1e16;
  const digits = minDigits === 0 && ((price > 0n && value < 1) || (price < 10n ** 18n && value > 99)) ? 1 : minDigits;
  const step = 10 ** -digits;
  if (price > 0n && value < step / 2) return `<${number(step, locale, digits)}%`;
  if (price < 10n ** 18n && value > 100 - step / 2) return `>${number(100 - step, locale, digits)}%`;
  return `${number(value, locale, digits)}%`;
}

function number(value: number, locale: string, digits: number): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** `27 Jan 2027, 18:45 UTC` */
export function utc(time: number, locale: string): string {
  return `${new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" }).format(time * 1000)} UTC`;
}

/** `in 3 days`, `2 hours ago` */
export function relative(time: number, now: number, locale: string): string {
  const seconds = time - now;
  const units: [Intl.RelativeTimeFormatUnit, number][] = [
    ["year", 31_536_000],
    ["month", 2_592_000],
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ];
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second" as const, 1];
  return format.format(Math.trunc(seconds / size), unit);
}

export function shortAddress(address: string): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}

/** Text from the chain, without what hides, moves or breaks the text around it. Wrap it in `bdi`. */
export function clean(text: string): string {
  return cleanText(text);
}

import { formatAmount } from "../../sdk/formatAmount.ts";
import { shownDigits } from "../../sdk/numbers/shownDigits.ts";
import { cleanText } from "../../sdk/text/cleanText.ts";
import type { Token } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { dateFormat, numberFormat, spanFormat } from "./formatters.ts";
import { LOCALE } from "./locale.ts";

/** `1,234.56 USD`; two digits, more for small amounts so that they do not look like nothing. */
export function money(amount: bigint, token: Pick<Token, "decimals" | "symbol" | "isUnreadable">, locale: string): string {
  if (token.isUnreadable) return `${numberFormat(locale).format(amount)} base units of ${token.symbol}`;
  return `${quantity(amount, token.decimals, locale)} ${token.symbol}`;
}

/** A number of whole tokens, grouped by the locale: never nothing unless it is. */
export function quantity(amount: bigint, decimals: number, locale: string): string {
  const small = amount > -(10n ** BigInt(decimals)) && amount < 10n ** BigInt(decimals);
  const maxDigits = shownDigits(amount, decimals, small ? 4 : 2);
  const text = formatAmount(amount, decimals, { maxDigits });
  const format = numberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: Math.max(2, maxDigits) });
  return format.format(text as Intl.StringNumericLiteral);
}

/** `1.2k USD`: an amount where its digits only distract, see `compactAmount`. */
export function compact(amount: bigint, token: Pick<Token, "decimals" | "symbol">): string {
  return compactAmount(formatAmount(amount, token.decimals), token.symbol);
}

/**
 * A decimal amount where its digits only distract: `$1.2k`, `1.2k 0x5FC8…5707`. The k is a word of the texts' language, whatever
 * country the reader's is: a list, which the server writes for all, and a market's page write one amount alike.
 */
export function compactAmount(amount: string, symbol: string): string {
  const text = short(amount);
  return symbol === "$" ? `$${text}` : `${text} ${symbol}`;
}

/** Two digits that say something where there is less than one. */
function short(amount: string): string {
  const value = Number(amount);
  const digits: Intl.NumberFormatOptions = Math.abs(value) < 1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 1 };
  return numberFormat(LOCALE, { notation: "compact", ...digits }).format(value);
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
  return numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** What is made of something with a sign, such as `+139%` or `−0.4%`; never 0% unless it is. */
export function gain({ paid, received }: { paid: bigint; received: bigint }, locale: string): string {
  const won = received - paid;
  if (won === 0n || paid <= 0n) return `${number(0, locale, 0)}%`;
  const size = Number(((won < 0n ? -won : won) * WAD) / paid) / 1e16;
  const digits = size < 10 ? 1 : 0;
  const text = size < 0.05 ? `<${number(0.1, locale, 1)}` : numberFormat(locale, { maximumFractionDigits: digits }).format(size);
  return `${won < 0n ? "−" : "+"}${text}%`;
}

/** `27 Jan 2027, 18:45 UTC`, and with the reader's zone `27 Jan 2027, 19:45 CET (18:45 UTC)`. */
export function utc(time: number, locale: string, zone?: string): string {
  const words = wordsLocale(locale);
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const date = { day: "numeric", month: "short", year: "numeric" } as const;
  const write = (options: Intl.DateTimeFormatOptions) => dateFormat(words, options).format(time * 1000);
  const universal = write({ ...date, ...clock, timeZone: "UTC" });
  const local = zone && write({ ...date, ...clock, timeZone: zone });
  if (!local || local === universal) return `${universal} UTC`;
  const isSameDay = write({ ...date, timeZone: "UTC" }) === write({ ...date, timeZone: zone });
  const beside = isSameDay ? write({ ...clock, timeZone: "UTC" }) : universal;
  return `${write({ ...date, ...clock, timeZone: zone, timeZoneName: "short" })} (${beside} UTC)`;
}

/** Months and spans of time are words: in the language of the texts, whatever the reader's numbers are written like. */
function wordsLocale(locale: string): string {
  return locale.split("-")[0] === LOCALE.split("-")[0] ? locale : LOCALE;
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
  const format = spanFormat(wordsLocale(locale));
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

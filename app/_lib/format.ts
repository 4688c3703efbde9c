import { formatAmount } from "../../sdk/formatAmount.ts";
import { shownDigits } from "../../sdk/numbers/shownDigits.ts";
import { cleanText } from "../../sdk/text/cleanText.ts";
import type { Token } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { dateFormat, numberFormat, spanFormat } from "./formatters.ts";
import { LOCALE } from "./locale.ts";

const POINT = WAD / 100n;
/** A thousand of the largest number that people have a letter for. */
const BEYOND_WORDS = 1e15;

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
  const sign = amount.startsWith("-") ? "−" : "";
  const text = short(amount.replace("-", ""));
  return symbol === "$" ? `${sign}$${text}` : `${sign}${text} ${symbol}`;
}

/** Two digits that say something where there is less than one; `3.4E32` beyond what has a word. */
function short(amount: string): string {
  const value = Number(amount);
  const digits: Intl.NumberFormatOptions = value < 1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 1 };
  return numberFormat(LOCALE, { notation: value < BEYOND_WORDS ? "compact" : "scientific", ...digits }).format(value);
}

/** A price scaled by 1e18 as a percentage: `35%`, `0.4%`, or with digits `35.21%`. Never 0% or 100% unless it is. */
export function percent(price: bigint, locale: string, minDigits = 0): string {
  const isFine = (price > 0n && price < POINT) || (price < WAD && price > WAD - POINT);
  const digits = minDigits === 0 && isFine ? 1 : minDigits;
  const units = 100n * 10n ** BigInt(digits);
  const show = (part: bigint) => number(Number(part) / 10 ** digits, locale, digits);
  const part = (price * units + WAD / 2n) / WAD;
  if (part <= 0n && price > 0n) return `<${show(1n)}%`;
  if (part >= units && price < WAD) return `>${show(units - 1n)}%`;
  return `${show(part)}%`;
}

/** An order's limit scaled by 1e18, as a percentage to its last digit, for it is what is signed: `42%`, `42.25%`. */
export function limitText(price: bigint, locale: string, minDigits = 0): string {
  const text = formatAmount(price, 16, { minDigits: 0 }) as Intl.StringNumericLiteral;
  return `${numberFormat(locale, { minimumFractionDigits: minDigits, maximumFractionDigits: 16 }).format(text)}%`;
}

function number(value: number, locale: string, digits: number): string {
  return numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** What is made of something with a sign, such as `+139%` or `−0.4%`; never 0% unless it is, nor −100% unless all is lost. */
export function gain({ paid, received }: { paid: bigint; received: bigint }, locale: string): string {
  const won = received - paid;
  if (won === 0n || paid <= 0n) return `${number(0, locale, 0)}%`;
  const size = Number(((won < 0n ? -won : won) * WAD) / paid) / 1e16;
  const isPart = won < 0n && received > 0n;
  const sign = won < 0n ? "−" : "+";
  if (size < 0.05) return `${sign}<${number(0.1, locale, 1)}%`;
  if (isPart && size >= 99.95) return `${sign}>${number(99.9, locale, 1)}%`;
  const digits = size < 10 || (isPart && size > 99) ? 1 : 0;
  return `${sign}${numberFormat(locale, { maximumFractionDigits: digits }).format(size)}%`;
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

/** `1.413 °C`: the number that a scalar market stands for, with its unit, a text of the chain that was cleaned. */
export function inUnit(value: number, unit: string, locale: string): string {
  return `${numberFormat(locale, { maximumSignificantDigits: 4 }).format(value)} ${unit}`;
}

export function shortAddress(address: string): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}

/** Text from the chain, without what hides, moves or breaks the text around it. Wrap it in `bdi`. */
export function clean(text: string): string {
  return cleanText(text);
}

import { type Address, isAddress } from "viem";
import { PresageError } from "../errors.ts";
import { cleanSymbol } from "../text/cleanSymbol.ts";
import { cleanText } from "../text/cleanText.ts";

/** A token as a list names it. */
export interface ListedToken {
  chainId: number;
  address: Address;
  symbol: string;
  name: string;
  decimals: number;
}

/** A list of tokens in the standard format (tokenlists.org). */
export interface TokenList {
  name: string;
  tokens: ListedToken[];
}

/** What the largest lists in use come to, several times over. */
export const MOST_BYTES = 4_000_000;
/** What the standard allows. */
const MOST_TOKENS = 10_000;
const LONGEST = { name: 60, symbol: 20 };

/**
 * A token list from its text. Throws `InvalidTokenList`, which says what was wrong and where. Symbols and names are cleaned;
 * what else a list holds (logos, tags, extensions) is left out.
 */
export function parseTokenList(text: string): TokenList {
  const list = record(parseJson(text), "The list");
  const { tokens } = list;
  if (!Array.isArray(tokens) || tokens.length === 0 || tokens.length > MOST_TOKENS)
    throw notATokenList(`tokens is ${show(tokens)}, expected from 1 to ${MOST_TOKENS} tokens`);
  return { name: words(list.name, "name", LONGEST.name), tokens: tokens.map((token, index) => parseToken(token, `tokens[${index}]`)) };
}

function parseToken(value: unknown, at: string): ListedToken {
  const token = record(value, at);
  const { chainId, address, decimals } = token;
  if (typeof address !== "string" || !isAddress(address, { strict: false }))
    throw notATokenList(`${at}.address is ${show(address)}, expected an address: 0x and 40 hexadecimal digits`);
  const symbol = words(token.symbol, `${at}.symbol`, LONGEST.symbol);
  return {
    chainId: whole(chainId, `${at}.chainId`, { min: 1, max: Number.MAX_SAFE_INTEGER }),
    address,
    symbol: cleanSymbol(symbol) ?? "",
    name: words(token.name ?? symbol, `${at}.name`, LONGEST.name),
    decimals: whole(decimals, `${at}.decimals`, { min: 0, max: 255 }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw notATokenList("it is not JSON");
  }
}

function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw notATokenList(`${at} is ${show(value)}, expected an object`);
}

function words(value: unknown, at: string, most: number): string {
  if (typeof value !== "string" || value.length > most)
    throw notATokenList(`${at} is ${show(value)}, expected a text of at most ${most} characters`);
  return cleanText(value);
}

function whole(value: unknown, at: string, { min, max }: { min: number; max: number }): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
  throw notATokenList(`${at} is ${show(value)}, expected a whole number from ${min} to ${max}`);
}

function show(value: unknown): string {
  if (value === undefined) return "missing";
  const text = Array.isArray(value) ? `a list of ${value.length}` : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The error of a list that cannot be used: `what` is wrong with it. */
export function notATokenList(what: string): PresageError {
  return new PresageError({
    code: "InvalidTokenList",
    message: `This is no token list: ${what}.`,
    remedy: "Give a list in the format of tokenlists.org.",
    details: {},
  });
}

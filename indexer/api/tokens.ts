import { market, token } from "ponder:schema";
import { sql } from "ponder";
import { formatAmount } from "../../sdk/formatAmount.ts";
import { TokenLists } from "../../sdk/node/tokenLists.ts";
import { isKnownToken, type KnownTokens, knownTokens } from "../../sdk/tokens/knownTokens.ts";
import { readSettings } from "../settings.ts";
import type { Amount, KnownToken, Token } from "./schemas.ts";
import { type AsOf, type Reader, select } from "./snapshot.ts";

const MOST = 10_000;

const { deployment, tokenLists } = readSettings();

type Row = typeof token.$inferSelect;

/** What tokens said of themselves, as far as answers have needed it lately. */
const rows = new Map<string, Row>();
let known: KnownTokens = knownTokens(deployment);
let areListsRead = false;
let inUse: { block: number; of: KnownTokens; tokens: readonly string[] } | undefined;

const lists = new TokenLists(tokenLists, { onNotice: (notice) => console.error(notice) });
void lists.watch(() => {
  known = knownTokens(deployment, lists.lists);
  areListsRead = true;
});

/** Whether the operator's lists have been asked for, with whatever result. */
export function hasReadTokenLists(): boolean {
  return areListsRead;
}

/** Fetches what answers say of these tokens: no amount of theirs can be written out before. */
export async function learnTokens(reader: Reader, tokens: Iterable<string>): Promise<void> {
  const wanted = [...new Set(tokens)];
  if (wanted.length === 0) return;
  for (const row of await reader
    .select()
    .from(token)
    .where(sql`${token.address} = any(${listOf(wanted)}::text[])`)) {
    rows.delete(row.address);
    rows.set(row.address, row);
  }
  for (const oldest of rows.keys()) {
    if (rows.size <= MOST) break;
    rows.delete(oldest);
  }
}

/** The known tokens that have a market, in their order: the address book's first. */
export async function knownInUse(reader: Reader, asOf: AsOf): Promise<readonly string[]> {
  const of = known;
  if (inUse?.block === asOf.block && inUse.of === of) return inUse.tokens;
  await learnTokens(reader, of.keys());
  const tokens = [...of.keys()].filter((address) => rows.has(address) && isKnown(address));
  inUse = { block: asOf.block, of, tokens };
  return tokens;
}

/** Addresses as PostgreSQL takes a list of them. */
export function listOf(tokens: readonly string[]): string {
  return `{${tokens.join()}}`;
}

/** All tokens that are known on this chain, and how many markets each has. */
export async function readTokens(reader: Reader, { isUsed }: { isUsed: boolean }): Promise<KnownToken[]> {
  await learnTokens(reader, known.keys());
  const counts = await select<{ collateral: string; markets: number }>(
    reader,
    sql`select ${market.collateral} as collateral, count(*)::int as markets from ${market}
      where ${market.collateral} = any(${listOf([...known.keys()])}::text[])
        and ${market.resolverKind} <> 'unknown' and ${market.readable} group by 1`,
  );
  const markets = new Map(counts.map((each) => [each.collateral, each.markets]));
  return [...known.entries()]
    .map(([address, { list }]) => ({ ...currencyOf(address), list: list ?? null, markets: markets.get(address) ?? 0 }))
    .filter((each) => !isUsed || each.markets > 0);
}

function isKnown(address: string): boolean {
  const decimals = rows.get(address)?.decimals;
  return isKnownToken(known, {
    address: address as `0x${string}`,
    decimals: decimals ?? 0,
    isUnreadable: decimals === null || decimals === undefined,
  });
}

/** A token as answers name it. The symbol of one that is not known is its own word. */
export function currencyOf(address: string): Token {
  const entry = known.get(address);
  const symbol = entry?.symbol || rows.get(address)?.symbol || entry?.name || `${address.slice(0, 6)}…${address.slice(-4)}`;
  return { address, symbol, decimals: decimalsOf(address), known: isKnown(address) };
}

/** As the token said when it was first seen; if nobody could be asked about that time, as the lists have it that name it. */
export function decimalsOf(address: string): number | null {
  const listed = known.get(address)?.decimals ?? [];
  return rows.get(address)?.decimals ?? (listed.length === 1 ? (listed[0] ?? null) : null);
}

/** Base units of a token as an answer says them. */
export function amountOf(base: bigint | string, address: string): Amount {
  const decimals = decimalsOf(address);
  return { amount: decimals === null ? null : formatAmount(BigInt(base), decimals), base: String(base) };
}

/** Scaled by 1e18: a price from 0 to 1, or what is paid for each position. */
export function priceOf(price: bigint): string {
  return formatAmount(price, 18, { minDigits: 1 });
}

/** A difference of two prices, scaled by 1e18: with its sign. */
export function changeOf(change: bigint): string {
  return formatAmount(change, 18, { minDigits: 1 });
}

/** A price that was worked out in floating point, to twelve digits. */
export function priceOfNumber(price: number): string {
  return formatAmount(BigInt(Math.round(Math.min(1, Math.max(0, price)) * 1e12)), 12, { minDigits: 1 });
}

import { market } from "ponder:schema";
import { sql } from "ponder";
import { formatAmount } from "../../sdk/formatAmount.ts";
import { readSettings } from "../settings.ts";
import { request } from "./head.ts";
import type { Amount } from "./schemas.ts";
import { type Reader, select } from "./snapshot.ts";

const DECIMALS_CALL = "0x313ce567"; // decimals()
const GAS = "0x186a0";
const MOST = 10_000;
const AGAIN_MS = 10_000;
const MOST_DECIMALS = 77; // what 256 bits hold

const { deployment } = readSettings();

/** What each token said of its decimals when `Markets` first took it, a stranger's word. A null is asked for again after a while. */
const known = new Map<string, { decimals: number | null; until: number }>();
const asking = new Map<string, Promise<void>>();

/** Asks the tokens that are not known for their decimals. No amount of theirs can be written out before. */
export async function learnTokens(reader: Reader, tokens: Iterable<string>): Promise<void> {
  const missing = [...new Set(tokens)].filter((token) => !isKnown(token));
  if (missing.length === 0) return;
  const rows = await select<{ token: string; block: number }>(
    reader,
    sql`select ${market.collateral} as token, min(${market.createdBlock})::float8 as block from ${market}
      where ${market.collateral} = any(${`{${missing.join()}}`}::text[]) group by ${market.collateral}`,
  );
  const blocks = new Map(rows.map(({ token, block }) => [token, block]));
  await Promise.all(missing.map((token) => learn(token, blocks.get(token))));
}

function isKnown(token: string): boolean {
  const entry = known.get(token);
  return entry !== undefined && (entry.decimals !== null || Date.now() < entry.until);
}

function learn(token: string, block: number | undefined): Promise<void> {
  const current = asking.get(token);
  if (current) return current;
  const asked = readDecimals(token, block).then((decimals) => {
    if (known.size >= MOST) known.clear();
    known.set(token, { decimals, until: Date.now() + AGAIN_MS });
    asking.delete(token);
  });
  asking.set(token, asked);
  return asked;
}

/** As the token told `Markets` then: what it says later changes no amount. A node that does not know that state is asked for now. */
async function readDecimals(token: string, block: number | undefined): Promise<number | null> {
  const then = block === undefined ? null : await askDecimals(token, `0x${block.toString(16)}`);
  return then ?? (await askDecimals(token, "latest"));
}

async function askDecimals(token: string, block: string): Promise<number | null> {
  try {
    const call = { from: deployment.contracts.Markets, to: token, data: DECIMALS_CALL, gas: GAS };
    const answer = await request<string>("eth_call", [call, block]);
    return /^0x0{62}[0-9a-f]{2}$/.test(answer) && Number(answer) <= MOST_DECIMALS ? Number(answer) : null;
  } catch {
    return null;
  }
}

export function decimalsOf(token: string): number | null {
  return known.get(token)?.decimals ?? null;
}

/** Base units of a token as an answer says them. */
export function amountOf(base: bigint | string, token: string): Amount {
  const decimals = decimalsOf(token);
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

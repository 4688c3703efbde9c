import { formatAmount } from "../../sdk/formatAmount.ts";
import { request } from "./head.ts";
import type { Amount } from "./schemas.ts";

const DECIMALS_CALL = "0x313ce567"; // decimals()
const GAS = "0x186a0";
const MOST = 10_000;
const AGAIN_MS = 10_000;

/** What each token says of its decimals, a stranger's word. A null is asked for again after a while. */
const known = new Map<string, { decimals: number | null; until: number }>();
const asking = new Map<string, Promise<void>>();

/** Asks the tokens that are not known for their decimals. No amount of theirs can be written out before. */
export async function learnTokens(tokens: Iterable<string>): Promise<void> {
  await Promise.all([...new Set(tokens)].map(learn));
}

function learn(token: string): Promise<void> | undefined {
  const entry = known.get(token);
  if (entry && (entry.decimals !== null || Date.now() < entry.until)) return undefined;
  const current = asking.get(token);
  if (current) return current;
  const asked = readDecimals(token).then((decimals) => {
    if (known.size >= MOST) known.clear();
    known.set(token, { decimals, until: Date.now() + AGAIN_MS });
    asking.delete(token);
  });
  asking.set(token, asked);
  return asked;
}

async function readDecimals(token: string): Promise<number | null> {
  try {
    const answer = await request<string>("eth_call", [{ to: token, data: DECIMALS_CALL, gas: GAS }, "latest"]);
    return /^0x0{62}[0-9a-f]{2}$/.test(answer) ? Number(answer) : null;
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

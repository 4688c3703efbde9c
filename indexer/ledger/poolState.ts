import { outcome, type pool } from "ponder:schema";
import { exp, RATE_UNIT } from "../../sdk/lmsr.ts";
import { WAD } from "../../sdk/wad.ts";
import type { Db } from "./books.ts";

export type PoolRow = typeof pool.$inferSelect;

/** −ln of every outcome's price. */
export async function readRhos(db: Db, state: PoolRow): Promise<bigint[]> {
  const { marketId, sigma, outcomeCount } = state;
  const rows = await Promise.all(Array.from({ length: outcomeCount }, (_, index) => db.find(outcome, { marketId, outcome: index })));
  return rows.map((row) => sigma - (row?.offset ?? 0n));
}

export async function readPrices(db: Db, state: PoolRow): Promise<bigint[]> {
  return (await readRhos(db, state)).map(exp);
}

/** The fees that have gathered, divided between liquidity providers and creator as `MarketState.divide` does. */
export function divideFees(state: Pick<PoolRow, "gatheredFees" | "liquidityFees" | "creatorFees" | "creatorShare">) {
  const { gatheredFees, liquidityFees, creatorFees, creatorShare } = state;
  const creatorPart = (gatheredFees * BigInt(creatorShare)) / RATE_UNIT;
  return { gatheredFees: 0n, liquidityFees: liquidityFees + gatheredFees - creatorPart, creatorFees: creatorFees + creatorPart };
}

/** `amount · fraction`, rounded up. */
export function mulUp(amount: bigint, fraction: bigint): bigint {
  return (amount * fraction + WAD - 1n) / WAD;
}

export function mulDown(amount: bigint, fraction: bigint): bigint {
  return (amount * fraction) / WAD;
}

/** Cuts a total in proportion to weights at their running sums, so that the parts are whole and sum to it exactly. */
export function share(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0n));
  let running = 0n;
  let given = 0n;
  return weights.map((weight) => {
    running += weight;
    const upTo = (total * running) / sum;
    const part = upTo - given;
    given = upTo;
    return part;
  });
}

export function maxOf(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (a > b ? a : b));
}

export function minOf(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (a < b ? a : b));
}

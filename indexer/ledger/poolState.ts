import { outcome, pool } from "ponder:schema";
import type { Pool } from "../../sdk/pool.ts";
import { copyOf, type Db } from "./books.ts";

export type PoolRow = typeof pool.$inferSelect;

/** Where a market stands, with the offsets of these outcomes. */
export async function readPool(db: Db, marketId: bigint, outcomesOf: (outcomeCount: number) => number[]) {
  const row = await copyOf(db.find(pool, { marketId }));
  if (!row) throw new Error(`Something happened in market ${marketId} before it was created: the start block is too late`);
  const outcomes = await Promise.all(outcomesOf(row.outcomeCount).map((index) => copyOf(db.find(outcome, { marketId, outcome: index }))));
  const known = outcomes.filter((each) => each !== null);
  return { row, outcomes: known, pool: poolOf(row, Object.fromEntries(known.map((each) => [each.outcome, each.offset]))) };
}

/** A row as the SDK's arithmetic takes it. */
function poolOf(row: PoolRow, offsets: Pool["offsets"]): Pool {
  const { final, payouts, ...rest } = row;
  return { ...rest, offsets, payouts: payouts.map(BigInt), ...(final !== null && { final: final as NonNullable<Pool["final"]> }) };
}

/** What of a row the SDK's arithmetic has changed. */
export function changesOf(before: Pool, after: Pool): Partial<PoolRow> {
  const changes: Partial<PoolRow> = {};
  for (const name of ["sigma", "liquidity", "seed", "gatheredFees", "liquidityFees", "creatorFees", "liquidityValue"] as const) {
    if (after[name] !== before[name]) changes[name] = after[name];
  }
  if (after.halted !== before.halted) changes.halted = after.halted;
  if (after.final !== before.final) {
    changes.final = after.final ?? null;
    changes.payouts = after.payouts.map(String);
    changes.payoutDenominator = after.payouts.reduce((sum, payout) => sum + payout, 0n);
  }
  return changes;
}

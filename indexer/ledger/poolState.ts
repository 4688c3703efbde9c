import { outcome, type pool } from "ponder:schema";
import { exp } from "../../sdk/lmsr.ts";
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

import { db } from "ponder:api";
import type * as tables from "ponder:schema";
import { type ReadonlyDrizzle, sql } from "ponder";
import { Problem } from "./problem.ts";

/** The block that an answer is as of. */
export interface AsOf {
  block: number;
  timestamp: number;
}

export type Reader = ReadonlyDrizzle<typeof tables>;
type Transactional = { transaction: <T>(read: (reader: Reader) => Promise<T>, options?: object) => Promise<T> };
type Ponder = { PONDER_NAMESPACE_BUILD: { schema: string }; PONDER_DATABASE: { driver: { dialect: "pglite" | "postgres" } } };

const { PONDER_NAMESPACE_BUILD, PONDER_DATABASE } = globalThis as unknown as Ponder;

export const schemaName = PONDER_NAMESPACE_BUILD.schema;
export const isEmbedded = PONDER_DATABASE.driver.dialect === "pglite";

/** Reads several things of one state of the tables, and says which. (The embedded database has one connection: a transaction is alone.) */
export async function readSnapshot<T>(read: (reader: Reader, asOf: AsOf) => Promise<T>): Promise<{ asOf: AsOf; result: T }> {
  const options = isEmbedded ? undefined : { isolationLevel: "repeatable read", accessMode: "read only" };
  // Ponder repeats, with pauses, a transaction that throws. What fails here fails for good: it is thrown outside.
  const outcome = await (db as unknown as Transactional).transaction(async (reader) => {
    try {
      const asOf = await readAsOf(reader);
      return { asOf, result: await read(reader, asOf) };
    } catch (error) {
      return { error };
    }
  }, options);
  if ("error" in outcome) throw outcome.error;
  return outcome;
}

export async function readAsOf(reader: Reader = db): Promise<AsOf> {
  const rows = await select<{ latest_checkpoint: string }>(
    reader,
    sql`select latest_checkpoint from ${sql.identifier(schemaName)}."_ponder_checkpoint"`,
  );
  const checkpoint = rows[0]?.latest_checkpoint;
  if (!checkpoint) throw new Problem(503, "NotReady", "Nothing was indexed yet. Try again in a few seconds.");
  return decodeCheckpoint(checkpoint);
}

/** Ponder's place in the chain: timestamp (10 digits), chain id (16), block number (16), … */
export function decodeCheckpoint(checkpoint: string): AsOf {
  return { block: Number(checkpoint.slice(26, 42)), timestamp: Number(checkpoint.slice(0, 10)) };
}

export async function select<Row>(reader: Reader, query: ReturnType<typeof sql>): Promise<Row[]> {
  return (await reader.execute(query)).rows as Row[];
}

/** Whether the past has been indexed and new blocks are followed. */
export async function isReady(): Promise<boolean> {
  const rows = await select<{ ready: boolean }>(
    db,
    sql`select value->>'is_ready' = '1' as ready from ${sql.identifier(schemaName)}."_ponder_meta"`,
  );
  return rows[0]?.ready === true;
}

import { db } from "ponder:api";
import type * as tables from "ponder:schema";
import { type ReadonlyDrizzle, sql } from "ponder";
import { Problem } from "./problem.ts";
import { Turns } from "./turns.ts";

/** The block that an answer is as of. */
export interface AsOf {
  block: number;
  timestamp: number;
}

export type Reader = ReadonlyDrizzle<typeof tables>;
type Transaction = <T>(read: (reader: Reader) => Promise<T>, options?: object) => Promise<T>;
type Ponder = {
  PONDER_NAMESPACE_BUILD: { schema: string };
  PONDER_DATABASE: {
    driver: { dialect: "pglite"; instance: { exec: (query: string) => Promise<unknown> } } | { dialect: "postgres" };
    userQB: { transaction: (...args: unknown[]) => Promise<unknown> };
  };
};

const { PONDER_NAMESPACE_BUILD, PONDER_DATABASE } = globalThis as unknown as Ponder;
const { driver, userQB } = PONDER_DATABASE;

export const schemaName = PONDER_NAMESPACE_BUILD.schema;
export const isEmbedded = driver.dialect === "pglite";

// The embedded database has one connection, and what Ponder calls a transaction is none there: a reader would see half a
// block, and a crash leave one. So each block, and each reader, has the connection to itself, in a transaction that is one.
const turns = new Turns();
let changes = 0;
if (driver.dialect === "pglite") {
  const { instance } = driver;
  const work = userQB.transaction.bind(userQB);
  userQB.transaction = (...args) => {
    if (turns.isMine) return work(...args); // one within another
    return turns.take(async () => {
      await instance.exec("begin");
      try {
        const result = await work(...args);
        await instance.exec("commit");
        changes++;
        return result;
      } catch (error) {
        await instance.exec("rollback");
        throw error;
      }
    });
  };
}

/** How often the tables have changed, where this process alone changes them. */
export function stateNumber(): number | undefined {
  return isEmbedded ? changes : undefined;
}

/** Reads several things of one state of the tables, and says which. */
export async function readSnapshot<T>(read: (reader: Reader, asOf: AsOf) => Promise<T>): Promise<{ asOf: AsOf; result: T }> {
  const transaction = Object.getPrototypeOf(db).transaction.bind(db) as Transaction; // Ponder's own repeats what fails, with pauses
  const answer = (reader: Reader) => readAsOf(reader).then(async (asOf) => ({ asOf, result: await read(reader, asOf) }));
  if (isEmbedded) return turns.take(() => transaction(answer));
  return transaction(answer, { isolationLevel: "repeatable read", accessMode: "read only" });
}

/** For readers that ask by other ways: between two blocks. */
export function betweenBlocks<T>(read: () => Promise<T>): Promise<T> {
  return isEmbedded ? turns.take(read) : read();
}

/** Of the last whole block. */
async function readAsOf(reader: Reader): Promise<AsOf> {
  const rows = await select<{ latest_checkpoint: string }>(
    reader,
    sql`select latest_checkpoint from ${sql.identifier(schemaName)}."_ponder_checkpoint"`,
  );
  const checkpoint = rows[0]?.latest_checkpoint;
  if (!checkpoint) throw new Problem(503, "NotReady", "Nothing was indexed yet. Try again in a few seconds.");
  return decodeCheckpoint(checkpoint);
}

/** Ponder's place in the chain: timestamp (10 digits), chain id (16), block number (16), … */
function decodeCheckpoint(checkpoint: string): AsOf {
  return { block: Number(checkpoint.slice(26, 42)), timestamp: Number(checkpoint.slice(0, 10)) };
}

export async function select<Row>(reader: Reader, query: ReturnType<typeof sql>): Promise<Row[]> {
  return (await reader.execute(query)).rows as Row[];
}

/** Whether the past has been indexed and new blocks are followed. */
export async function isReady(reader: Reader): Promise<boolean> {
  const rows = await select<{ ready: boolean }>(
    reader,
    sql`select value->>'is_ready' = '1' as ready from ${sql.identifier(schemaName)}."_ponder_meta"`,
  );
  return rows[0]?.ready === true;
}

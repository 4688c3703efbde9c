import { db } from "ponder:api";
import type * as tables from "ponder:schema";
import { type ReadonlyDrizzle, sql } from "ponder";
import { Problem } from "../../sdk/node/http/problem.ts";
import { decodeCheckpoint, plainTransaction, ponderTable } from "../ponder/inside.ts";

const MAX_MS = 10_000; // of one statement

/** The block that an answer is as of. */
export interface AsOf {
  block: number;
  timestamp: number;
}

export type Reader = ReadonlyDrizzle<typeof tables>;
type Begins = { transaction: <T>(read: (reader: Reader) => Promise<T>, options: object) => Promise<T> };

const transaction = plainTransaction<Begins>(db);

/**
 * Reads several things of one state of the tables, and says which: the database's own snapshot, which no block that comes in
 * meanwhile changes.
 */
export async function readSnapshot<T>(read: (reader: Reader, asOf: AsOf) => Promise<T>): Promise<{ asOf: AsOf; result: T }> {
  const answer = async (reader: Reader) => {
    const asOf = await readAsOf(reader);
    return { asOf, result: await read(reader, asOf) };
  };
  try {
    return await transaction(answer, { isolationLevel: "repeatable read", accessMode: "read only" });
  } catch (error) {
    throw problemOf(error) ?? error;
  }
}

/** The last whole block. Nothing after this takes longer than it may. */
async function readAsOf(reader: Reader): Promise<AsOf> {
  const [row] = await select<{ checkpoint: string }>(
    reader,
    sql`select latest_checkpoint as checkpoint, set_config('statement_timeout', ${String(MAX_MS)}, true)
      from ${sql.raw(ponderTable("_ponder_checkpoint"))}`,
  );
  if (!row) throw new Problem(503, "NotReady", "Nothing was indexed yet. Try again in a few seconds.");
  return decodeCheckpoint(row.checkpoint);
}

export async function select<Row>(reader: Reader, query: ReturnType<typeof sql>): Promise<Row[]> {
  return (await reader.execute(query)).rows as Row[];
}

/** Whether the past has been indexed and new blocks are followed. */
export async function isReady(reader: Reader): Promise<boolean> {
  const rows = await select<{ ready: boolean }>(
    reader,
    sql`select value->>'is_ready' = '1' as ready from ${sql.raw(ponderTable("_ponder_meta"))}`,
  );
  return rows[0]?.ready === true;
}

// By PostgreSQL's codes: connection (08), resources (53), shutdown (57P), and by Node's.
const IS_AWAY = /^(08...|53...|57P..|ECONN[A-Z]+|ETIMEDOUT|EPIPE)$/;
const IS_SLOW = /^(57014|55P03)$/; // the statement's time, or that for a lock, has run out

/** What to answer when the database cannot. */
function problemOf(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || error instanceof Problem) return undefined;
  const code = String((error as { code?: unknown }).code ?? "");
  if (IS_SLOW.test(code)) return new Problem(503, "TooSlow", "The database took too long. Ask for less, or try again in a few seconds.");
  const isAway = IS_AWAY.test(code) || /Connection terminated|is not queryable|timeout exceeded when trying to connect/.test(error.message);
  return isAway ? new Problem(503, "Unavailable", "The database does not answer. Try again in a few seconds.") : undefined;
}

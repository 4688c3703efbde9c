import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { PresageError } from "../../sdk/errors.ts";

/** Milliseconds between looks at whether the other process has finished, before it is said that there is one, and altogether. */
const LOOK = 200;
const SILENCE = 2_000;
const PATIENCE = 10 * 60_000;

const held = new Map<string, DatabaseSync>();

/**
 * Takes an account's turn to send, after whoever else has it: two processes would read the same next nonce. The lock is
 * SQLite's on an empty database: the operating system gives it back whatever ends the process. Throws `AccountBusy`.
 */
export async function lockAccount(name: string, options: { folder: string; patience?: number }): Promise<void> {
  const { folder, patience = PATIENCE } = options;
  const file = path.join(folder, `${name}.lock`);
  if (held.has(file)) return;
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(file);
  const started = Date.now();
  let isSaid = false;
  while (!tryToLock(database)) {
    const waited = Date.now() - started;
    if (waited >= patience) {
      database.close();
      throw busy(file, waited);
    }
    if (waited >= SILENCE && !isSaid) {
      console.error(`Waiting for process ${ownerOf(file)}, which is sending with the same account …`);
      isSaid = true;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
  held.set(file, database);
  writeFileSync(`${file}.pid`, String(process.pid));
}

/** Gives back the turns that this process has. */
export function unlockAccounts(): void {
  for (const database of held.values()) database.close();
  held.clear();
}

function tryToLock(database: DatabaseSync): boolean {
  try {
    database.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    const { errcode } = error as { errcode?: number };
    if (errcode === 5) return false; // SQLITE_BUSY
    throw error;
  }
}

/** What the lock itself cannot say while it is held. */
function ownerOf(file: string): string {
  try {
    return readFileSync(`${file}.pid`, "utf8");
  } catch {
    return "of another command";
  }
}

function busy(file: string, waited: number): PresageError {
  return new PresageError({
    code: "AccountBusy",
    message: `Process ${ownerOf(file)} has been sending with the same account for ${Math.round(waited / 1000)} seconds.`,
    remedy: "Let it finish or end it, or sign with another account (--from). Nothing was sent.",
  });
}

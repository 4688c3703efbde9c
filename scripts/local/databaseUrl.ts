import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

/** The database of the indexer that was started last: yours, or the one whose address it keeps in its folder. */
export function databaseUrl(startedAfter: number): string {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const all = process.env.PRESAGE_INDEXER_DATA ?? path.join(root, ".local/indexer");
  const notes = globSync("*/url", { cwd: all })
    .map((name) => path.join(all, name))
    .filter((file) => existsSync(file) && statSync(file).mtimeMs >= startedAfter)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (!notes[0]) throw new Error(`There is no address of a database in ${all}.`);
  return readFileSync(notes[0], "utf8");
}

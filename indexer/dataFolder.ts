import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandOf } from "./postgres/leftover.ts";
import { removeCluster } from "./postgres/startPostgres.ts";

/**
 * Takes the folder `name` under `all` for this process. Throws if another indexer, or its database, is at work there. Folders
 * whose names begin with `forgotten`, and in which nobody is at work, are removed with what they hold, this one included.
 */
export async function takeFolder(all: string, name: string, forgotten?: string): Promise<string> {
  const folder = path.join(all, name);
  const owner = ownerOf(folder);
  if (owner) throw new Error(`Another indexer (process ${owner}) is at work on this chain. Stop it first.`);
  if (forgotten && existsSync(all)) {
    for (const each of readdirSync(all).filter((other) => other.startsWith(forgotten))) {
      if (!ownerOf(path.join(all, each))) await removeCluster(path.join(all, each));
    }
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const note = path.join(folder, "pid");
  rmSync(note, { force: true }); // of one that has ended
  try {
    writeFileSync(note, String(process.pid), { flag: "wx" });
  } catch {
    throw new Error("Another indexer has just been started on this chain. Stop one of them.");
  }
  return folder;
}

/** The indexer that is at work in a folder. */
function ownerOf(folder: string): number | undefined {
  const note = path.join(folder, "pid");
  if (!existsSync(note)) return undefined;
  const pid = Number(readFileSync(note, "utf8"));
  return pid !== process.pid && commandOf(pid)?.includes("indexer/start.ts") ? pid : undefined;
}

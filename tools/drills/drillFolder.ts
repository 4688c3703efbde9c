import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Cleanups } from "./cleanups.ts";

/** An empty folder that goes with the drill. */
export function drillFolder(cleanups: Cleanups): string {
  return cleanups.add(mkdtempSync(path.join(tmpdir(), "presage-drill-")), (folder) => rmSync(folder, { recursive: true, force: true }));
}

import { killed } from "./01-killed.ts";
import { silent } from "./02-silent.ts";
import { slow } from "./03-slow.ts";
import { otherChain } from "./04-otherChain.ts";
import { lagging } from "./05-lagging.ts";
import { allDown } from "./06-allDown.ts";
import { limited } from "./07-limited.ts";
import { crowd } from "./08-crowd.ts";
import { reorganisations } from "./09-reorganisations.ts";
import { killedIndexer } from "./10-killedIndexer.ts";
import { database } from "./11-database.ts";
import { killedKeeper } from "./12-killedKeeper.ts";
import { stuck } from "./13-stuck.ts";
import { runbook } from "./14-runbook.ts";
import type { Drill } from "./drill.ts";

/** All drills, by their number. */
export const drills: Record<number, Drill> = {
  1: killed,
  2: silent,
  3: slow,
  4: otherChain,
  5: lagging,
  6: allDown,
  7: limited,
  8: crowd,
  9: reorganisations,
  10: killedIndexer,
  11: database,
  12: killedKeeper,
  13: stuck,
  14: runbook,
};

/** Those that every change is tried with. */
export const SHORT: readonly number[] = [1, 2, 4, 9, 10];

import { writeFileSync } from "node:fs";
import path from "node:path";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The file that a suite's process leaves its counts in: the runner does not read them off what is printed. */
export const COUNTS_FILE = "PRESAGE_TEST_COUNTS";

/** What a suite leaves behind: its counts, and the files whose tests passed. */
export interface Report extends Counts {
  files: string[];
}

/** Where the runner keeps the files of each suite's last run, for `npm run check:properties`. */
export const FILES_THAT_RAN = "cache/filesThatRan.json";

/** `files`: absolute paths, or relative to the repository. */
export function reportCounts(counts: Counts, files: Iterable<string>): void {
  const file = process.env[COUNTS_FILE];
  const report: Report = { ...counts, files: [...new Set(files)].map((each) => path.relative(".", path.resolve(each))).sort() };
  if (file) writeFileSync(file, JSON.stringify(report));
}

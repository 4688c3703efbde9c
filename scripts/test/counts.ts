import { writeFileSync } from "node:fs";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The file that a suite's process leaves its counts in: the runner does not read them off what is printed. */
export const COUNTS_FILE = "PRESAGE_TEST_COUNTS";

export function reportCounts(counts: Counts): void {
  const file = process.env[COUNTS_FILE];
  if (file) writeFileSync(file, JSON.stringify(counts));
}

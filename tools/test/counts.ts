import { writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The file that a suite's process leaves its counts in: the runner does not read them off what is printed. */
export const COUNTS_FILE = "PRESAGE_TEST_COUNTS";

/** What a suite leaves behind: its counts, the files whose tests passed, and what failed, in a line each. */
export interface Report extends Counts {
  files: string[];
  failures: string[];
}

/** Where the runner keeps the files of each suite's last run, for `npm run check:properties`. */
export const FILES_THAT_RAN = "cache/filesThatRan.json";

/** `files`: absolute paths, or relative to the repository. */
export function reportCounts(counts: Counts, files: Iterable<string>, failures: string[]): void {
  const file = process.env[COUNTS_FILE];
  const report: Report = { ...counts, files: [...new Set(files)].map((each) => path.relative(".", path.resolve(each))).sort(), failures };
  if (file) writeFileSync(file, JSON.stringify(report));
}

const MAX_MESSAGE = 400;

/** A failure in one line: where, what, and how its message begins. */
export function describeFailure(file: string | undefined, title: string, error: unknown): string {
  const { message = String(error), cause } = (error ?? {}) as { message?: string; cause?: { message?: string } };
  const said = stripVTControlCharacters(cause?.message ?? message).replace(/\s+/g, " ");
  return `${file ? `${path.relative(".", path.resolve(file))}: ` : ""}${title}: ${said.slice(0, MAX_MESSAGE)}`;
}

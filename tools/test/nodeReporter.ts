// A reporter for `node --test` that prints nothing and leaves the counts for the runner.
import type { TestEvent } from "node:test/reporters";
import { describeFailure, reportCounts } from "./counts.ts";

export default async function* nodeReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files = new Set<string>();
  const failures: string[] = [];
  for await (const event of events) {
    if (event.type === "test:pass" && event.data.file) files.add(event.data.file);
    if (event.type === "test:fail") {
      const { file, name, details } = event.data;
      const { failureType } = details.error as { failureType?: string };
      if (failureType !== "subtestsFailed") failures.push(describeFailure(file, name, details.error));
    }
    // the summary of a single file carries its name
    if (event.type !== "test:summary" || event.data.file !== undefined) continue;
    const { tests, passed, skipped, todo } = event.data.counts;
    reportCounts({ passed, failed: tests - passed - skipped - todo, skipped: skipped + todo }, files, failures);
  }
  yield "";
}

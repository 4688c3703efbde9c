// A reporter for Playwright that leaves the counts for the runner.
import type { FullResult, Reporter, Suite, TestCase } from "@playwright/test/reporter";
import { type Counts, reportCounts } from "./counts.ts";

export default class BrowserReporter implements Reporter {
  private tests: TestCase[] = [];
  private errors = 0;

  onBegin(_config: unknown, suite: Suite): void {
    this.tests = suite.allTests();
  }

  onError(): void {
    this.errors++;
  }

  onEnd(_result: FullResult): void {
    const counts: Counts = { passed: 0, failed: this.errors, skipped: 0 };
    for (const test of this.tests) {
      // a test that never started has no result, and "skipped" would hide that
      const skipped = test.outcome() === "skipped" && test.expectedStatus === "skipped";
      if (skipped) counts.skipped++;
      else if (test.outcome() === "expected") counts.passed++;
      else counts.failed++;
    }
    const files = this.tests.filter((test) => test.outcome() === "expected" && test.expectedStatus === "passed");
    reportCounts(
      counts,
      files.map(({ location }) => location.file),
    );
  }
}

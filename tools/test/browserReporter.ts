// A reporter for Playwright that leaves the counts for the runner.
import type { FullResult, Reporter, Suite, TestCase, TestError } from "@playwright/test/reporter";
import { type Counts, describeFailure, reportCounts } from "./counts.ts";

export default class BrowserReporter implements Reporter {
  private tests: TestCase[] = [];
  private readonly errors: TestError[] = [];

  onBegin(_config: unknown, suite: Suite): void {
    this.tests = suite.allTests();
  }

  onError(error: TestError): void {
    this.errors.push(error);
  }

  onEnd(_result: FullResult): void {
    const counts: Counts = { passed: 0, failed: this.errors.length, skipped: 0 };
    const failures = this.errors.map((error) => describeFailure(error.location?.file, "outside any test", error));
    for (const test of this.tests) {
      // a test that never started has no result, and "skipped" would hide that
      const skipped = test.outcome() === "skipped" && test.expectedStatus === "skipped";
      if (skipped) counts.skipped++;
      else if (test.outcome() === "expected") counts.passed++;
      else {
        counts.failed++;
        failures.push(describeFailure(test.location.file, test.title, test.results.at(-1)?.error ?? "it did not run"));
      }
    }
    const files = this.tests.filter((test) => test.outcome() === "expected" && test.expectedStatus === "passed");
    reportCounts(
      counts,
      files.map(({ location }) => location.file),
      failures,
    );
  }
}

// The contracts' tests: mocha over test/contracts, then the Solidity tests beside the contracts.
import { spawn } from "node:child_process";
import hre from "hardhat";
import Mocha from "mocha";
import { handlerShares, LEAST_PERCENT, type Metrics } from "../proof/handlerShares.ts";
import { type Counts, describeFailure, reportCounts } from "./counts.ts";

const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
const files = new Set<string>();
const failures: string[] = [];

/** Hardhat's own summary counts a skipped test as passed. */
class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on("pass", ({ file }) => {
      counts.passed++;
      if (file) files.add(file);
    });
    runner.on("fail", (test, error) => {
      counts.failed++;
      failures.push(describeFailure(test.file, test.fullTitle(), error));
    });
    runner.on("pending", () => counts.skipped++);
  }
}

type SolidityTest = { status: "Success" | "Failure" | "Skipped"; name: string; reason?: string; kind: { metrics?: Metrics } };
type SolidityRun = { suiteResults: { id: { source: string }; testResults: SolidityTest[] }[] };

// the compiler of the Solidity tests has one core for itself, mocha the other
const compiled = compileSolidityTests();
hre.config.test.mocha.reporter = CountingReporter;
await hre.tasks.getTask(["test", "mocha"]).run({ noCompile: true });
if (counts.passed + counts.failed === 0) fail("No mocha test ran in test/contracts.");

if ((await compiled) !== 0) fail("The Solidity tests do not compile.");
const result: { success: boolean; value?: SolidityRun; error?: SolidityRun } = await hre.tasks
  .getTask(["test", "solidity"])
  .run({ noCompile: true });
const suites = (result.value ?? result.error)?.suiteResults ?? [];
for (const { id, testResults } of suites) {
  if (testResults.some(({ status }) => status === "Success")) files.add(id.source.replace(/^project\//, ""));
}
const tests = suites.flatMap(({ testResults }) => testResults);
for (const { name, reason } of tests.filter(({ status }) => status === "Failure"))
  failures.push(describeFailure(undefined, name, reason ?? "see above"));
const statuses = tests.map(({ status }) => status);
for (const status of statuses) counts[status === "Success" ? "passed" : status === "Skipped" ? "skipped" : "failed"]++;
if (statuses.length === 0) fail("No Solidity test ran in contracts.");
// an error outside any test has no status
else if (!result.success && !statuses.includes("Failure")) fail("The Solidity tests ended with an error.");
for (const { name, kind } of tests) {
  if (!kind.metrics || Object.keys(kind.metrics).length === 0) continue;
  const { table, poor } = handlerShares(kind.metrics);
  console.log(`  ${name}\n${table}\n`);
  if (poor.length > 0) fail(`Fewer than ${LEAST_PERCENT}% of the calls of these handlers went through: ${poor.join(", ")}.`);
}

reportCounts(counts, files, failures);
process.exit(counts.failed > 0 ? 1 : 0);

function compileSolidityTests(): Promise<number | null> {
  const args = ["node_modules/hardhat/dist/src/cli.js", "build", "--no-contracts", "--quiet"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve, reject) => child.once("error", reject).once("exit", resolve));
}

function fail(message: string): void {
  console.error(message);
  counts.failed++;
  failures.push(message);
}

// `npm test`, or `node tools/test/run.ts SUITE…` for some of it. The last line says `N passed, N failed`.
import { spawn } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { buildContracts } from "../../scripts/buildContracts.ts";
import { COUNTS_FILE, type Counts, FILES_THAT_RAN, type Report } from "./counts.ts";

const MINUTES_PER_SUITE = 20;
const FILES_AT_ONCE = Math.max(2, availableParallelism() - 1); // Node's own choice is one on two cores
const root = path.resolve(import.meta.dirname, "../..");

const suites: Record<string, () => string[]> = {
  contracts: () => ["tools/test/contracts.ts"],
  sdk: () => nodeTests("sdk"),
  scripts: () => nodeTests("scripts"),
  tools: () => nodeTests("tools"),
  indexer: () => nodeTests("{indexer,keeper,orders}"), // side by side: either waits more than it works
  app: () => nodeTests("app"),
  browser: () => ["node_modules/@playwright/test/cli.js", "test", "--config", "test/browser/playwright.config.ts"],
};

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !suites[name]);
if (unknown) {
  console.error(`There is no suite "${unknown}". Choose from ${Object.keys(suites).join(", ")}, or none for all.`);
  process.exit(1);
}

// Once, before tests that run side by side look for it; and the app's build beside the compiler, which has one core for itself.
const appBuilt = chosen.length === 0 ? run(["scripts/local/buildApp.ts"]) : undefined;
await buildContracts();
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
for (const name of chosen.length > 0 ? chosen : Object.keys(suites)) {
  if (name === "browser") await appBuilt; // if it failed, the start of the stack says why
  const started = Date.now();
  console.log(`\n── ${name} ${"─".repeat(60 - name.length)}`);
  const counts = await runSuite(name);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  console.log(`── ${name}: ${inWords(counts)} (${Math.round((Date.now() - started) / 1000)} s)`);
}
console.log("");
for (const failure of failures) console.log(`FAILED TEST: ${failure}`);
if (total.skipped > 0) console.log(`${total.skipped} skipped: what they need is not here`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

function nodeTests(name: string): string[] {
  const files = globSync(`test/${name}/**/*.test.ts`, { cwd: root });
  if (files.length === 0) throw new Error(`there is no test in test/${name}`);
  const reporters = ["spec", "./tools/test/nodeReporter.ts"].flatMap((each) => [
    `--test-reporter=${each}`,
    "--test-reporter-destination=stdout",
  ]);
  return ["--test", `--test-concurrency=${FILES_AT_ONCE}`, ...reporters, ...files];
}

async function runSuite(name: string): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), "presage-test-"));
  const file = path.join(folder, "counts.json");
  try {
    const status = await run(suites[name](), { [COUNTS_FILE]: file, PRESAGE_BUILT: "1" }, "inherit");
    if (!existsSync(file)) throw new Error(`it ended with status ${status} before it counted its tests, its output is above`);
    const { files, failures: failed, ...counts }: Report = JSON.parse(readFileSync(file, "utf8"));
    keepFiles(name, files);
    failures.push(...failed);
    if (counts.passed + counts.failed === 0) throw new Error("no test ran");
    if (status !== 0 && counts.failed === 0) throw new Error(`it ended with status ${status} although no test failed`);
    return counts;
  } catch (error) {
    const message = `The suite "${name}" failed as a whole: ${error instanceof Error ? error.message : error}`;
    console.error(message);
    failures.push(message);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each suite's entry is of its own last run. */
function keepFiles(suite: string, files: string[]): void {
  const record = path.join(root, FILES_THAT_RAN);
  const all: Record<string, string[]> = existsSync(record) ? JSON.parse(readFileSync(record, "utf8")) : {};
  mkdirSync(path.dirname(record), { recursive: true });
  writeFileSync(record, JSON.stringify({ ...all, [suite]: files }));
}

/** In a process group of its own, which goes with the suite whatever it leaves running. */
function run(args: string[], env: Record<string, string> = {}, output: "inherit" | "ignore" = "ignore"): Promise<number | string> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", output, output],
    detached: true,
    env: { ...process.env, ...env },
  });
  const end = () => {
    try {
      if (child.pid) process.kill(-child.pid, "SIGKILL");
    } catch {} // it has ended
  };
  const interrupt = () => {
    end();
    process.exit(130);
  };
  const limit = setTimeout(() => {
    console.error(`Stopped after ${MINUTES_PER_SUITE} minutes.`);
    end();
  }, MINUTES_PER_SUITE * 60_000);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, interrupt);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      clearTimeout(limit);
      for (const each of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.off(each, interrupt);
      end();
      resolve(code ?? signal ?? 1);
    });
  });
}

function inWords({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

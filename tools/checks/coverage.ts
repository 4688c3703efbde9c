// `npm run check:coverage`: lines of contracts/ that the contracts' tests in TypeScript run, test helpers left out, against a floor.
// Hardhat counts a line as run only when every statement on it was: all lines are all statements.
// Whether the tests pass is for `npm test` to say: with coverage measured, those about gas cannot.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

const FLOOR_PERCENT = 100;
const root = path.resolve(import.meta.dirname, "../..");
const report = path.join(root, "coverage/lcov.info");

rmSync(report, { force: true });
const { stdout, stderr } = spawnSync(
  process.execPath,
  ["node_modules/hardhat/dist/src/cli.js", "test", "mocha", "--coverage", "--no-typechain"],
  {
    cwd: root,
    env: { ...process.env, PRESAGE_BUILD_FOLDER: ".local/coverage" },
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  },
);
if (!existsSync(report)) {
  console.error(`${stdout}${stderr}\nThe tests left no coverage report: their output is above.`);
  process.exit(1);
}

let [lines, hit] = [0, 0];
for (const record of readFileSync(report, "utf8").split("end_of_record")) {
  const file = /^SF:(.*)$/m.exec(record)?.[1];
  if (!file || file.includes("contracts/test/")) continue;
  const counts = [...record.matchAll(/^DA:(\d+),(\d+)/gm)].map(([, line, count]) => ({ line, ran: count !== "0" }));
  const missed = counts.filter(({ ran }) => !ran).map(({ line }) => line);
  lines += counts.length;
  hit += counts.length - missed.length;
  if (missed.length > 0) console.log(`${path.relative(root, path.resolve(root, file))}: not run: line ${missed.join(", ")}`);
}
const percent = lines === 0 ? 0 : (100 * hit) / lines;
console.log(`${hit} of ${lines} lines of the contracts run in their tests: ${percent.toFixed(2)}%, the floor is ${FLOOR_PERCENT}%`);
if (percent < FLOOR_PERCENT) process.exit(1);

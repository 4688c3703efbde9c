// `npm run bench:commands`: the processor time of a command's own process, the median of several runs in turn, and how much that is
// of `hardhat presage --help`, which loads the configuration and does nothing. What asks a chain asks one of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startChain } from "../test/chain.ts";

const ROUNDS = 5;
const ROOT = path.join(import.meta.dirname, "../..");
const HARDHAT = path.join(ROOT, "node_modules/hardhat/dist/src/cli.js");
const FILE = "markets/python-3-16.yaml";
const COMMANDS = ["--help", "help", `lint ${FILE}`, "list", "show 1", "quote 1 --outcome Yes --spend 100", `create ${FILE} --dry-run`];

const folder = mkdtempSync(path.join(tmpdir(), "presage-bench-"));
const figure = path.join(folder, "figure");
const meter = path.join(folder, "meter.mjs");
writeFileSync(
  meter,
  `import { writeFileSync } from "node:fs";
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.FIGURE, String((user + system) / 1e6));
});`,
);
const chain = await startChain();
const env = { ...process.env, PRESAGE_RPC_URL: chain.url, PRESAGE_DEPLOYMENTS: folder, PRESAGE_JOURNAL: folder, FIGURE: figure };

/** Seconds of processor time. */
async function run(command: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const args = ["--import", meter, HARDHAT, "presage", ...command.split(" ")];
  spawn(process.execPath, args, { cwd: ROOT, env, stdio: "ignore" }).on("exit", (status) =>
    status === 0 ? resolve() : reject(new Error(`presage ${command} ended with ${status}.`)),
  );
  await promise; // meanwhile the chain, which is in this process, answers
  return Number(readFileSync(figure, "utf8"));
}

try {
  for (const command of ["deploy --yes", `create ${FILE} --yes`]) await run(command);
  const times = new Map<string, number[]>(COMMANDS.map((command) => [command, []]));
  for (let round = 0; round < ROUNDS; round++) for (const command of COMMANDS) times.get(command)?.push(await run(command));
  const median = (command: string) => times.get(command)?.toSorted((a, b) => a - b)[ROUNDS >> 1] as number;
  const base = median("--help");
  for (const command of COMMANDS)
    console.log(`presage ${command}`.padEnd(50), `${median(command).toFixed(2)} s`, `${(median(command) / base).toFixed(2)} ×`);
} finally {
  await chain.close();
  rmSync(folder, { recursive: true, force: true });
}

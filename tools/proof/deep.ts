// `npm run test:deep [-- SEED] [--runs N] [--only FILE…]`: the property tests at length. 100,000 runs of each fuzz test,
// invariant campaigns of 1,024 × 128 calls, 100,000 operations against the SDK and the formulas, the indexer killed at 20
// moments of reading the past, 10,000 malformed requests to its API, and `presage create` killed at 50 moments. For the night, not
// for a change. `--runs` takes another number than 100,000, `--only` some files of contracts/test and nothing else; `creators`
// before the seed (`npm run test:deep -- creators`) runs that part alone.

import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";

const { values: options, positionals } = parseArgs({
  options: { runs: { type: "string", default: "100000" }, only: { type: "string", multiple: true, default: [] } },
  allowPositionals: true,
});
const { runs, only } = options;
const isCreators = positionals[0] === "creators";
const seed = positionals[isCreators ? 1 : 0] ?? `0x${randomBytes(32).toString("hex")}`;
if (!/^0x[0-9a-f]{1,64}$/i.test(seed)) {
  console.error(`"${seed}" is no seed: give it as the run that you repeat printed it, 0x and up to 64 hexadecimal digits.`);
  process.exit(1);
}
if (!/^[1-9]\d*$/.test(runs)) {
  console.error(`"${runs}" is no number of runs.`);
  process.exit(1);
}
const again = [...(isCreators ? ["creators"] : []), seed, "--runs", runs, ...only.flatMap((file) => ["--only", file])].join(" ");
console.log(`Seed ${seed}; to repeat this run: npm run test:deep -- ${again}`);

const solidity = ["node_modules/hardhat/dist/src/cli.js", "test", "solidity", "--test-profile", "deep"];
const differential = ["tools/proof/differential.ts", runs, String(Number(BigInt(seed) % 2n ** 31n))];
const indexer = ["recovery", "api"].map((name) => ["--test", `test/indexer/${name}.test.ts`]);
const smoke = ["--test", "test/scripts/smokeElsewhere.test.ts"];
const creators = ["tools/proof/killCreators.ts", seed, "50"];
const all = only.length > 0 ? [[...solidity, ...only]] : [solidity, differential, ...indexer, smoke, creators];
const steps = isCreators ? [creators] : all;
const depth = { PRESAGE_SLOW: "1", PRESAGE_KILLS: "20", PRESAGE_REQUESTS: "10000", PRESAGE_SEED: seed, PRESAGE_RUNS: runs };
let failed = 0;
for (const args of steps) {
  const started = Date.now();
  const { status } = spawnSync(process.execPath, args, {
    stdio: "inherit",
    env: { ...process.env, ...depth },
  });
  if (status !== 0) failed++;
  console.log(`${status === 0 ? "passed" : "FAILED"}: ${args.slice(0, 3).join(" ")} (${Math.round((Date.now() - started) / 60_000)} min)`);
}
console.log(`${steps.length - failed} passed, ${failed} failed, seed ${seed}`);
process.exitCode = failed > 0 ? 1 : 0;

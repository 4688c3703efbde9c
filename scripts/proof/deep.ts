// `npm run test:deep [-- SEED]`: the property tests at length. 100,000 runs of each fuzz test, invariant campaigns of
// 1,024 × 128 calls, 100,000 operations against the SDK and the formulas, the indexer killed at 20 moments of reading the past,
// and 10,000 malformed requests to its API. For the night, not for a change.

import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";

const seed = process.argv[2] ?? `0x${randomBytes(32).toString("hex")}`;
if (!/^0x[0-9a-f]{1,64}$/i.test(seed)) {
  console.error(`"${seed}" is no seed: give it as the run that you repeat printed it, 0x and up to 64 hexadecimal digits.`);
  process.exit(1);
}
console.log(`Seed ${seed}; to repeat this run: npm run test:deep -- ${seed}`);

const steps = [
  ["node_modules/hardhat/dist/src/cli.js", "test", "solidity", "--test-profile", "deep"],
  ["scripts/proof/differential.ts", "100000", String(Number(BigInt(seed) % 2n ** 31n))],
  ["--test", "test/indexer/recovery.test.ts"],
  ["--test", "test/indexer/api.test.ts"],
];
const indexer = { PRESAGE_SLOW: "1", PRESAGE_KILLS: "20", PRESAGE_REQUESTS: "10000" };
let failed = 0;
for (const args of steps) {
  const started = Date.now();
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit", env: { ...process.env, ...indexer, PRESAGE_SEED: seed } });
  if (status !== 0) failed++;
  console.log(`${status === 0 ? "passed" : "FAILED"}: ${args.slice(0, 3).join(" ")} (${Math.round((Date.now() - started) / 60_000)} min)`);
}
console.log(`${steps.length - failed} passed, ${failed} failed, seed ${seed}`);
process.exitCode = failed > 0 ? 1 : 0;

// `npm run check:snapshots [-- --update]`: gas of every operation and bytecode size of every contract against the
// committed figures. A change is not an error in itself; an unnoticed one is.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import hre from "hardhat";
import { buildContracts } from "../../scripts/buildContracts.ts";
import { measureGas } from "../bench/measureGas.ts";
import { measureResolutions } from "../bench/measureResolutions.ts";
import { measureWorst } from "../bench/measureWorst.ts";

const SIZE_LIMIT = 24_576; // EIP-170
const update = process.argv.includes("--update");

await buildContracts();
const outcomes = [
  compare("gas", await gasFigures(), new URL("../bench/snapshots/gas.json", import.meta.url)),
  compare("bytecode size", await sizeFigures(), new URL("../bench/snapshots/size.json", import.meta.url)),
];
if (outcomes.includes(false)) {
  console.error("Look at the differences; if they are meant, run `npm run check:snapshots -- --update` and commit.");
  process.exit(1);
}

async function gasFigures(): Promise<Record<string, number>> {
  const rows = (await measureGas()).map((row) => [
    [row.op, row.side, row.size, `n=${row.outcomes}`, row.kind].filter(Boolean).join(" "),
    row.gas,
  ]);
  const worst = (await measureWorst()).map(({ op, what, gas }) => [`worst ${op}: ${what}`, gas]);
  const resolutions = (await measureResolutions()).map(({ resolver, steps, outcomes, gas }) => [
    `${resolver} n=${outcomes}: ${steps}`,
    gas,
  ]);
  return Object.fromEntries([...rows, ...worst, ...resolutions]);
}

async function sizeFigures(): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const name of [...(await hre.artifacts.getAllFullyQualifiedNames())].sort()) {
    if (!name.startsWith("contracts/") || name.startsWith("contracts/test/")) continue;
    const { deployedBytecode, contractName } = await hre.artifacts.readArtifact(name);
    const size = (deployedBytecode.length - 2) / 2;
    if (size > SIZE_LIMIT) throw new Error(`${contractName} has ${size} bytes, ${SIZE_LIMIT} are allowed (EIP-170)`);
    if (size > 100) figures[contractName] = size; // the rest are interfaces and internal libraries
  }
  return figures;
}

function compare(what: string, figures: Record<string, number>, file: URL): boolean {
  const before: Record<string, number> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const names = [...new Set([...Object.keys(before), ...Object.keys(figures)])];
  const changed = names.filter((name) => before[name] !== figures[name]);
  for (const name of changed) console.log(`${what}: ${name}: ${before[name] ?? "new"} → ${figures[name] ?? "gone"}`);
  if (update) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
  console.log(`${what}: ${names.length - changed.length} of ${names.length} figures unchanged${update ? ", snapshot written" : ""}`);
  return update || changed.length === 0;
}

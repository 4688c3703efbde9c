// `npm run check:mutants`: plants each of a fixed list of faults into a copy of the contracts and expects the tests to fail.
import { buildContracts } from "../buildContracts.ts";
import { MutantWorkspace } from "./mutantWorkspace.ts";
import { plantedFaults } from "./plantedFaults.ts";
import { testsFor } from "./testsFor.ts";

const only = process.argv[2];

await buildContracts();
const workspace = new MutantWorkspace();
const failures: string[] = [];
const faults = plantedFaults.filter(({ name }) => !only || name.includes(only));
try {
  if (!only) await workspace.checkBaseline(testsFor("contracts/Markets.sol", "").tests);
  for (const fault of faults) {
    const started = Date.now();
    const source = workspace.read(fault.file);
    const start = source.indexOf(fault.search);
    if (start < 0 || source.includes(fault.search, start + 1)) {
      failures.push(`${fault.name}: what it replaces does not occur exactly once in ${fault.file}`);
      continue;
    }
    const mutant = { name: fault.name, file: fault.file, start, end: start + fault.search.length, replacement: fault.replace };
    const { artifacts, tests } = testsFor(fault.file, fault.inFunction);
    const verdict = await workspace.test(mutant, artifacts, tests);
    const seconds = Math.round((Date.now() - started) / 1000);
    if ("killedBy" in verdict) console.log(`killed by ${verdict.killedBy}: ${fault.name} (${seconds} s)`);
    else failures.push(`${fault.name}: ${"invalid" in verdict ? verdict.invalid : "no test fails"}`);
  }
} finally {
  workspace.close();
}
for (const failure of failures) console.error(`NOT KILLED ${failure}`);
console.log(`${faults.length} faults planted, ${failures.length} not killed`);
if (failures.length > 0) process.exitCode = 1;

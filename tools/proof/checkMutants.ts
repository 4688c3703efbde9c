// `npm run check:mutants`: plants each of a fixed list of faults into a copy of the contracts and expects the tests to fail.
import { buildContracts } from "../../scripts/buildContracts.ts";
import type { Mutant } from "./makeMutants.ts";
import { MutantWorkspace } from "./mutantWorkspace.ts";
import { plantedFaults } from "./plantedFaults.ts";
import { tryMutants } from "./tryMutants.ts";

const WORKERS = 2;
const only = process.argv[2];

await buildContracts({ scopes: ["contracts", "tests"] });
const workspace = new MutantWorkspace();
const failures: string[] = [];
const mutants: Mutant[] = [];
for (const { name, file, inFunction, search, replace } of plantedFaults.filter(
  ({ name, file }) => !only || `${file} ${name}`.includes(only),
)) {
  const source = workspace.read(file);
  const text = "contents" in source ? source.contents : "";
  const start = text.indexOf(search);
  if (start < 0 || text.includes(search, start + 1)) failures.push(`${name}: what it replaces does not occur exactly once in ${file}`);
  else mutants.push({ name, file, inFunction, ...narrow(start, search, replace) });
}
try {
  await tryMutants(workspace, mutants, WORKERS, ({ name }, verdict, seconds) => {
    if ("killedBy" in verdict) console.log(`killed by ${verdict.killedBy}: ${name} (${seconds} s)`);
    else failures.push(`${name}: ${"invalid" in verdict ? verdict.invalid : "no test fails"}`);
  });
} finally {
  workspace.close();
}
for (const failure of failures) console.error(`NOT KILLED ${failure}`);
console.log(`${mutants.length} faults planted, ${failures.length} not killed`);
if (failures.length > 0) process.exitCode = 1;

/** The change alone, without what stays the same before and after it. */
function narrow(at: number, search: string, replace: string): { start: number; end: number; replacement: string } {
  let before = 0;
  while (before < Math.min(search.length, replace.length) && search[before] === replace[before]) before++;
  let after = 0;
  while (after < Math.min(search.length, replace.length) - before && search.at(-1 - after) === replace.at(-1 - after)) after++;
  return { start: at + before, end: at + search.length - after, replacement: replace.slice(before, replace.length - after) };
}

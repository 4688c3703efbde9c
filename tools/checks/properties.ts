// `npm run check:properties`: each property of the contracts (C), of resolution (R), of strangers (T) and of limit orders (L) with
// the tests that name it, by `properties: C1, …` in their first lines. Fails where one has none, where a test names none of these,
// or where a file that names one did not pass a single test in the last run of its suite: run `npm test` first.
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { FILES_THAT_RAN } from "../test/counts.ts";

const PROPERTIES: Record<string, string> = {
  C1: "Solvency",
  C2: "No cross-market bleed",
  C3: "Rounding favours the pool",
  C4: "A round trip never profits",
  C5: "Prices sum to one",
  C6: "Every state has an exit",
  C7: "The outcome is set once",
  C8: "Time",
  C9: "Callers",
  C10: "Hostile tokens",
  C11: "Slippage and deadline",
  C12: "Signed messages",
  C13: "No donation effect",
  C14: "Cost is bounded",
  C15: "Arithmetic limits",
  R1: "A wrong proposal that is disputed never pays out",
  R2: "No window is skipped or shortened",
  R3: "It ends by its fallback date, whoever is silent",
  R4: "Too early pays no position and costs the proposer its bond",
  R5: "Bonds in are bonds out and burnt",
  R6: "The first oracle round at or after the time decides",
  R7: "A callback cannot revert or re-enter its oracle",
  R8: "Rules are immutable, clarifications append-only",
  R9: "The real oracle contracts run",
  R10: "What registers can be carried out, twice over",
  R11: "A price feed shows that it has a history",
  R12: "A court that can only choose from a list suffices",
  T1: "A stranger's token leaves everything about others as it was",
  T2: "A gift keeps nobody from being paid what else they are owed",
  T3: "No number is of several tokens, unknown ones are in none",
  T4: "Every wallet kind trades",
  T5: "A number means one thing",
  L1: "No order is filled beyond its limit or its amount",
  L2: "No order is filled out of its time, market, chain, slot or counterparty",
  L3: "One bad maker does not stop a sweep",
  L4: "A fill is told only once it is mined, and what is dead is not shown",
  L5: "Matching is a pure function that agrees with the contract",
  L6: "A relay that lies, hides or dies costs nobody money",
  L7: "Known attacks on orders",
};

const root = path.resolve(import.meta.dirname, "../..");
const record = path.join(root, FILES_THAT_RAN);
const faults: string[] = [];
const ran = new Set<string>(existsSync(record) ? Object.values<string[]>(JSON.parse(readFileSync(record, "utf8"))).flat() : []);
if (ran.size === 0) faults.push(`There is no ${FILES_THAT_RAN}: run \`npm test\` first.`);

const files = new Map<string, string[]>(Object.keys(PROPERTIES).map((id) => [id, []]));
for (const file of globSync(["test/**/*.ts", "contracts/test/**/*.t.sol"], { cwd: root }).sort()) {
  const named = /^\/\/\/? (?:@notice )?properties: ([A-Z]\d+(?:, [A-Z]\d+)*)/m.exec(readFileSync(path.join(root, file), "utf8"))?.[1];
  const ids = named?.split(", ").filter((id) => /^[CRTL]/.test(id)) ?? [];
  for (const id of ids) {
    if (files.has(id)) files.get(id)?.push(file);
    else faults.push(`${file} names ${id}, and there is no such property.`);
  }
  if (ids.length > 0 && ran.size > 0 && !ran.has(file))
    faults.push(`${file} names ${ids.join(", ")}, and no test of it passed in the last run.`);
}

for (const [id, names] of files) {
  console.log(`${id.padEnd(4)}${PROPERTIES[id]}`);
  console.log(`      ${names.map((name) => name.replace(/^(contracts\/)?test\//, "")).join(", ") || "NO TEST"}`);
  if (names.length === 0) faults.push(`No test names ${id} (${PROPERTIES[id]}).`);
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else console.log(`All ${files.size} properties are named by tests that ran.`);

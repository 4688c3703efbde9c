// Writes the table of exits in docs/security.md from the model; with --check only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { renderExits } from "../proof/reachability.ts";

const [BEGIN, END] = ["<!-- exits: begin of what is generated -->", "<!-- exits: end of what is generated -->"];
const file = resolve(import.meta.dirname, "../../docs/security.md");
const { check } = parseArgs({ options: { check: { type: "boolean", default: false } } }).values;

const current = readFileSync(file, "utf8");
const [before, rest] = current.split(BEGIN);
const after = rest?.split(END)[1];
if (after === undefined) throw new Error(`docs/security.md needs the lines "${BEGIN}" and "${END}".`);
const table = renderExits();
console.log(table);
const rendered = `${before}${BEGIN}\n${table}\n${END}${after}`;
if (!check) writeFileSync(file, rendered);
else if (rendered !== current) {
  console.error("docs/security.md is out of date: run `node tools/docs/renderExits.ts`.");
  process.exitCode = 1;
}

// `npm run check:dialect`: all contracts (but those for tests) are written in one dialect.
import { globSync } from "node:fs";
import path from "node:path";
import { compileFor } from "./compileFor.ts";
import { dialectFaults } from "./dialectFaults.ts";

const root = path.resolve(import.meta.dirname, "../..");
const files = globSync("contracts/**/*.sol", { cwd: root, exclude: ["contracts/test/**"] }).sort();
const { sources, output } = compileFor(files, { "*": { "": ["ast"] } });
const faults = dialectFaults(
  files.map((file) => ({ file, content: (sources[file] as { content: string }).content, ast: output.sources[file]?.ast })),
  Object.values(output.sources).map(({ ast }) => ast),
);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else console.log(`${files.length} contracts, interfaces and libraries are written in one dialect.`);

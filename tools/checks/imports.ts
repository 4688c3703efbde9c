// `npm run check:imports`: imports go one way (app, indexer, scripts → sdk; nothing of the product needs tools/ or test/), never
// in a circle, types included, and the first diagram of docs/architecture.md shows them as they are.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { diagramFaults } from "./diagram.ts";
import { circlesOf, importGraph, missingImports } from "./importGraph.ts";
import { directionFaults, pricingFaults } from "./importRules.ts";

const root = path.resolve(import.meta.dirname, "../..");
const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx", "*.mjs"], {
  cwd: root,
  encoding: "utf8",
});
const files = [...new Set(listed.split("\n"))].filter((file) => file && existsSync(path.join(root, file)));
const imports = importGraph(root, files);
const faults = [
  ...missingImports(root, imports).map(({ from, line, to }) => `${from}:${line} imports ${to}, and there is no such file`),
  ...directionFaults(imports),
  ...pricingFaults(imports),
  ...circlesOf(imports).map((circle) => `a circle: ${circle.join(", ")}`),
  ...diagramFaults(readFileSync(path.join(root, "docs/architecture.md"), "utf8"), imports).map((fault) => `docs/architecture.md: ${fault}`),
];
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else console.log(`${imports.length} imports of ${files.length} files go one way.`);

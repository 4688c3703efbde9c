// `npm run bench:gas [-- --json | --write]`: gas of every operation beside the peers' figures.
// --json prints one line; --write also renews docs/gas.md.
import { readFileSync, writeFileSync } from "node:fs";
import { buildContracts } from "../../scripts/buildContracts.ts";
import { gasReport } from "./gasReport.ts";
import { measureGas } from "./measureGas.ts";
import { measureResolutions } from "./measureResolutions.ts";
import { measureWorst } from "./measureWorst.ts";

const json = process.argv.includes("--json");
await buildContracts();
const rows = await measureGas();
const worst = await measureWorst();
const resolutions = await measureResolutions();

if (json) {
  console.log(JSON.stringify({ rows, worst, resolutions }));
} else {
  const peers = JSON.parse(readFileSync(new URL("peers.json", import.meta.url), "utf8"));
  const report = gasReport({ rows, worst, resolutions, peers });
  console.log(report);
  if (process.argv.includes("--write")) writeFileSync(new URL("../../docs/gas.md", import.meta.url), report);
}

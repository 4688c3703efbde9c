// Writes the JSON Schema of what commands print with --json; a test compares. `node tools/docs/renderOutputs.ts`, then `npm run format`.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { outputsSchema } from "../../scripts/cli/outputs.ts";

writeFileSync(path.join(import.meta.dirname, "../../scripts/cli/outputs.json"), `${JSON.stringify(outputsSchema(), null, 2)}\n`);

// Writes the JSON Schema of specifications for editors; with --check only compares. `node tools/docs/renderSchema.ts`
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { jsonSchema } from "../../sdk/specification/schema.ts";

const FILE = path.join(import.meta.dirname, "../../sdk/specification/schema.json");
const schema = `${JSON.stringify(jsonSchema(), null, 2)}\n`;

if (!process.argv.includes("--check")) writeFileSync(FILE, schema);
else if (readFileSync(FILE, "utf8") !== schema) {
  console.error("sdk/specification/schema.json is out of date: run `node tools/docs/renderSchema.ts`.");
  process.exitCode = 1;
}

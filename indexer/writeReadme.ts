// `node indexer/writeReadme.ts`: writes the table of routes in README.md anew. A test holds it against the routes.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describeApi } from "./api/document.ts";
import { routeTable } from "./api/routeTable.ts";

const file = path.join(import.meta.dirname, "README.md");
const [before, , after] = readFileSync(file, "utf8").split(/(?<=<!-- routes -->\n)|(?=<!-- \/routes -->)/);
writeFileSync(file, `${before}${routeTable(describeApi(""))}\n${after ?? ""}`);

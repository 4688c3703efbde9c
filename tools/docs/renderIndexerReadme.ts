// `node tools/docs/renderIndexerReadme.ts`: writes the table of routes in the README of the indexer anew. A test holds it against the routes.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describeApi } from "../../indexer/api/document.ts";
import { routeTable } from "../../sdk/node/http/routeTable.ts";

const file = path.join(import.meta.dirname, "../../indexer/README.md");
const [before, , after] = readFileSync(file, "utf8").split(/(?<=<!-- routes -->\n)|(?=<!-- \/routes -->)/);
writeFileSync(file, `${before}${routeTable(describeApi(""))}\n${after ?? ""}`);

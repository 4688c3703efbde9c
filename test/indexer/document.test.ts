import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { describeApi } from "../../indexer/api/document.ts";
import { routeTable } from "../../sdk/node/http/routeTable.ts";

describe("the table of routes in the indexer's README", () => {
  it("is that of the API", () => {
    const readme = readFileSync(path.resolve(import.meta.dirname, "../../indexer/README.md"), "utf8");
    assert.ok(readme.includes(routeTable(describeApi(""))), "run `node tools/docs/renderIndexerReadme.ts`");
  });
});

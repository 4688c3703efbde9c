import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { ACTIONS } from "../../../scripts/cli/resolutionStep.ts";
import schema from "../../../sdk/specification/schema.json" with { type: "json" };
import { FILE, renderRules } from "../../../tools/docs/renderRules.ts";

const document = readFileSync(FILE, "utf8");

describe("docs/creators.md", () => {
  it("has the linter's findings as the rules have them", () => assert.equal(renderRules(document), document));

  it("names every field of a specification", () => {
    const { optimistic, committee, priceFeed, uma, reality } = schema.definitions;
    const fields = [schema, optimistic, committee, priceFeed, uma, reality].flatMap(({ properties }) => Object.keys(properties));
    for (const field of fields) assert.match(document, new RegExp(`\\b${field}\\b`), field);
  });

  it("names every step of a resolution", () => {
    for (const action of Object.values(ACTIONS).flat()) assert.match(document, new RegExp(`\`${action} 7`), action);
  });
});

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { commandsOf } from "../../../scripts/cli/resolutionCommands.ts";
import { knownKinds } from "../../../sdk/resolvers/kinds.ts";
import schema from "../../../sdk/specification/schema.json" with { type: "json" };
import { jsonSchema } from "../../../sdk/specification/schema.ts";
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
    for (const action of knownKinds.flatMap(commandsOf)) assert.match(document, new RegExp(`\`${action} 7`), action);
  });
});

describe("sdk/specification/schema.json", () => {
  it("is what the linter checks", () => assert.deepEqual(schema, JSON.parse(JSON.stringify(jsonSchema()))));

  const validate = new Ajv({ strict: false }).compile(schema);
  const folder = path.join(import.meta.dirname, "../../../markets");
  for (const name of readdirSync(folder)) {
    it(`takes markets/${name} as an editor reads it`, () => {
      assert.ok(validate(parse(readFileSync(path.join(folder, name), "utf8"))), JSON.stringify(validate.errors));
    });
  }

  it("refuses what the linter refuses", () => {
    const base = parse(readFileSync(path.join(folder, "fed-january-2027.yaml"), "utf8"));
    const wrong = [
      { fee: 4 },
      { extra: 1 },
      { outcomes: undefined },
      { scalar: { low: 0, high: 1, unit: "%" } },
      { liquidity: { b: -1 } },
      { liquidity: { b: 1, maxLoss: 1 } },
      { closes: "soon" },
      { resolver: { ...base.resolver, kind: "vote" } },
    ];
    for (const change of wrong) assert.ok(!validate(JSON.parse(JSON.stringify({ ...base, ...change }))), JSON.stringify(change));
  });
});

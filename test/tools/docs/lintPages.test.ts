import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { lintSpecification } from "../../../sdk/specification/lintSpecification.ts";
import { rules } from "../../../sdk/specification/rules/rules.ts";
import { EXAMPLES_NOW, examples, fileOf } from "../../../tools/docs/lintExamples.ts";
import { lintPages } from "../../../tools/docs/renderLintPages.ts";

const FOLDER = path.join(import.meta.dirname, "../../../docs/lint");

describe("the examples of the linter's pages", () => {
  for (const [code, { bad, good, context }] of Object.entries(examples)) {
    const codes = (file: string | Uint8Array, more = context) =>
      lintSpecification(file, { now: EXAMPLES_NOW, ...more }).findings.map((each) => each.code);
    it(`show ${code}, and a file without it`, () => {
      assert.ok(codes(fileOf(bad)).includes(code), "the wrong one is found");
      if (code === "refused") return assert.deepEqual(codes(fileOf(undefined), {}), []);
      assert.ok(!codes(fileOf(good)).includes(code), "the right one is not");
      const errors = lintSpecification(fileOf(good), { now: EXAMPLES_NOW, ...context }).findings.filter(
        ({ severity }) => severity === "error",
      );
      assert.deepEqual(errors, [], "nothing stops the right one");
    });
  }

  it("are there for every rule", () => {
    for (const { code } of rules) assert.ok(examples[code], code);
  });

  it("are what docs/lint shows", () => {
    const pages = lintPages();
    assert.deepEqual(readdirSync(FOLDER).sort(), [...pages.keys()].sort());
    for (const [name, page] of pages) assert.equal(readFileSync(path.join(FOLDER, name), "utf8"), page, name);
  });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { adjust } from "../../indexer/ponder/adjust.ts";
import { adjustments } from "../../indexer/ponder/adjustments.ts";

const modules = path.resolve(import.meta.dirname, "../../node_modules");

describe("what is changed in Ponder", () => {
  it("fits the version that is installed", () => {
    const sources = new Map(adjustments.map(({ file }) => [file, readFileSync(path.join(modules, file), "utf8")]));
    for (const each of adjustments) {
      const before = sources.get(each.file) as string;
      const after = adjust(before, each);
      assert.equal(after.length - before.length, each.instead.length - each.passage.length);
      sources.set(each.file, after);
    }
  });

  it("is refused for any other", () => {
    const adjustment = { file: "ponder/some.js", passage: "a();", instead: "b();" };
    assert.equal(adjust("x; a(); y;", adjustment), "x; b(); y;");
    for (const source of ["x; y;", "a(); a();"]) assert.throws(() => adjust(source, adjustment), /some\.js is not the one .*\(npm ci\)/);
  });
});

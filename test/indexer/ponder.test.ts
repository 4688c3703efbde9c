import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { touches } from "../../indexer/ponder/inside.ts";

const root = path.resolve(import.meta.dirname, "../..");

describe("what the indexer stands on inside Ponder, as it is installed", () => {
  for (const { what, why, file, passages } of touches) {
    it(what, () => {
      const source = path.join(root, "node_modules/ponder/dist/esm", file);
      assert.ok(existsSync(source), `${file} is gone. It was needed ${why}.`);
      const text = readFileSync(source, "utf8");
      for (const passage of passages) assert.ok(text.includes(passage), `${file} has no ${passage} any more. It was needed ${why}.`);
    });
  }

  it("is reached from one file", async () => {
    const { globSync } = await import("node:fs");
    const files = globSync("{app,indexer,scripts,sdk,test}/**/*.ts", { cwd: root });
    const reaching = files.filter((file) =>
      /PONDER_[A-Z]+_?[A-Z]*\b(?=[.\s}:,])|ponder\/dist/.test(readFileSync(path.join(root, file), "utf8")),
    );
    assert.deepEqual(
      reaching.filter((file) => !file.startsWith("test/")),
      ["indexer/ponder/inside.ts"],
    );
  });
});

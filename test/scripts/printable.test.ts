import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { table } from "../../scripts/cli/present.ts";
import { printable, printableJson } from "../../scripts/cli/printable.ts";

describe("what a terminal is given", () => {
  it("cannot move its cursor, colour it or turn its direction", () =>
    assert.equal(printable("a\u001b[2Jb\u202ec\r\u009b1md\u0000\tü 日本\nline"), "a�[2Jb�c��1md��ü 日本\nline"));

  it("keeps the meaning of JSON", () => {
    const value = { question: "a\u001b[2J\u202e\u009b\u2028ü" };
    const text = printableJson(JSON.stringify(value));
    assert.deepEqual(JSON.parse(text), value);
    assert.doesNotMatch(text, /[\u001b\u202e\u009b\u2028]/);
  });

  it("keeps a row on its line", () =>
    assert.equal(
      table([
        ["1", "Open\n2  Resolved"],
        ["10", "x"],
      ]).split("\n").length,
      2,
    ));
});

// properties: W2
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cutText } from "../../../sdk/text/cutText.ts";

describe("cutText", () => {
  it("cuts between characters as people count them", () => {
    assert.equal(cutText("abc", 3), "abc");
    assert.equal(cutText("abcd", 3), "abc…");
    for (const character of ["👩🏽‍❤️‍💋‍👨🏿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇩🇪", "é", "한", "क्ष", "𝔸"]) {
      assert.equal(cutText(character.normalize("NFD").repeat(5), 2), `${character.normalize("NFD").repeat(2)}…`);
    }
  });
  it("takes nothing for a character that has no end", () => {
    assert.equal(cutText(`a${"👨\u200d".repeat(100)}`, 50), "a…");
    assert.equal(cutText(`a${"\u0301".repeat(100)}`, 50), "…");
  });
});

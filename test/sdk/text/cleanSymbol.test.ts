// properties: W2
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cleanSymbol } from "../../../sdk/text/cleanSymbol.ts";

describe("cleanSymbol", () => {
  it("takes out what hides, moves or breaks the text around it", () => {
    assert.equal(cleanSymbol("U\u200bS\u202eD\u0000\u2066\n"), "USD");
    assert.equal(cleanSymbol("\ud800USD"), "\ufffdUSD");
  });

  it("keeps the joiners that scripts and emoji need", () => {
    for (const symbol of ["👨‍👩‍👧", "می‌خواهم", "क्‍ष"]) assert.equal(cleanSymbol(symbol), symbol);
  });

  it("is nothing where there is nothing to see", () => {
    for (const symbol of ["", "  ", "\u3164", "\u115f\u2800\u200d", "\u200d\u0301"]) assert.equal(cleanSymbol(symbol), undefined, symbol);
  });

  it("cuts between characters as people count them", () => {
    assert.equal(cleanSymbol("👨‍👩‍👧".repeat(30)), `${"👨‍👩‍👧".repeat(20)}…`);
    assert.equal(cleanSymbol("A".repeat(1 << 20))?.length, 21);
    assert.equal(cleanSymbol("A".repeat(20)), "A".repeat(20));
    assert.equal(cleanSymbol("Z👩🏽‍❤️‍💋‍👨🏿"), "Z👩🏽‍❤️‍💋‍👨🏿");
    // joined without end they would be one character as wide as a page
    assert.equal(cleanSymbol(`USD${"👨‍".repeat(300)}👨`), "USD…");
    assert.equal(cleanSymbol(`${"👨‍".repeat(300)}👨`), undefined);
  });
});

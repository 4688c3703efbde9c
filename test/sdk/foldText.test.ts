import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { foldText } from "../../sdk/foldText.ts";

describe("foldText", () => {
  for (const [written, searched] of [
    ["Mélenchon", "melenchon"],
    ["Women’s", "womens"],
    ["Women's", "WOMENS"],
    ["COVID-19", "covid 19"],
    ["COVID‑19", "covid–19"],
    ["ﬁnal", "final"],
    ["Ｗｉｄｅ", "wide"],
    ["a\n  b\tc", "A b c"],
    ["Zürich", "Zu\u0308rich"],
  ])
    it(`takes ${JSON.stringify(written)} and ${JSON.stringify(searched)} for the same`, () =>
      assert.equal(foldText(written), foldText(searched)));

  it("keeps different words apart, in any script", () => {
    assert.notEqual(foldText("Ann"), foldText("Anne"));
    assert.equal(foldText("Выборы 2027"), "выборы 2027");
    assert.equal(foldText("東京オリンピック"), foldText("東京オリンピック"));
    assert.equal(foldText("'’ -"), "");
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rules } from "../../../sdk/specification/rules/rules.ts";
import { HALVES, lintCorpus, measureCorpus } from "../../../tools/bench/measureCorpus.ts";
import { wilson } from "../../../tools/bench/wilson.ts";

describe("the linter on the corpus of markets with known defects", () => {
  const halves = HALVES.map(measureCorpus);
  const sum = (field: "markets" | "defective" | "found" | "missed" | "wrong") => halves.reduce((total, half) => total + half[field], 0);

  it("has a hundred markets, about half of them with defects that rules have names for", () => {
    assert.equal(sum("markets"), 100);
    assert.ok(sum("defective") >= 45 && sum("defective") <= 55);
    const codes = new Set(rules.map(({ code }) => code));
    for (const half of HALVES) for (const { defects } of lintCorpus(half)) for (const code of defects) assert.ok(codes.has(code), code);
  });

  it("is of files that have the shape: what is found is about their meaning", () => {
    for (const half of HALVES)
      for (const { entry, findings } of lintCorpus(half))
        assert.ok(!findings.some(({ code }) => code === "schema" || code === "syntax"), entry.question);
  });

  it("finds four of five defects, and nine of ten findings are right", () => {
    assert.ok(sum("found") / (sum("found") + sum("wrong")) >= 0.9, "precision");
    assert.ok(sum("found") / (sum("found") + sum("missed")) >= 0.8, "recall");
  });

  it("finds as many in the half that no rule was made from", () => {
    const unseen = halves.find(({ half }) => half === "unseen");
    assert.ok(unseen && unseen.precision >= 0.85 && unseen.recall >= 0.8, JSON.stringify(unseen));
  });
});

describe("wilson", () => {
  it("gives the interval of 7 in 17 and of none in ten", () => {
    assert.deepEqual(
      wilson(7, 17).map((end) => end.toFixed(3)),
      ["0.216", "0.640"],
    );
    assert.deepEqual(
      wilson(0, 10).map((end) => end.toFixed(3)),
      ["0.000", "0.278"],
    );
  });
});

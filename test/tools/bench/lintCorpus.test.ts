import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rules } from "../../../sdk/specification/rules/rules.ts";
import { lintCorpus, measureCorpus, PARTS } from "../../../tools/bench/measureCorpus.ts";
import { wilson } from "../../../tools/bench/wilson.ts";

describe("the linter on the corpus of markets with known defects", () => {
  const parts = PARTS.map(measureCorpus);
  const sum = (field: "markets" | "defective" | "found" | "missed" | "wrong") => parts.reduce((total, part) => total + part[field], 0);

  it("has 300 markets, about half of them with defects that rules have names for", () => {
    assert.equal(sum("markets"), 300);
    assert.ok(sum("defective") >= 130 && sum("defective") <= 160);
    const codes = new Set(rules.map(({ code }) => code));
    for (const part of PARTS) for (const { defects } of lintCorpus(part)) for (const code of defects) assert.ok(codes.has(code), code);
  });

  it("is of files that have the shape: what is found is about their meaning", () => {
    for (const part of PARTS)
      for (const { entry, findings } of lintCorpus(part))
        assert.ok(!findings.some(({ code }) => code === "schema" || code === "syntax"), entry.question);
  });

  it("finds nine of ten defects, and nineteen of twenty findings are right", () => {
    assert.ok(sum("found") / (sum("found") + sum("wrong")) >= 0.95, "precision");
    assert.ok(sum("found") / (sum("found") + sum("missed")) >= 0.9, "recall");
  });

  for (const { part, precision, recall } of parts)
    it(`is right in nine of ten findings in ${part}.yaml and finds nine of ten defects`, () =>
      assert.ok(precision >= 0.9 && recall >= 0.9, `${precision} ${recall}`));
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

// properties: W2
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseMetadata } from "../../../sdk/parseMetadata.ts";
import { isReadable } from "../../../sdk/text/isReadable.ts";

const text = {
  question: "Will it rain in Berlin on Friday?",
  category: "climate",
  outcomes: ["Yes", "No"],
  rules: "Resolves by the gauge in Dahlem.",
  source: "https://example.org/gauge",
  edgeCases: [{ if: "the gauge breaks", then: "void" }],
};
const readable = (change: object) => {
  const { metadata, isValid } = parseMetadata(JSON.stringify({ ...text, ...change }), 2);
  return isReadable({ metadata, metadataIsValid: isValid });
};

describe("isReadable", () => {
  it("takes what the linter takes", () => {
    assert.ok(readable({}));
    assert.ok(readable({ question: "?".padStart(200, "a"), rules: "r".repeat(6_000), outcomes: ["a".repeat(80), "b"] }));
  });

  for (const [what, change] of Object.entries({
    "an empty question": { question: "" },
    "a question of blanks": { question: "\u3164\u2800" },
    "a question that is too long": { question: "a".repeat(201) },
    "an outcome without a name": { outcomes: ["Yes", "\u200b"] },
    "an outcome that is too long": { outcomes: ["Yes", "b".repeat(81)] },
    "no rules": { rules: " " },
    "rules that are too long": { rules: "r".repeat(6_001) },
    "a source that is too long": { source: `https://e.org/${"a".repeat(300)}` },
    "a category that cannot be seen": { category: "\u202e" },
    "a category that is too long": { category: "c".repeat(41) },
    "an edge case that is too long": { edgeCases: [{ if: "a", then: "b".repeat(1_201) }] },
    "another number of outcomes": { outcomes: ["Yes"] },
  })) {
    it(`holds back ${what}`, () => assert.equal(readable(change), false));
  }
});

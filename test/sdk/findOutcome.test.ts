// properties: T5 (an outcome is meant by its name or by its place, and never guessed)
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseChoice } from "../../app/market/[id]/_lib/parseChoice.ts";
import { findOutcome } from "../../sdk/findOutcome.ts";

describe("findOutcome", () => {
  const outcomes = ["Ann", "José  Pérez", "2", "ann b", "Mr\u200b X", "#1", "twin", "TWIN", "Same", "Same"];
  const meant: [string, number | undefined][] = [
    ["Ann", 0],
    ["ANN", 0],
    [" jose perez ", 1],
    ["2", 2],
    ["#2", 1],
    ["#3", 2],
    ["#1", 5],
    ["mr x", 4],
    ["twin", 6],
    ["TWIN", 7],
    ["Twin", undefined],
    ["Same", undefined],
    ["#10", 9],
    ["#11", undefined],
    ["#0", undefined],
    ["3", undefined],
    ["", undefined],
    ["An", undefined],
  ];
  for (const [text, index] of meant) it(`takes "${text}" for ${index}`, () => assert.equal(findOutcome(text, outcomes), index));
});

describe("a link's outcome", () => {
  const outcomes = ["Ann", "1", "Cid"];
  const choice = (outcome: string) => parseChoice({ outcome }, { outcomes, shares: [1n, 2n, 3n] });
  it("is a name before it is a place", () => {
    assert.deepEqual(choice("1"), { op: "buy", outcome: 1, side: "yes", isAsked: true });
    assert.deepEqual(choice("#1"), { op: "buy", outcome: 0, side: "yes", isAsked: true });
    assert.deepEqual(choice("cid"), { op: "buy", outcome: 2, side: "yes", isAsked: true });
    assert.deepEqual(choice("3"), { op: "buy", outcome: 2, side: "yes", isAsked: true });
    assert.deepEqual(choice("nobody"), { op: "buy", outcome: 2, side: "yes", isAsked: false });
  });
});

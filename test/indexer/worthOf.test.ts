import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { brierOf, worthOf } from "../../indexer/api/worthOf.ts";

describe("worthOf", () => {
  it("adds what was realized to what is held above its cost", () => {
    const worth = worthOf(-7n, [
      { value: 100n, cost: 60n },
      { value: 5n, cost: 25n },
    ]);
    assert.deepEqual(worth, { realized: -7n, unrealized: 20n, profit: 13n, value: 105n, cost: 85n });
  });

  it("is what was realized, if nothing is held", () => {
    assert.deepEqual(worthOf(3n, []), { realized: 3n, unrealized: 0n, profit: 3n, value: 0n, cost: 0n });
  });
});

describe("brierOf", () => {
  it("weighs squared errors by the collateral", () => {
    // 30 at an error of 0.2, 10 at one of 0.8: (30 · 0.04 + 10 · 0.64) / 40
    const brierSum = 30n * 4n * 10n ** 16n + 10n * 64n * 10n ** 16n;
    assert.deepEqual(brierOf({ brierWeight: 40n, brierSum, brierTrades: 2 }), { brier: 0.19, brierTrades: 2 });
  });

  it("says nothing of who was not judged", () => {
    assert.deepEqual(brierOf({ brierWeight: 0n, brierSum: 0n, brierTrades: 0 }), { brier: null, brierTrades: 0 });
  });
});

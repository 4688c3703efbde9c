import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { baseUnitsUp } from "../../keeper/baseUnitsUp.ts";

describe("baseUnitsUp", () => {
  it("is exact where the token has the decimals, and else the next unit", () => {
    for (const [text, decimals, units] of [
      ["0", 6, 0n],
      ["0.1", 6, 100_000n],
      ["12.000001", 6, 12_000_001n],
      ["0.10000000", 6, 100_000n],
      ["0.1000001", 6, 100_001n],
      ["0.000000000000000001", 6, 1n],
      ["0.1", 0, 1n],
      ["2", 0, 2n],
      ["1.5", 18, 1_500_000_000_000_000_000n],
    ] as const)
      assert.equal(baseUnitsUp(text, decimals), units, text);
  });
});

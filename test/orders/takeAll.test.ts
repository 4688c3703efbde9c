import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { takeAll } from "../../orders/takeAll.ts";

describe("takeAll", () => {
  it("leaves what was put there while it was being read, and nothing else", async () => {
    const stale = new Map([
      ["a", 1],
      ["b", 2],
    ]);
    const seen: number[] = [];
    await takeAll(stale, async (value) => {
      await Promise.resolve();
      seen.push(value);
      if (value === 1) stale.set("a", 3);
    });
    assert.deepEqual([seen, [...stale]], [[1, 2], [["a", 3]]]);
  });

  it("puts back what could not be read, unless something newer is there, and says so", async () => {
    const stale = new Map([
      ["a", 1],
      ["b", 2],
    ]);
    const fails = takeAll(stale, async (value) => {
      await Promise.resolve();
      if (value === 2) stale.set("b", 3);
      throw new Error("no answer");
    });
    await assert.rejects(fails, { message: "no answer" });
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(Object.fromEntries(stale), { a: 1, b: 3 });
  });
});

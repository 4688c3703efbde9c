import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { judgeBy, type Outcome } from "../../../tools/proof/judgeBy.ts";

const passes: Outcome = { end: "passed", seconds: 10 };
const fails: Outcome = { end: "failed", seconds: 5, test: "pays once" };
const late: Outcome = { end: "late", seconds: 600 };
const MANY = ["a.ts", "b.ts", "c.ts", "d.ts"];

/** A machine on which the tests end like this, one after the other, with a mutant on and without. */
function machine(withMutant: Outcome[], without: Outcome[]) {
  const judge = judgeBy(async (_, mutant) => {
    const next = (mutant === 0 ? without : withMutant).shift();
    assert.ok(next, "more runs than expected");
    return next;
  });
  return { judge, left: () => withMutant.length + without.length };
}

describe("judgeBy", () => {
  it("lets a mutant live whose tests pass", async () => {
    const { judge } = machine([passes], []);
    assert.equal(await judge(MANY, 1), null);
  });

  it("names the test that kills", async () => {
    const { judge, left } = machine([fails], [passes]);
    assert.equal(await judge(["a.ts"], 1), 'a.ts ("pays once")');
    assert.equal(left(), 0);
  });

  it("believes a failure among many tests when it is repeated", async () => {
    const repeated = machine([fails, fails], [passes]);
    assert.equal(await repeated.judge(MANY, 1), 'the rest ("pays once")');
    const once = machine([fails, passes, passes], [passes]);
    assert.equal(await once.judge(MANY, 1), null);
  });

  it("counts no time-out that happens without the mutant as well", async () => {
    const { judge, left } = machine([late, passes], [late]);
    assert.equal(await judge(MANY, 1), null);
    assert.equal(left(), 0);
  });

  it("counts no time-out of a machine that is busy at the moment", async () => {
    const { judge } = machine([late, passes], [{ end: "passed", seconds: 151 }]);
    assert.equal(await judge(["a.ts"], 1), null);
  });

  it("counts a time-out that the mutant makes", async () => {
    const { judge } = machine([late], [{ end: "passed", seconds: 149 }]);
    assert.equal(await judge(["a.ts"], 1), "a.ts (out of time)");
  });

  it("gives no verdict where the machine allows none", async () => {
    const { judge } = machine([late, late, late], [late, late, late]);
    await assert.rejects(judge(MANY, 1), /too busy/);
  });

  it("refuses to judge by tests that fail without a mutant", async () => {
    const { judge } = machine([fails], [fails]);
    await assert.rejects(judge(["a.ts"], 1), /fails with no mutant on/);
  });
});

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Commands, startCommands } from "./commands.ts";

let commands: Commands;
before(async () => {
  commands = await startCommands();
});
after(() => commands.close());

const STEPS = ["create", "buy YES", "buy NO", "add liquidity", "remove liquidity", "propose", "dispute", "void"];

describe("the smoke test of a network", () => {
  it("plays three kinds of market to their end, and again on the same chain", async () => {
    for (let round = 1; round <= 2; round++) {
      const { steps, seconds, note } = await commands.succeed("smoke", { yes: true });
      for (const market of ["binary", "five outcomes", "scalar"]) {
        const taken = steps.filter((step: { market: string }) => step.market === market).map(({ step }: { step: string }) => step);
        for (const step of STEPS) assert.ok(taken.includes(step), `${market}: ${step}, in round ${round}`);
      }
      const all = steps.map(({ step }: { step: string }) => step);
      for (const step of ["rule", "rule: too early", "finalize", "redeem"]) assert.ok(all.includes(step), step);
      assert.ok(seconds < 120);
      assert.match(note, /never answers/);
    }
    const { markets } = await commands.succeed("list", { all: true });
    assert.deepEqual(markets.map(({ status }: { status: string }) => status).sort(), [
      ...new Array(6).fill("Resolved"),
      ...new Array(6).fill("Void"),
    ]);
    assert.deepEqual((await commands.succeed("redeem")).redeemed, []);
  });
});

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Commands, specification, startCommands } from "./commands.ts";

const POLICY = "{ kind: optimistic, bond: 50, liveness: P1D, arbiter: arbiter, arbiterTimeout: P3D }";
const OUTCOMES = 'outcomes: [Ann, Bob, "1"]';
let cli: Commands;
let id: string;

before(async () => {
  cli = await startCommands();
  await cli.succeed("deploy");
  await cli.succeed("faucet", { from: "member1", amount: "1000000" });
  await cli.succeed("faucet", { from: "arbiter", amount: "60" });
  id = await cli.create(specification("What number will it be in the end?", POLICY, { outcomes: OUTCOMES }));
});
after(() => cli.close());

const trade = (args: object) => cli.succeed("trade", { id, from: "member1", ...args });
const base = ({ base: units }: { base: string }) => BigInt(units);
const plus = (units: bigint) => {
  const text = units.toString().padStart(7, "0");
  return `${text.slice(0, -6)}.${text.slice(-6)}`;
};

describe("a trade", () => {
  it("names an outcome by its name, or by its place", async () => {
    const first = await cli.succeed("quote", { id, outcome: "#1", spend: "10" });
    assert.deepEqual(await cli.succeed("quote", { id, outcome: "ann", spend: "10" }), first);
    // the third is called "1", which is a name and no place
    assert.deepEqual(
      await cli.succeed("quote", { id, outcome: "1", buy: "5" }),
      await cli.succeed("quote", { id, outcome: "#3", buy: "5" }),
    );
    for (const outcome of ["0", "2", "#0", "#4", "# 1"]) await cli.refuse("UnknownOutcome", "quote", { id, outcome, spend: "10" });
  });

  it("spends as much as the account has, and sells all that it holds", async () => {
    const bought = await trade({ outcome: "Bob", spend: "max", from: "arbiter" });
    assert.equal(bought.collateral.amount, "60.00");
    const sold = await trade({ outcome: "Bob", sell: "max", from: "arbiter" });
    assert.deepEqual(sold.positions, bought.positions);
    await cli.refuse("ZeroAmount", "trade", { id, outcome: "Bob", sell: "max", from: "arbiter" });
    await cli.refuse("InvalidArguments", "trade", { id, outcome: "Bob", buy: "max" });
  });

  for (const side of ["yes", "no"]) {
    it(`is as large as the contract allows on ${side}, and no larger`, async () => {
      const most = await cli.succeed("quote", { id, outcome: "Ann", side, spend: "max" });
      const more = plus(base(most.collateral) + 1n);
      const code = Number(most.priceAfter) > 0.99 ? "PriceTooHigh" : "CollateralTooLarge";
      await cli.refuse(code, "quote", { id, outcome: "Ann", side, spend: more });
      await cli.refuse(code, "trade", { id, outcome: "Ann", side, spend: more, from: "member1" });
      assert.deepEqual((await trade({ outcome: "Ann", side, spend: "max" })).collateral, most.collateral);
      await trade({ outcome: "Ann", side, sell: "max" });
    });
  }

  it("holds to a tolerance that can be meant", async () => {
    for (const maxSlippage of ["0%", "50.01%", "1", "1.234%"])
      await cli.refuse("InvalidPercentage", "trade", { id, outcome: "Ann", spend: "1", maxSlippage, acceptSlippage: true });
    await cli.refuse("LargeSlippage", "trade", { id, outcome: "Ann", spend: "1", maxSlippage: "5.01%" });
    await trade({ outcome: "Ann", spend: "1", maxSlippage: "5%" });
    await trade({ outcome: "Ann", spend: "1", maxSlippage: "50%", acceptSlippage: true });
  });

  it("says before it is sent what it gives at least, and what can be lost", async () => {
    const { text } = await cli.run("trade", { id, outcome: "Ann", spend: "10", from: "member1", json: false });
    assert.match(text, /^buy [\d.]+ Ann for 10\.00 USD \(fee [\d.]+ USD\).*, in market 1$/m);
    assert.match(text, /^ {2}for at least [\d.]+ positions, or not at all; all of the 10\.00 USD can be lost$/m);
  });
});

describe("liquidity", () => {
  it("is added at the prices that are there, worth no more than was said, and removed again", async () => {
    const { text } = await cli.run("liquidity", { action: "add", id, amount: "100", from: "member1", json: false });
    const [, most] = /it is worth at most ([\d.]+) USD, or none is added/.exec(text) ?? [];
    const { outcomes } = await cli.succeed("show", { id });
    const entropy = outcomes.reduce((sum: number, { price }: { price: string }) => sum - Number(price) * Math.log(Number(price)), 0);
    // b times what one unit is worth at right prices, and a tenth of a percent of b
    assert.ok(Math.abs(Number(most) - 100 * (entropy + 0.001)) < 1e-4, `${most}, ${100 * (entropy + 0.001)}`);
    const removed = await cli.succeed("liquidity", { action: "remove", id, amount: "100", from: "member1" });
    assert.equal(removed.liquidity.amount, "100.00");
    await cli.refuse("ERC6909InsufficientBalance", "liquidity", { action: "remove", id, amount: "1", from: "member1" });
    await cli.refuse("ZeroAmount", "liquidity", { action: "add", id, amount: "0", from: "member1" });
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { estimateTrade } from "../../app/market/[id]/_lib/estimateTrade.ts";
import { isWorse, planTicket } from "../../app/market/[id]/_lib/planTicket.ts";
import { openTicket, reduceTicket } from "../../app/market/[id]/_lib/ticketState.ts";
import { initialRhos } from "../../sdk/initialRhos.ts";
import { exp } from "../../sdk/lmsr.ts";
import { quoteTrade } from "../../sdk/quoteTrade.ts";
import type { Market } from "../../sdk/types.ts";

const USD = 1_000_000n;
const odds = [350_000_000_000_000_000n, 400_000_000_000_000_000n, 250_000_000_000_000_000n];
const rhos = initialRhos({ outcomeCount: 3, odds });
const market = {
  outcomeCount: 3,
  outcomes: ["A", "B", "C"],
  rhos,
  prices: rhos.map(exp),
  liquidity: 1_000n * USD,
  feeRate: 400,
  collateral: { address: "0x0000000000000000000000000000000000000001", symbol: "USD", decimals: 6 },
} as unknown as Market;
const input = { ...openTicket({ outcome: 0, side: "yes" }), amountText: "100", tolerance: "1" };

describe("planTicket", () => {
  it("shows what the contract does, to the unit", () => {
    const exact = quoteTrade({ op: "buy", side: "yes", liquidity: market.liquidity, rho: rhos[0], feeRate: 400, amount: 100n * USD });
    const { quote, amount } = planTicket(market, input);
    assert.deepEqual(
      [amount, quote?.collateral, quote?.positions, quote?.fee, quote?.priceAfter],
      [100n * USD, 100n * USD, exact.output, exact.fee, exact.priceAfter],
    );
  });

  it("allows a sale of what it bought, for less", () => {
    const bought = planTicket(market, input).quote;
    const amountText = (Number(bought?.positions) / 1e6).toFixed(6);
    const sold = planTicket(market, { ...input, op: "sell", amountText }).quote;
    assert.ok(sold && sold.collateral < 100n * USD);
  });

  it("stops at a tolerance that cannot be read, and at one beyond a half: it replaces none", () => {
    for (const tolerance of ["abc", "1,5", "-1", "1e1", "0.001", "Infinity"]) {
      const plan = planTicket(market, { ...input, tolerance });
      assert.equal(plan.quote, undefined, tolerance);
      assert.match(plan.toleranceError ?? "", /percentage|fraction digits|less than nothing/i, tolerance);
    }
    assert.match(planTicket(market, { ...input, tolerance: "51" }).toleranceError ?? "", /tolerance is 51%; it must be from 0% to 50%/);
    for (const tolerance of ["0", "", "1 %"]) assert.ok(planTicket(market, { ...input, tolerance }).quote, tolerance);
    assert.ok(planTicket(market, { ...input, tolerance: "abc", amountText: "" }).toleranceError, "said before there is an amount");
  });

  it("takes the tolerance off what is received, rounded up", () => {
    const { quote } = planTicket(market, { ...input, tolerance: "2.5" });
    assert.ok(quote && quote.limit * 10_000n >= quote.positions * 9_750n && (quote.limit - 1n) * 10_000n < quote.positions * 9_750n);
  });

  it("prices NO on an outcome", () => {
    const { quote } = planTicket(market, { ...input, side: "no" });
    assert.ok(quote && quote.priceBefore > 640_000_000_000_000_000n && quote.priceAfter > quote.priceBefore);
  });

  it("reads an amount as it is written where the reader is", () => {
    const german = { locale: "de-DE", units: ["USD", "$"] };
    assert.equal(planTicket(market, { ...input, amountText: "1.000,50 $", tolerance: "2,5 %" }, german).amount, 1_000_500_000n);
    assert.match(planTicket(market, { ...input, amountText: "1,000" }, german).amountError ?? "", /1,0000 to some and 1\.000 to others/);
    assert.match(planTicket(market, { ...input, tolerance: "2.5" }, german).toleranceError ?? "", /Write 2,5 if that is meant/);
  });

  it("says what is wrong with what was typed", () => {
    assert.deepEqual(planTicket(market, { ...input, amountText: " " }), {});
    assert.match(planTicket(market, { ...input, amountText: "1,5" }).amountError ?? "", /not an amount/);
    assert.match(planTicket(market, { ...input, amountText: "1.000" }).amountError ?? "", /1\.0000 to some and 1,000 to others/);
    assert.match(planTicket(market, { ...input, amountText: "0.0000001" }).amountError ?? "", /fraction digits/);
    assert.match(planTicket(market, { ...input, amountText: "99999999" }).quoteError ?? "", /Split the trade/);
    assert.equal(planTicket(market, { ...input, amountText: "0" }).quote, undefined);
  });
});

describe("what was read is what is agreed to", () => {
  const read = planTicket(market, input).quote;
  it("holds while the quote stays within the tolerance", () => {
    assert.ok(read);
    assert.equal(isWorse(read, { ...read, positions: read.limit }), false);
    assert.equal(isWorse(read, { ...read, positions: read.limit - 1n }), true);
    assert.equal(isWorse(read, { ...read, positions: read.positions * 2n }), false);
  });
  it("goes by the money of a sale", () => {
    const sale = planTicket(market, { ...input, op: "sell" }).quote;
    assert.ok(sale);
    assert.equal(isWorse(sale, { ...sale, collateral: sale.limit - 1n }), true);
    assert.equal(isWorse(sale, { ...sale, positions: 0n }), false);
  });
  it("says nothing of what was not read", () => assert.equal(isWorse(undefined, read), false));
});

describe("estimateTrade", () => {
  const priceAfter = (percent: number, outcome = 0) => {
    const { amount, ...choice } = estimateTrade(market, { outcome, percent });
    const quote = planTicket(market, { ...input, ...choice, amountText: (Number(amount) / 1e6).toFixed(6) }).quote;
    return { side: choice.side, points: Math.round(Number(quote?.priceAfter) / 1e14) / 100 };
  };
  it("buys what is too cheap until its price is the estimate", () => {
    assert.deepEqual(priceAfter(50), { side: "yes", points: 50 });
    assert.deepEqual(priceAfter(20), { side: "no", points: 80 });
  });
  it("stops at the money", () => {
    const { amount, isCapped } = estimateTrade(market, { outcome: 0, percent: 90, available: 5n * USD });
    assert.deepEqual([amount, isCapped], [5n * USD, true]);
  });
  it("buys nothing at the price itself", () => assert.equal(estimateTrade(market, { outcome: 0, percent: 35 }).amount < 1_000n, true));
  it("buys the other of two", () => {
    const two = initialRhos({ outcomeCount: 2, odds: [600_000_000_000_000_000n, 400_000_000_000_000_000n] });
    const pair = { ...market, outcomeCount: 2, outcomes: ["Yes", "No"], rhos: two, prices: two.map(exp) };
    const trade = estimateTrade(pair, { outcome: 0, percent: 50 });
    assert.deepEqual([trade.outcome, trade.side, trade.amount > 0n], [1, "yes", true]);
  });
});

describe("reduceTicket", () => {
  const first = openTicket({ outcome: 0, side: "yes" });
  it("adds what is pressed to what is there", () => {
    const once = reduceTicket(first, { type: "add", amount: 50n * USD, decimals: 6 });
    assert.equal(once.amountText, "50");
    assert.equal(reduceTicket({ ...once, amountText: "1.5" }, { type: "add", amount: 10n * USD, decimals: 6 }).amountText, "11.5");
    assert.equal(reduceTicket({ ...once, amountText: "abc" }, { type: "add", amount: 10n * USD, decimals: 6 }).amountText, "10");
  });
  it("writes what it fills in so that it is read as the same", () => {
    for (const reading of [{ locale: "en-GB" }, { locale: "de-DE" }]) {
      for (const amount of [1_234_000n, 1_234_500_000n, 1n, 999_000n, 12_345_678_901n]) {
        const filled = reduceTicket(first, { type: "add", amount, decimals: 6, reading });
        assert.equal(planTicket(market, { ...filled, tolerance: "" }, reading).amount, amount, filled.amountText);
      }
    }
  });
  it("takes no confirmation over to another trade", () => {
    const confirmed = { ...first, confirmation: "confirm", isDone: true };
    for (const action of [
      { type: "amount", text: "7" },
      { type: "op", op: "sell" },
      { type: "choose", outcome: 1, side: "no" },
    ] as const) {
      assert.deepEqual([reduceTicket(confirmed, action).confirmation, reduceTicket(confirmed, action).isDone], ["", false]);
    }
  });
  it("forgets an amount of money when selling", () => {
    assert.equal(reduceTicket({ ...first, amountText: "5" }, { type: "op", op: "sell" }).amountText, "");
    assert.equal(reduceTicket({ ...first, amountText: "5" }, { type: "op", op: "buy" }).amountText, "5");
  });
});

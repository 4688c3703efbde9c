import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { planTicket, type TicketInput } from "../../app/market/[id]/_lib/planTicket.ts";
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
const input: TicketInput = { op: "buy", side: "yes", outcome: 0, mode: "amount", amountText: "100", priceText: "", tolerance: "1" };

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
    for (const tolerance of ["", "abc", "1,5", "-1", "1e1", "0.001", "Infinity"]) {
      const plan = planTicket(market, { ...input, tolerance });
      assert.equal(plan.quote, undefined, tolerance);
      assert.match(plan.quoteError ?? "", /is not a percentage|percentage/i, tolerance);
    }
    assert.match(planTicket(market, { ...input, tolerance: "51" }).quoteError ?? "", /tolerance is 51%; it must be from 0% to 50%/);
    assert.equal(planTicket(market, { ...input, tolerance: "0" }).quoteError, undefined);
  });

  it("takes the tolerance off what is received, rounded up", () => {
    const { quote } = planTicket(market, { ...input, tolerance: "2.5" });
    assert.ok(quote && quote.limit * 10_000n >= quote.positions * 9_750n && (quote.limit - 1n) * 10_000n < quote.positions * 9_750n);
  });

  it("finds the amount that moves the price to a target", () => {
    const { quote } = planTicket(market, { ...input, mode: "price", priceText: "50%" });
    assert.ok(quote && quote.priceAfter >= 500_000_000_000_000_000n && quote.priceAfter < 500_001_000_000_000_000n);
  });

  it("prices NO on an outcome", () => {
    const { quote } = planTicket(market, { ...input, side: "no" });
    assert.ok(quote && quote.priceBefore > 640_000_000_000_000_000n && quote.priceAfter > quote.priceBefore);
  });

  it("says what is wrong with what was typed", () => {
    assert.deepEqual(planTicket(market, { ...input, amountText: " " }), {});
    assert.match(planTicket(market, { ...input, amountText: "1,5" }).amountError ?? "", /not an amount/);
    assert.match(planTicket(market, { ...input, amountText: "0.0000001" }).amountError ?? "", /fraction digits/);
    assert.match(planTicket(market, { ...input, amountText: "99999999" }).quoteError ?? "", /Split the trade/);
    assert.match(planTicket(market, { ...input, mode: "price", priceText: "20" }).amountError ?? "", /./);
    assert.equal(planTicket(market, { ...input, amountText: "0" }).quote, undefined);
  });
});

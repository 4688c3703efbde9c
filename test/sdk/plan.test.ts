// properties: C11, T3, T5 (what every client shows and signs of the same thing is the same)
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Exchange } from "../../sdk/applyEvent.ts";
import { costsOf } from "../../sdk/costsOf.ts";
import type { PresageError } from "../../sdk/errors.ts";
import { describeError, isDescribed, withToken } from "../../sdk/errors.ts";
import { exp } from "../../sdk/lmsr.ts";
import { parsePercent } from "../../sdk/parsePercent.ts";
import { payoutsText } from "../../sdk/payoutsText.ts";
import { planTrade } from "../../sdk/planTrade.ts";
import { planWithdrawal } from "../../sdk/planWithdrawal.ts";
import { positionValue } from "../../sdk/positionValue.ts";
import { quoteMarketTrade } from "../../sdk/quoteMarketTrade.ts";
import { atLeast, atMost, DEFAULT_TOLERANCE } from "../../sdk/tolerance.ts";
import type { Market } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { makeRandom } from "../../tools/proof/random.ts";

const TOKEN = { address: "0x00000000000000000000000000000000000000aa", symbol: "USD", decimals: 6 } as const;
const MARKETS = "0x00000000000000000000000000000000000000bb";
const ACCOUNT = "0x00000000000000000000000000000000000000cc";
const HALF = 693_147_180_559_945_311n;
const SENDING = { markets: MARKETS, account: ACCOUNT, deadline: 77n } as const;
const market = {
  id: 3n,
  liquidity: 1_000_000_000n,
  rhos: [HALF, HALF],
  prices: [exp(HALF), exp(HALF)],
  feeRate: 400,
  collateral: TOKEN,
  liquidityFees: 0n,
  payouts: [],
  payoutDenominator: 0n,
  liquidityValue: 0n,
} as const;

describe("a tolerance", () => {
  it("never gives less or takes more than it says, whatever the rounding: 12,345 less 1% is 12,222", () => {
    assert.equal(atLeast(12_345n, 100), 12_222n);
    assert.equal(atMost(12_345n, 100), 12_468n);
    assert.equal(atLeast(1n, 5_000), 1n);
    assert.equal(atMost(1n, 5_000), 1n);
    const random = makeRandom(51);
    for (let i = 0; i < 500; i++) {
      const amount = random.scale(1n, 10n ** 20n);
      const tolerance = Number(random.below(5_001n));
      assert.ok(atLeast(amount, tolerance) * 10_000n >= amount * BigInt(10_000 - tolerance));
      assert.ok((atLeast(amount, tolerance) - 1n) * 10_000n < amount * BigInt(10_000 - tolerance));
      assert.ok(atMost(amount, tolerance) * 10_000n <= amount * BigInt(10_000 + tolerance));
      assert.ok(atLeast(amount, tolerance) <= amount && atMost(amount, tolerance) >= amount);
    }
  });

  it("stops what cannot be read", () => {
    for (const tolerance of [-1, 5_001, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => atLeast(1n, tolerance), { code: "InvalidTolerance" }, String(tolerance));
      assert.throws(() => planTrade({ market, op: "buy", outcome: 0, side: "yes", amount: 1_000_000n, tolerance }), {
        code: "InvalidTolerance",
      });
    }
  });

  it("is read from text exactly or not at all", () => {
    assert.equal(parsePercent("1%", 2), 100n);
    assert.equal(parsePercent(" 0.55 % ", 2), 55n);
    assert.equal(parsePercent("62.5", 16), (WAD * 5n) / 8n);
    for (const text of ["", "%", "1,5%", "-1%", "1e1%", "0.555%", "one", "NaN", "1%%"]) {
      assert.throws(() => parsePercent(text, 2), { code: "InvalidPercentage" }, text);
    }
  });
});

describe("planTrade", () => {
  it("gives each kind of trade its quote, its limit, its payment and its call", () => {
    const amount = 25_000_000n;
    for (const op of ["buy", "buyExact", "sell"] as const) {
      for (const side of ["yes", "no"] as const) {
        const { output, fee } = quoteMarketTrade({ market, op, outcome: 0, side, amount });
        const plan = planTrade({ market, op, outcome: 0, side, amount });
        const { functionName, args, address } = plan.call(SENDING);
        assert.deepEqual([address, functionName, plan.fee], [MARKETS, op, fee]);
        const limit = op === "buyExact" ? atMost(output, DEFAULT_TOLERANCE) : atLeast(output, DEFAULT_TOLERANCE);
        assert.equal(plan.limit, limit);
        assert.deepEqual(args, [3n, 0n, side === "yes" ? 0 : 1, amount, limit, ACCOUNT, 77n]);
        const paid = { buy: amount, buyExact: limit, sell: undefined }[op];
        assert.equal(plan.payment?.amount, paid);
        assert.deepEqual([plan.positions, plan.collateral], op === "buy" ? [output, amount] : [amount, output]);
        assert.equal(plan.averagePrice, (plan.collateral * WAD) / plan.positions);
      }
    }
  });

  it("trades until a price, as if the amount had been given", () => {
    const price = (WAD * 7n) / 10n;
    const plan = planTrade({ market, op: "buy", outcome: 1, side: "no", price });
    assert.ok(plan.priceAfter >= price);
    const less = planTrade({ market, op: "buy", outcome: 1, side: "no", amount: plan.collateral - 1n });
    assert.ok(less.priceAfter < price);
    assert.deepEqual(plan.call(SENDING), planTrade({ market, op: "buy", outcome: 1, side: "no", amount: plan.collateral }).call(SENDING));
    assert.throws(() => planTrade({ market, op: "sell", outcome: 0, side: "yes", price }), { code: "PriceUnreachable" });
    assert.throws(() => planTrade({ market, op: "buy", outcome: 9, side: "yes", price }), { code: "UnknownOutcome" });
  });
});

describe("planWithdrawal", () => {
  it("asks for the collateral less its tolerance, and for none unless told: nobody is kept in by a small trade", () => {
    const plan = planWithdrawal({ market, liquidity: 12_345n, tolerance: 100 });
    assert.equal(plan.minCollateralOut, atLeast(plan.collateral, 100));
    assert.deepEqual(plan.call(SENDING).args, [3n, 12_345n, plan.minCollateralOut, 77n]);
    assert.equal(planWithdrawal({ market, liquidity: 12_345n }).minCollateralOut, 0n);
  });
});

describe("positionValue", () => {
  const cheap = { ...market, rhos: [HALF / 2n, 2n * HALF], prices: [exp(HALF / 2n), exp(2n * HALF)] };

  it("is the present price until the market is final, then what it redeems for", () => {
    // A quarter, of which the contract's arithmetic shows a unit in the last place less.
    assert.equal(positionValue(cheap, { kind: "yes", outcome: 1, amount: 8_000_000n }), 1_999_999n);
    assert.equal(positionValue(cheap, { kind: "no", outcome: 1, amount: 8_000_000n }), 6_000_000n);
    const final = { ...cheap, payouts: [1n, 3n], payoutDenominator: 4n, liquidityValue: 500n };
    assert.equal(positionValue(final, { kind: "yes", outcome: 1, amount: 8n }), 6n);
    assert.equal(positionValue(final, { kind: "no", outcome: 1, amount: 8n }), 2n);
    assert.equal(positionValue(final, { kind: "seed", outcome: 0, amount: 500_000_000n }), 250n);
  });

  it("values liquidity as if it were removed, and a seed as other liquidity", () => {
    const amount = 100_000_000n;
    const { collateral, positions } = planWithdrawal({ market: cheap, liquidity: amount });
    const worth = positions.reduce((sum, each, outcome) => sum + positionValue(cheap, { kind: "yes", outcome, amount: each }), collateral);
    assert.equal(positionValue(cheap, { kind: "liquidity", outcome: 0, amount }), worth);
    assert.equal(positionValue(cheap, { kind: "seed", outcome: 0, amount }), worth);
  });
});

describe("costsOf", () => {
  const exchange = (rest: Partial<Exchange>): Exchange => ({
    account: ACCOUNT,
    paid: 0n,
    received: 0n,
    gave: [],
    got: [],
    basis: "carried",
    ...rest,
  });
  const got = (...values: bigint[]) => values.map((value, index) => ({ id: BigInt(index), amount: 1n, value: value * WAD }));

  it("carries what was given and paid over to what was got, in proportion to its value, to the unit", () => {
    assert.deepEqual(costsOf(exchange({ paid: 10n, got: got(1n, 1n, 1n) }), 0n), { costs: [3n, 3n, 4n], realized: 0n });
    assert.deepEqual(costsOf(exchange({ paid: 5n, got: got(3n, 1n) }), 7n), { costs: [9n, 3n], realized: 0n });
    assert.deepEqual(costsOf(exchange({ received: 4n, got: got(1n) }), 10n), { costs: [6n], realized: 0n });
  });

  it("calls a gain what is received beyond the cost", () => {
    assert.deepEqual(costsOf(exchange({ received: 12n }), 10n), { costs: [], realized: 2n });
    assert.deepEqual(costsOf(exchange({ received: 12n, got: got(5n) }), 10n), { costs: [0n], realized: 2n });
    assert.deepEqual(costsOf(exchange({ received: 3n }), 10n), { costs: [], realized: -7n });
  });

  it("values what comes of a withdrawal at the market, and realizes the difference", () => {
    const withdrawal = exchange({ received: 20n, got: [{ id: 1n, amount: 9n, value: 5n * WAD + WAD / 2n }], basis: "market" });
    assert.deepEqual(costsOf(withdrawal, 30n), { costs: [5n], realized: -5n });
  });
});

describe("payoutsText", () => {
  const of = (outcomes: string[], scalar?: Market["metadata"]["scalar"]) => ({ outcomes, metadata: scalar ? { scalar } : {} });

  it("gives shares that add up as they are shown", () => {
    assert.equal(payoutsText([1n, 1n, 1n, 0n], of(["A", "B", "C", "D"])), "A 33.34%, B 33.33%, C 33.33%");
  });

  it("says the number that a scalar market was answered with", () => {
    const scalar = { low: 0, high: 2, unit: "°C" };
    assert.equal(payoutsText([43n, 57n], of(["Higher", "Lower"], scalar)), "0.86 °C");
    assert.equal(payoutsText([1n, 0n], of(["Higher", "Lower"], scalar)), "2 °C");
    assert.equal(
      payoutsText([333_333_333_333_333_333n, 666_666_666_666_666_667n], of(["Higher", "Lower"], { ...scalar, unit: "" })),
      "0.666667",
    );
  });

  it("names a single winner, and the parts of others", () => {
    assert.equal(payoutsText([0n, 9n], of(["No", "Yes"])), "Yes");
    assert.equal(payoutsText([1n, 1n, 0n], of(["Ann", "Bob", "Eve"])), "Ann 50.00%, Bob 50.00%");
    assert.equal(payoutsText([2n, 1n], of(["Ann", "Bob"])), "Ann 66.67%, Bob 33.33%");
    assert.equal(payoutsText([0n, 0n], of(["Ann", "Bob"])), "");
  });

  it("does not name each of many that share equally", () => {
    const many = of(Array.from({ length: 24 }, (_, index) => `Team ${index}`));
    assert.equal(payoutsText(Array(24).fill(1n), many), "every outcome the same");
    const rounded = Array.from({ length: 24 }, (_, index) => 10n ** 18n / 24n + (index < 16 ? 1n : 0n));
    assert.equal(payoutsText(rounded, many), "every outcome the same");
    assert.equal(payoutsText([1n, 1n], of(["Ann", "Bob"])), "Ann 50.00%, Bob 50.00%");
    assert.match(payoutsText([1n, 1n, 2n], of(["Ann", "Bob", "Eve"])), /^Ann 25\.00%, /);
    assert.equal(payoutsText(Array(24).fill(1n), many, { equal: "alle gleich" }), "alle gleich");
  });

  it("takes a client's own way to write names and numbers", () => {
    const format = {
      name: (text: string) => `<${text}>`,
      share: (outcome: number, shares: readonly bigint[]) => `${(shares[outcome] ?? 0n) / 10n ** 16n} p.c.`,
    };
    assert.equal(payoutsText([1n, 1n], of(["A", "B"]), format), "<A> 50 p.c., <B> 50 p.c.");
  });
});

describe("errors", () => {
  it("carry a code and details, from which their words follow in any unit", () => {
    try {
      quoteMarketTrade({ market, op: "buy", outcome: 0, side: "yes", amount: 10n ** 12n });
      assert.fail("the trade is too large");
    } catch (error) {
      const { code, details, message } = error as PresageError;
      assert.deepEqual([code, details], ["CollateralTooLarge", { collateral: 10n ** 12n, maximum: 32_000_000_000n }]);
      assert.deepEqual(describeError({ code, details }, TOKEN)[0], message);
      assert.ok(message.includes("1000000.00 USD") && message.includes("32000.00 USD"), message);
      assert.ok(describeError({ code, details })[0].includes("32000000000 base units"));
      const other = withToken(error as PresageError, { ...TOKEN, symbol: "EUR" });
      assert.equal(other.message, message, "words that were said with a unit keep it");
    }
  });

  it("name a contract's error that has no words of its own, with what came with it", () => {
    assert.ok(!isDescribed("Strange"));
    assert.equal(describeError({ code: "Strange", details: { how: 3n } })[0], "The contract refused this with Strange (how: 3).");
  });
});

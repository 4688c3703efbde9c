import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { amountForPrice } from "../../sdk/amountForPrice.ts";
import { depth } from "../../sdk/depth.ts";
import { PresageError } from "../../sdk/errors.ts";
import { formatAmount } from "../../sdk/formatAmount.ts";
import { initialFunding, initialPositions } from "../../sdk/initialFunding.ts";
import { exp, MAX_PRICE, MIN_PRICE } from "../../sdk/lmsr.ts";
import { liquidityForMaxLoss, maxLoss } from "../../sdk/maxLoss.ts";
import { parseAmount } from "../../sdk/parseAmount.ts";
import { parseMetadata } from "../../sdk/parseMetadata.ts";
import { outcomeBitmap, parsePositionId, positionId } from "../../sdk/positionId.ts";
import { quoteMarketTrade } from "../../sdk/quoteMarketTrade.ts";
import { quoteTrade, type Trade } from "../../sdk/quoteTrade.ts";
import { amountIfVoid, redeemableAmount } from "../../sdk/redeemableAmount.ts";
import { scalarPayouts, scalarValue } from "../../sdk/scalar.ts";
import { statusAt } from "../../sdk/status.ts";
import { WAD } from "../../sdk/wad.ts";
import { makeRandom } from "../../tools/proof/random.ts";

const hasCode = (code: string) => (error: unknown) => error instanceof PresageError && error.code === code && error.remedy !== "";

describe("amountForPrice", () => {
  const sidePriceAfter = (trade: Trade): bigint => {
    try {
      const { priceAfter } = quoteTrade(trade);
      return trade.side === "yes" ? priceAfter : WAD - priceAfter;
    } catch (error) {
      assert.ok(error instanceof PresageError);
      if (error.code === "PriceTooHigh") return WAD;
      if (error.code === "PriceTooLow") return 0n;
      return trade.side === "yes" ? exp(trade.rho) : WAD - exp(trade.rho);
    }
  };

  it("is the smallest amount that brings the price there, for both ops and sides", () => {
    const random = makeRandom(10);
    let reached = 0;
    for (let i = 0; i < 1500; i++) {
      const side = random.pick(["yes", "no"] as const);
      const liquidity = random.scale(10n ** 6n, 10n ** 24n);
      const rho = random.below(6n * WAD) + 10n ** 12n;
      const price = MIN_PRICE + random.below(MAX_PRICE - MIN_PRICE);
      const present = side === "yes" ? exp(rho) : WAD - exp(rho);
      const op = price > present ? ("buy" as const) : ("sell" as const);
      const terms = { op, side, liquidity, rho, feeRate: random.pick([0, 400, 1000]) };
      const amount = amountForPrice({ ...terms, price });
      const after = sidePriceAfter({ ...terms, amount });
      assert.ok(op === "buy" ? after >= price : after <= price, `${op} ${side} ${amount} reaches ${after}, not ${price}`);
      if (amount > 1n) {
        const less = sidePriceAfter({ ...terms, amount: amount - 1n });
        assert.ok(op === "buy" ? less < price : less > price, `${op} ${side}: ${amount - 1n} would do as well`);
      }
      reached++;
    }
    assert.equal(reached, 1500);
  });

  it("refuses a price on the wrong side, and prices that do not exist", () => {
    const terms = { side: "yes", liquidity: 10n ** 9n, rho: WAD, feeRate: 0 } as const;
    assert.throws(() => amountForPrice({ ...terms, op: "buy", price: WAD / 10n }), hasCode("PriceUnreachable"));
    assert.throws(() => amountForPrice({ ...terms, op: "sell", price: WAD / 2n }), hasCode("PriceUnreachable"));
    assert.throws(() => amountForPrice({ ...terms, op: "buy", price: WAD }), hasCode("PriceUnreachable"));
    assert.throws(() => amountForPrice({ ...terms, op: "sell", price: 0n }), hasCode("PriceUnreachable"));
  });

  it("makes a table of depth that grows with the price", () => {
    const rows = depth({ side: "yes", liquidity: 10n ** 9n, rho: WAD, feeRate: 400, prices: [WAD / 10n, WAD / 2n, (WAD * 9n) / 10n] });
    assert.deepEqual(
      rows.map(({ price }) => price),
      [WAD / 2n, (WAD * 9n) / 10n],
    );
    assert.ok((rows[0]?.collateral ?? 0n) < (rows[1]?.collateral ?? 0n));
  });
});

describe("quoteMarketTrade", () => {
  const half = 693_147_180_559_945_311n;
  const market = {
    liquidity: 1_000_000_000n,
    rhos: [half, half],
    prices: [exp(half), exp(half)],
    feeRate: 400,
    collateral: { address: "0x", symbol: "USD", decimals: 6 },
  } as const;

  it("trades NO of two outcomes as YES of the other, and gives prices of the side asked for", () => {
    const no = quoteMarketTrade({ market, op: "buy", outcome: 0, side: "no", amount: 50_000_000n });
    const yes = quoteMarketTrade({ market, op: "buy", outcome: 1, side: "yes", amount: 50_000_000n });
    assert.deepEqual({ ...no, priceBefore: 0n }, { ...yes, priceBefore: 0n });
    const [first = 0n, second = 0n] = no.rhosAfter;
    assert.ok(no.sidePriceAfter > no.priceBefore && second < half && first > half);
  });

  it("names limits in tokens, and outcomes that do not exist", () => {
    const trade = (outcome: number, amount: bigint) => () => quoteMarketTrade({ market, op: "buy", outcome, side: "yes", amount });
    assert.throws(
      trade(0, 10n ** 12n),
      (error: PresageError) => error.code === "CollateralTooLarge" && error.message.includes("32000.00 USD"),
    );
    assert.throws(trade(2, 1n), hasCode("UnknownOutcome"));
  });
});

describe("funding and the largest loss", () => {
  it("is b ln n with uniform odds, and minus b ln of the lowest odds otherwise", () => {
    assert.equal(initialFunding({ liquidity: 10n ** 9n, outcomeCount: 2, odds: [] }), 693_147_181n);
    const odds = [WAD / 4n, (WAD * 3n) / 4n];
    assert.equal(initialFunding({ liquidity: 10n ** 9n, outcomeCount: 2, odds }), 1_386_294_362n);
    assert.deepEqual(initialPositions({ liquidity: 10n ** 9n, outcomeCount: 2, odds }), [0n, 1_098_612_289n]);
  });

  it("inverts to the largest liquidity for a loss", () => {
    const random = makeRandom(11);
    for (let i = 0; i < 300; i++) {
      const most = random.scale(10n ** 6n, 10n ** 20n);
      const terms = { outcomeCount: 2, odds: random.pick([[], [WAD / 4n, (WAD * 3n) / 4n]]) };
      const liquidity = liquidityForMaxLoss({ maxLoss: most, ...terms });
      assert.ok(maxLoss({ liquidity, ...terms }) <= most && maxLoss({ liquidity: liquidity + 1n, ...terms }) > most);
    }
  });

  it("names what is wrong with odds", () => {
    assert.throws(() => initialFunding({ liquidity: 1n, outcomeCount: 3, odds: [WAD / 2n, WAD / 2n] }), hasCode("InvalidOddsLength"));
    assert.throws(() => initialFunding({ liquidity: 1n, outcomeCount: 2, odds: [WAD, 0n] }), hasCode("OddsTooLow"));
    const lowest = 10n ** 12n;
    assert.throws(() => initialFunding({ liquidity: 1n, outcomeCount: 2, odds: [WAD - lowest + 1n, lowest - 1n] }), hasCode("OddsTooLow"));
    assert.ok(initialFunding({ liquidity: 1n, outcomeCount: 2, odds: [WAD - lowest, lowest] }) > 0n);
    assert.throws(() => initialFunding({ liquidity: 1n, outcomeCount: 2, odds: [WAD / 2n, WAD / 2n - 1n] }), hasCode("InvalidOddsSum"));
  });
});

describe("amounts as text", () => {
  it("reads plain decimals and nothing else", () => {
    assert.equal(parseAmount(" 1234.5 ", 6), 1_234_500_000n);
    assert.equal(parseAmount("0.000001", 6), 1n);
    assert.equal(parseAmount("1.50000000000", 6), 1_500_000n);
    assert.equal(parseAmount("123456789012345678901234567890", 18), 123456789012345678901234567890n * WAD);
    for (const text of ["", " ", ".", "1.", ".5", "1,5", "1,234.5", "1e3", "-1", "+1", "0x10", "١٢", "1 000", "NaN", "Infinity", "1.2.3"]) {
      assert.throws(() => parseAmount(text, 6), hasCode("InvalidAmount"), text);
    }
    assert.throws(() => parseAmount("0.0000001", 6), hasCode("InvalidAmount"));
  });

  it("writes what it reads", () => {
    assert.equal(formatAmount(25_000_000n, 6), "25.00");
    assert.equal(formatAmount(25_123_456n, 6), "25.123456");
    assert.equal(formatAmount(25_129_999n, 6, { maxDigits: 2 }), "25.12");
    assert.equal(formatAmount(1n, 18), "0.000000000000000001");
    assert.equal(formatAmount(-1_500_000n, 6), "-1.50");
    assert.equal(formatAmount(-1n, 6, { maxDigits: 2 }), "0.00");
    assert.equal(formatAmount(7n, 0, { minDigits: 0 }), "7");
    const random = makeRandom(12);
    for (let i = 0; i < 500; i++) {
      const amount = random.scale(1n, 10n ** 30n);
      const decimals = random.pick([6, 8, 18]);
      assert.equal(parseAmount(formatAmount(amount, decimals), decimals), amount);
    }
  });
});

describe("scalar markets", () => {
  it("pay linearly between the bounds, to the last of 18 digits", () => {
    assert.deepEqual(scalarPayouts({ value: "25", low: 0, high: 100 }), [WAD / 4n, (WAD * 3n) / 4n]);
    assert.deepEqual(scalarPayouts({ value: "1", low: 0, high: 3 }), [333_333_333_333_333_333n, 666_666_666_666_666_667n]);
    assert.deepEqual(scalarPayouts({ value: "-7", low: -10, high: -5 }), [600_000_000_000_000_000n, 400_000_000_000_000_000n]);
    assert.deepEqual(scalarPayouts({ value: "1e9", low: 0, high: 3 }), [WAD, 0n]);
    assert.deepEqual(scalarPayouts({ value: "-1", low: "0.1", high: "0.2" }), [0n, WAD]);
    assert.throws(() => scalarPayouts({ value: "1", low: 3, high: 3 }), hasCode("InvalidScalar"));
    assert.throws(() => scalarPayouts({ value: "1,5", low: 0, high: 3 }), hasCode("InvalidScalar"));
    assert.equal(scalarValue({ price: WAD / 4n, low: 0, high: 100 }), 25);
  });
});

describe("positions", () => {
  it("have the contract's ids, with NO of two outcomes as YES of the other", () => {
    assert.equal(positionId({ marketId: 5n, outcome: 3, side: "no", outcomeCount: 4 }), (5n << 16n) | (1n << 8n) | 3n);
    assert.equal(positionId({ marketId: 5n, outcome: 0, side: "no", outcomeCount: 2 }), (5n << 16n) | 1n);
    assert.deepEqual(parsePositionId((5n << 16n) | (1n << 8n) | 3n), { marketId: 5n, kind: "no", outcome: 3 });
    assert.equal(outcomeBitmap([0, 255]), (1n << 255n) | 1n);
  });

  it("pay their part of the denominator, rounded down, and the initial odds if void", () => {
    const market = { payouts: [1n, 2n], payoutDenominator: 3n, liquidityValue: 100n, liquidity: 7n };
    assert.equal(redeemableAmount(market, { kind: "yes", outcome: 0, amount: 10n }), 3n);
    assert.equal(redeemableAmount(market, { kind: "no", outcome: 0, amount: 10n }), 6n);
    assert.equal(redeemableAmount(market, { kind: "liquidity", outcome: 0, amount: 3n }), 42n);
    assert.equal(redeemableAmount({ ...market, payoutDenominator: 0n }, { kind: "yes", outcome: 0, amount: 10n }), 0n);
    assert.equal(amountIfVoid({ odds: [], outcomeCount: 4 }, { kind: "no", outcome: 1, amount: 8n }), 6n);
    assert.equal(amountIfVoid({ odds: [WAD / 4n, (WAD * 3n) / 4n], outcomeCount: 2 }, { kind: "yes", outcome: 1, amount: 8n }), 6n);
  });
});

describe("a market's text", () => {
  it("survives anything", () => {
    for (const text of [
      "",
      "null",
      "[]",
      "3",
      '"x"',
      "{",
      '{"outcomes":"Yes"}',
      '{"outcomes":[1,{},null]}',
      '{"edgeCases":[1,null,{"if":3}]}',
      '{"scalar":{"low":"a"}}',
      '{"bands":[null]}',
    ]) {
      const { isValid, outcomes } = parseMetadata(text, 3);
      assert.equal(isValid, false, text);
      assert.deepEqual(outcomes, ["Outcome 1", "Outcome 2", "Outcome 3"], text);
    }
    const text = JSON.stringify({
      question: "Q",
      category: "c",
      rules: "r",
      source: "s",
      outcomes: ["A", "B"],
      scalar: { low: 0, high: 1, unit: "%" },
    });
    assert.equal(parseMetadata(text, 2).isValid, true);
    assert.equal(parseMetadata(text, 3).isValid, false);
  });
});

describe("statusAt", () => {
  it("closes an open market at its closing second", () => {
    const market = { status: "Open", closesAt: 100 } as const;
    assert.equal(statusAt(market, 99), "Open");
    assert.equal(statusAt(market, 100), "Closed");
    assert.equal(statusAt({ ...market, status: "Void" }, 101), "Void");
  });
});

// properties: C3, C4, C15
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import { PresageError } from "../../sdk/errors.ts";
import { quoteTrade, type Trade as Terms } from "../../sdk/quoteTrade.ts";
import { quoteTradeFloat } from "../../sdk/quoteTradeFloat.ts";
import type { Op, Side } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { pricesAfter } from "../../tools/proof/model.ts";
import { exp, mul, ONE, trade } from "../../tools/proof/precise.ts";
import { makeRandom } from "../../tools/proof/random.ts";

interface Vector {
  op: Op;
  side: Side;
  b: string;
  rho: string;
  feeRate: number;
  input: string;
  output: string;
  fee: string;
}

const vectorFile = resolve(import.meta.dirname, "../../../shared/data/lmsr-vectors.json");
const noVectors = existsSync(vectorFile) ? false : `there is no ${vectorFile}`;
const ops = ["buy", "buyExact", "sell"] as const;
const sides = ["yes", "no"] as const;

/**
 * What the design allows a trader to lose to rounding, in `ONE`-scaled base units; less than nothing is never allowed. Where
 * a trade is so large that the price of the complement (exact buy of NO) or what is left of it (sale) is small, a unit in the
 * last place of that price weighs as much more.
 */
function tolerance({ op, side, liquidity, amount }: Terms, price: bigint): bigint {
  const decay = exp((-amount * ONE) / liquidity);
  const sum = op === "sell" ? ONE - price + mul(price, decay) : side === "no" ? price + mul(ONE - price, decay) : ONE;
  const weight = op === "buy" ? price : sum;
  return 2n * ONE + (11n * liquidity * ONE * ONE) / (WAD * weight);
}

function checkAgainst(terms: Terms, output: bigint, exact: { output: bigint; price: bigint }) {
  const label = JSON.stringify(terms, (_, value) => (typeof value === "bigint" ? String(value) : value));
  const lost = terms.op === "buyExact" ? output * ONE - exact.output : exact.output - output * ONE;
  assert.ok(lost >= 0n, `${label}: in the trader's favour by ${-lost} / 1e80`);
  assert.ok(lost <= tolerance(terms, exact.price), `${label}: the trader loses ${lost} / 1e80 base units`);
}

/** A decimal string, scaled by 1e18 or by `ONE`. */
function parse(text: string, digits: number): bigint {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"));
}

/** Zero where the contract refuses a trade as too small, null where it refuses the price that the trade would lead to. */
function outputOf(terms: Terms): bigint | null {
  try {
    return quoteTrade(terms).output;
  } catch (error) {
    if (error instanceof PresageError && error.code === "ZeroOutput") return 0n;
    if (error instanceof PresageError && (error.code === "PriceTooHigh" || error.code === "PriceTooLow")) {
      checkLimit(terms, error.code);
      return null;
    }
    throw error;
  }
}

/** The price that a trade leads to, in real numbers, is beyond the limit or within the accuracy of the contract's own. */
function checkLimit(terms: Terms, code: string): void {
  const [after] = pricesAfter([terms.rho], 0, terms);
  assert.ok(after !== undefined);
  const sidePrice = terms.side === "yes" ? after : ONE - after;
  const limit = ONE / 10n ** 12n;
  const accuracy = ONE / 10n ** 16n;
  assert.equal(code, terms.op === "sell" ? "PriceTooLow" : "PriceTooHigh");
  const distance = terms.op === "sell" ? limit - sidePrice : sidePrice - (ONE - limit);
  assert.ok(distance >= -accuracy, `${terms.op} ${terms.side} of ${terms.amount} is refused as ${code}, ${-distance} short of the limit`);
}

function randomTrade(random: ReturnType<typeof makeRandom>): Terms {
  const decimals = random.pick([6, 8, 18]);
  const liquidity = random.scale(10n ** BigInt(decimals), 10n ** BigInt(Math.min(26, decimals + 12)));
  const rho = random.pick([random.below(WAD / 10n), random.below(3n * WAD), random.below(14n * WAD)]) + 1n;
  const op = random.pick(ops);
  const amount = random.scale(liquidity / 10n ** 9n + 1n, liquidity * 20n);
  return { op, side: random.pick(sides), liquidity, rho, feeRate: random.pick([0, 1, 200, 400, 700, 1000]), amount };
}

describe("quoteTrade", () => {
  it("agrees with every shared vector in the pool's favour", { skip: noVectors }, () => {
    const { vectors } = JSON.parse(readFileSync(vectorFile, "utf8")) as { vectors: Vector[] };
    let refused = 0;
    for (const { op, side, b, rho, feeRate, input, output } of vectors) {
      const terms = { op, side, liquidity: BigInt(b), rho: parse(rho, 18), feeRate, amount: BigInt(input) };
      const actual = outputOf(terms);
      if (actual === null) refused++;
      else checkAgainst(terms, actual, { output: parse(output, 80), price: trade(terms).price });
    }
    assert.ok(refused < vectors.length / 5, `${refused} of ${vectors.length} lead beyond the limits of prices`);
  });

  it("agrees with arithmetic of 70 digits in the pool's favour, over 3,000 random trades", () => {
    const random = makeRandom(2);
    let priced = 0;
    for (let i = 0; i < 3000; i++) {
      const terms = randomTrade(random);
      const exact = trade(terms);
      const output = outputOf(terms);
      if (output === null) continue;
      checkAgainst(terms, output, exact);
      if (output > 0n) priced++;
    }
    assert.ok(priced > 2000, `only ${priced} trades gave anything`);
  });

  it("keeps the pool's two invariants: no trade loses it a complete set, prices never sum to more than one", () => {
    const random = makeRandom(3);
    for (let market = 0; market < 15; market++) {
      const n = random.pick([2, 3, 5, 20]);
      const liquidity = random.scale(10n ** 6n, 10n ** 15n);
      let rhos = Array.from({ length: n }, () => (BigInt(Math.ceil(Math.log(n) * 1e15)) + 1n) * 1000n);
      for (let step = 0; step < 25; step++) {
        const outcome = Math.floor(random.next() * n);
        const terms = { ...randomTrade(random), liquidity, amount: random.scale(1n, liquidity * 3n), rho: rhos[outcome] as bigint };
        try {
          const { rhoAfter, shift } = quoteTrade(terms);
          rhos = rhos.map((rho, index) => (index === outcome ? rhoAfter : rho + shift));
        } catch (error) {
          if (!(error instanceof PresageError) || !/^(ZeroOutput|PriceToo)/.test(error.code)) throw error;
        }
        assert.ok(
          rhos.every((rho) => rho >= 0n),
          `a coordinate below zero: ${rhos}`,
        );
        const sum = sumOfPrices(rhos);
        assert.ok(sum <= ONE, `prices sum to ${sum} / 1e80`);
      }
    }
  });

  it("does not pay for a round trip, at any size, price or side", () => {
    const random = makeRandom(4);
    for (let i = 0; i < 2000; i++) {
      const options: Terms = { ...randomTrade(random), op: "buy" };
      try {
        const bought = quoteTrade(options);
        const sold = quoteTrade({ ...options, op: "sell", rho: bought.rhoAfter, amount: bought.output });
        assert.ok(sold.output <= options.amount, `${options.amount} became ${sold.output}`);
      } catch (error) {
        if (!(error instanceof PresageError) || !/^(ZeroOutput|PositionsTooLarge|PriceToo)/.test(error.code)) throw error;
      }
    }
  });

  it("refuses what the contract refuses, and accepts the limits themselves", () => {
    const base = { side: "yes", liquidity: 10n ** 9n, rho: WAD, feeRate: 0 } as const;
    const codeOf = (op: Op, amount: bigint, rho = WAD) => {
      try {
        quoteTrade({ ...base, op, amount, rho });
        return "accepted";
      } catch (error) {
        return (error as PresageError).code;
      }
    };
    assert.equal(codeOf("buy", 0n), "ZeroAmount");
    assert.equal(codeOf("buy", -1n), "ZeroAmount");
    // 1 − exp(−27) is below the highest price, 1 − exp(−28) above it.
    assert.equal(codeOf("buy", 27n * 10n ** 9n, 80n * WAD), "accepted");
    assert.equal(codeOf("buy", 28n * 10n ** 9n, 80n * WAD), "PriceTooHigh");
    assert.equal(codeOf("buy", 32n * 10n ** 9n, 80n * WAD), "PriceTooHigh");
    assert.equal(codeOf("buy", 32n * 10n ** 9n + 1n, 40n * WAD), "CollateralTooLarge");
    assert.equal(codeOf("buyExact", 64n * 10n ** 9n, 90n * WAD), "accepted");
    assert.equal(codeOf("buyExact", 64n * 10n ** 9n + 1n, 90n * WAD), "PositionsTooLarge");
    assert.equal(codeOf("buy", 32n * 10n ** 9n), "PriceTooHigh");
    assert.equal(codeOf("buyExact", 64n * 10n ** 9n), "PriceTooHigh");
    assert.equal(codeOf("sell", 64n * 10n ** 9n), "PriceTooLow");
    assert.equal(codeOf("sell", 64n * 10n ** 9n + 1n), "PositionsTooLarge");
    assert.equal(codeOf("sell", 1n), "ZeroOutput");
  });
});

describe("quoteTradeFloat", () => {
  it("is within 1e-9 of the exact value, the fee and the price too", () => {
    const random = makeRandom(5);
    for (let i = 0; i < 3000; i++) {
      const options = randomTrade(random);
      const exact = trade(options);
      const float = quoteTradeFloat({
        ...options,
        liquidity: Number(options.liquidity),
        rho: Number(options.rho) / 1e18,
        amount: Number(options.amount),
      });
      const [output, fee] = [Number(exact.output) / 1e80, Number(exact.fee) / 1e80];
      const label = JSON.stringify({
        ...options,
        liquidity: String(options.liquidity),
        rho: String(options.rho),
        amount: String(options.amount),
      });
      // A difference of nearly equal numbers, such as the worth of a position at a price of 1e-9, keeps fewer digits.
      const scale = Math.max(Math.abs(output), Number(options.amount) * 1e-3);
      assert.ok(Math.abs(float.output - output) <= 1e-9 * scale, `${label}: ${float.output}, exactly ${output}`);
      assert.ok(Math.abs(float.fee - fee) <= 1e-9 * scale, `${label}: fee ${float.fee}, exactly ${fee}`);
      assert.ok(float.priceAfter >= 0 && float.priceAfter <= 1 + 1e-12, `${label}: price ${float.priceAfter}`);
    }
  });

  it("gives the price after the trade that quoteTrade gives", () => {
    const random = makeRandom(6);
    for (let i = 0; i < 1000; i++) {
      const options = { ...randomTrade(random), liquidity: 10n ** 24n };
      options.amount = random.scale(10n ** 18n, 10n ** 25n);
      const { priceAfter } = quoteTrade(options);
      const float = quoteTradeFloat({ ...options, liquidity: 1e24, rho: Number(options.rho) / 1e18, amount: Number(options.amount) });
      assert.ok(Math.abs(float.priceAfter - Number(priceAfter) / 1e18) < 1e-12, `${float.priceAfter}, exactly ${priceAfter}`);
    }
  });

  it("survives prices too small for a float", () => {
    const { output } = quoteTradeFloat({ op: "buy", side: "yes", liquidity: 1, rho: 1000, feeRate: 0, amount: 1 });
    assert.ok(Math.abs(output - (1000 + Math.log(Math.E - 1))) < 1e-9, String(output));
  });
});

function sumOfPrices(rhos: readonly bigint[]): bigint {
  return rhos.reduce((sum, rho) => sum + trade({ op: "buy", side: "yes", liquidity: 1n, rho, feeRate: 0, amount: 1n }).price, 0n);
}

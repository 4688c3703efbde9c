// properties: C3, C15
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { div, expectedTrade, ONE, type Op, type Order, poolGain, priceAfter } from "../../tools/proof/model.ts";
import { makeRandom } from "../../tools/proof/random.ts";
import { ethers, loadFixture, WAD } from "./fixture.ts";

const SHARED = path.resolve(import.meta.dirname, "../../../shared/data/lmsr-vectors.json");
const OPS = ["buy", "buyExact", "sell"] as const;
const BATCH = 200;
const NONE = "0x00000000";
/** The least price that a sale leaves, and what a purchase leaves of one, scaled by 1e18. */
const MIN_PRICE = 10n ** 6n;

type Vector = { op: Op; side: "yes" | "no"; b: string; rho: string; feeRate: number; input: string; output: string; fee: string };

/** A decimal number scaled by 10^digits, further digits cut off. */
function scaled(text: string, digits: number): bigint {
  const [whole, fraction = ""] = text.split(".");
  return BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"));
}

async function deployHarness() {
  return { harness: await ethers.deployContract("LmsrHarness") };
}

type Priced = { amount: bigint; fee: bigint; refusal: string };

async function priceOnChain(orders: Order[]): Promise<Priced[]> {
  const { harness } = await loadFixture(deployHarness);
  const { interface: errors } = await ethers.getContractFactory("Markets");
  const results: Priced[] = [];
  for (let from = 0; from < orders.length; from += BATCH) {
    const part = orders.slice(from, from + BATCH);
    const terms = part.map(({ liquidity, rho, feeRate, side }) => ({ liquidity, rho, feeRate, side: side === "yes" ? 0 : 1 }));
    const priced = await harness.batch(
      part.map(({ op }) => OPS.indexOf(op)),
      terms,
      part.map(({ amount }) => amount),
    );
    for (const { amount, fee, refusal } of priced)
      results.push({ amount, fee, refusal: refusal === NONE ? NONE : (errors.getError(refusal)?.name ?? refusal) });
  }
  return results;
}

function describeOrder(order: Order): string {
  return JSON.stringify(order, (_, value) => (typeof value === "bigint" ? String(value) : value));
}

/** Refused where the real price passes its limit or the output is nothing; by two units of `exp` early where a sale starts at next to one. */
function expectRefusal(order: Order, name: string | undefined) {
  const { output, margin } = expectedTrade(order);
  const { price, sum } = priceAfter(order);
  const unit = ONE / WAD;
  if (name === "PriceTooHigh") expect(price >= ONE - (MIN_PRICE + 20n) * unit, `${describeOrder(order)} ends at ${price}`).to.equal(true);
  else if (name === "PriceTooLow")
    expect(price <= MIN_PRICE * unit + div(4n * unit, sum), `${describeOrder(order)} ends at ${price}`).to.equal(true);
  else {
    expect(name, describeOrder(order)).to.equal("ZeroOutput");
    expect(order.op).not.to.equal("buyExact");
    expect(output <= margin + ONE, `${describeOrder(order)} gives nothing instead of ${output}`).to.equal(true);
  }
}

/** Never to the trader's favour, and not further to the pool's than the stated margin; never past a limit. */
function expectPoolFavouring(order: Order, actual: Priced) {
  if (actual.refusal !== NONE) return expectRefusal(order, actual.refusal);
  const { output, fee, margin } = expectedTrade(order);
  const { price } = priceAfter(order);
  const past = order.op === "sell" ? MIN_PRICE * (ONE / WAD) - price : price - (ONE - MIN_PRICE * (ONE / WAD));
  expect(past <= 20n * (ONE / WAD), `${describeOrder(order)} ends at ${price}`).to.equal(true);
  const gain = poolGain(order.op, actual.amount, output);
  expect(gain >= 0n, `${describeOrder(order)} favours the trader by ${-gain} / 1e80`).to.equal(true);
  expect(gain <= margin, `${describeOrder(order)} is off by ${gain / 10n ** 70n} / 1e10, not ${margin / 10n ** 70n}`).to.equal(true);
  // the fee is what the total leaves beside the price, so it takes up the rounding of both
  const distance = actual.fee * ONE - fee;
  const allowed = margin + 3n * ONE;
  expect(distance <= allowed && -distance <= allowed, `fee of ${describeOrder(order)}: ${actual.fee}`).to.equal(true);
}

/** The model of this repository agrees with the shared numbers to the digits that those have. */
function expectSame(ours: bigint, theirs: bigint, order: Order) {
  const [distance, allowed] = [ours > theirs ? ours - theirs : theirs - ours, theirs / 10n ** 28n + 1n];
  expect(distance <= allowed, `${describeOrder(order)}: ${ours}, shared ${theirs}`).to.equal(true);
}

describe("Lmsr against exact numbers", () => {
  it("gives the shared vectors, rounded to the pool's favour", async function () {
    if (!existsSync(SHARED)) {
      console.log(`      skipped: no ${path.relative(process.cwd(), SHARED)}`);
      this.skip();
    }
    const { vectors }: { vectors: Vector[] } = JSON.parse(readFileSync(SHARED, "utf8"));
    const orders = vectors.map(
      ({ op, side, b, rho, feeRate, input }): Order => ({
        op,
        side,
        liquidity: BigInt(b),
        rho: scaled(rho, 18),
        feeRate,
        amount: BigInt(input),
      }),
    );
    for (const [i, actual] of (await priceOnChain(orders)).entries()) {
      const { output, fee } = vectors[i];
      const model = expectedTrade(orders[i]);
      expectSame(model.output, scaled(output, 80), orders[i]);
      expectSame(model.fee, scaled(fee, 80), orders[i]);
      expectPoolFavouring(orders[i], actual);
    }
  });

  it("is within the stated margin over 3,000 random trades", async function () {
    this.timeout(120_000);
    const random = makeRandom(20_270_101);
    const orders = Array.from({ length: 3000 }, (): Order => {
      const op = random.pick(OPS);
      const liquidity = random.scale(10n ** random.pick([6n, 8n, 18n]), 2n ** 88n - 1n);
      const amount = random.pick([
        random.scale(1n, liquidity * (op === "buy" ? 32n : 64n)),
        random.scale(liquidity / 100_000n, liquidity),
        random.scale(liquidity / 1000n, liquidity * 4n),
      ]);
      const rho = random.pick([random.below(WAD / 100n), random.below(3n * WAD), random.below(14n * WAD), random.below(40n * WAD)]);
      return { op, side: random.pick(["yes", "no"] as const), liquidity, rho, feeRate: random.pick([0, 100, 400, 700, 1000]), amount };
    });
    for (const [i, actual] of (await priceOnChain(orders)).entries()) expectPoolFavouring(orders[i], actual);
  });

  it("agrees at the ends of the domain", async () => {
    const orders: Order[] = [];
    for (const op of OPS) {
      for (const side of ["yes", "no"] as const) {
        for (const liquidity of [10n ** 6n, 10n ** 9n, 10n ** 18n, 2n ** 88n - 1n]) {
          for (const rho of [WAD / 1000n, 693_147_180_559_945_310n, 5n * WAD, 14n * WAD]) {
            for (const feeRate of [0, 1000]) {
              for (const amount of [1n, liquidity * (op === "buy" ? 32n : 64n)]) {
                orders.push({ op, side, liquidity, rho, feeRate, amount });
              }
            }
          }
        }
      }
    }
    for (const [i, actual] of (await priceOnChain(orders)).entries()) expectPoolFavouring(orders[i], actual);
  });

  it("refuses a payment that buys less than the smallest step, and a sale whose fee is all that it brings", async () => {
    const { harness } = await loadFixture(deployHarness);
    const { interface: errors } = await ethers.getContractFactory("Markets");
    const refusal = async (...args: Parameters<typeof harness.price>) => errors.getError((await harness.price(...args)).refusal)?.name;
    const worthless = { liquidity: 10n ** 30n, rho: 60n * WAD, feeRate: 0, side: 0 };
    expect(await refusal(0, worthless, 1n)).to.equal("ZeroOutput");
    expect(await refusal(0, { ...worthless, rho: 0n, side: 1 }, 1n)).to.equal("ZeroOutput");

    const sale = { liquidity: WAD, rho: 10n ** 13n, side: 1 };
    expect(await refusal(2, { ...sale, feeRate: 1000 }, 600_006n)).to.equal("ZeroOutput");
    expect((await harness.price(2, { ...sale, feeRate: 0 }, 600_006n)).d, "without the fee it brings the smallest step").to.equal(1n);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { expWad, lnWad, WAD } from "../../sdk/wad.ts";
import { exp, fromWad, ln } from "../../tools/proof/precise.ts";
import { makeRandom } from "../../tools/proof/random.ts";

const random = makeRandom(1);

/** The true value lies between the result less 1 and the result plus 2, in units of the last place. */
function checkMargin(result: bigint, truth: bigint, argument: bigint) {
  const inside = truth >= fromWad(result - 1n) && truth <= fromWad(result + 2n);
  assert.ok(inside, `of ${argument}: ${result}, true value ${truth}`);
}

describe("the precise arithmetic of these tests", () => {
  it("knows e and ln 10 to 70 digits", () => {
    assert.equal(exp(fromWad(WAD)).toString().slice(0, 70), "2718281828459045235360287471352662497757247093699959574966967627724076");
    assert.equal(
      ln(fromWad(10n * WAD))
        .toString()
        .slice(0, 70),
      "2302585092994045684017991454684364207601101488628772976033327900967572",
    );
  });
});

describe("expWad", () => {
  it("keeps the margin on the domain of prices", () => {
    for (let i = 0; i < 2000; i++) {
      const x = -random.below(42n * WAD);
      checkMargin(expWad(x), exp(fromWad(x)), x);
    }
  });

  it("is zero below −41.446531673892822313 and refuses 135.305999368893231589", () => {
    assert.equal(expWad(-41446531673892822313n), 0n);
    assert.equal(expWad(-(2n ** 200n)), 0n);
    assert.equal(expWad(0n), WAD);
    assert.ok(expWad(135305999368893231588n) > 2n ** 254n / WAD);
    assert.throws(() => expWad(135305999368893231589n), RangeError);
  });
});

describe("lnWad", () => {
  it("keeps the margin from one unit to 1e18", () => {
    for (let i = 0; i < 1000; i++) {
      const x = random.scale(1n, 10n ** 36n);
      checkMargin(lnWad(x), ln(fromWad(x)), x);
    }
  });

  it("keeps the margin around powers of two, where its range reduction changes", () => {
    for (let k = 0n; k < 120n; k++) {
      for (const x of [2n ** k - 1n, 2n ** k, 2n ** k + 1n].filter((value) => value > 0n)) checkMargin(lnWad(x), ln(fromWad(x)), x);
    }
  });

  it("refuses what has no logarithm", () => {
    assert.throws(() => lnWad(0n), RangeError);
    assert.throws(() => lnWad(-1n), RangeError);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clean, compact, compactAmount, gain, money, percent, relative, utc } from "../../app/_lib/format.ts";
import { fromJson, toJson } from "../../app/_lib/json.ts";
import { translator } from "../../app/_lib/messages.ts";
import { percents } from "../../app/_lib/percents.ts";
import { priceImpact } from "../../app/_lib/priceImpact.ts";
import { makeRandom } from "../../tools/proof/random.ts";

const POINT = 10n ** 16n;

describe("priceImpact", () => {
  const levels: [bigint, string][] = [
    [0n, "none"],
    [POINT - 10n ** 14n, "none"],
    [POINT, "low"],
    [3n * POINT - 10n ** 14n, "low"],
    [3n * POINT, "medium"],
    [5n * POINT, "high"],
    [15n * POINT - 10n ** 14n, "high"],
    [15n * POINT, "extreme"],
  ];
  const before = 40n * POINT;
  for (const [distance, level] of levels) {
    it(`calls ${Number(distance) / 1e16} points ${level}, up and down`, () => {
      assert.equal(priceImpact({ before, after: before + distance, average: before }).level, level);
      assert.equal(priceImpact({ before, after: before - distance, average: before }).level, level);
    });
  }

  it("counts what is paid above a small price", () => {
    const { percent: worse, level } = priceImpact({ before: POINT / 2n, after: POINT, average: (POINT * 3n) / 4n });
    assert.deepEqual([worse, level], [50, "extreme"]);
  });
  it("counts what it takes from what could still be won near certainty", () => {
    const { percent: worse, level } = priceImpact({ before: 99n * POINT, after: 9_920n * 10n ** 14n, average: 9_910n * 10n ** 14n });
    assert.deepEqual([worse, level], [10, "high"]);
  });
  it("does not hold what could be won against a sale", () => {
    assert.equal(priceImpact({ before: 99n * POINT, after: 985n * 10n ** 15n, average: 9_880n * 10n ** 14n }).level, "none");
  });
});

describe("format", () => {
  const usd = { symbol: "USD", decimals: 6 };
  it("groups money and keeps small amounts visible", () => {
    assert.equal(money(1_234_567_890n, usd, "en-GB"), "1,234.56 USD");
    assert.equal(money(1_234n, usd, "en-GB"), "0.0012 USD");
    assert.equal(money(5_000n, { symbol: "WBTC", decimals: 8 }, "en-GB"), "0.00005 WBTC");
    assert.equal(money(1n, { symbol: "WETH", decimals: 18 }, "en-GB"), "0.000000000000000001 WETH");
    assert.equal(money(0n, usd, "en-GB"), "0.00 USD");
    assert.equal(compact(5_000n, { symbol: "WBTC", decimals: 8 }), "0.00005 WBTC");
    assert.equal(compactAmount("0.00005", "$"), "$0.00005");
    assert.equal(compactAmount("1234.5", "$"), "$1.2k");
    assert.equal(money(12_345_678_901_234_567_890n, { symbol: "T", decimals: 0 }, "en-GB"), "12,345,678,901,234,567,890.00 T");
  });
  it("never calls a chance impossible or certain", () => {
    assert.equal(percent(0n, "en-GB"), "0%");
    assert.equal(percent(1n, "en-GB"), "<0.1%");
    assert.equal(percent(4n * 10n ** 15n, "en-GB"), "0.4%");
    assert.equal(percent(996n * 10n ** 15n, "en-GB"), "99.6%");
    assert.equal(percent(POINT, "en-GB"), "1%");
    assert.equal(percent(100n * POINT - 1n, "en-GB"), ">99.9%");
    assert.equal(percent(100n * POINT, "en-GB"), "100%");
    assert.equal(percent(3521n * 10n ** 14n, "en-GB", 2), "35.21%");
  });
  it("says what is won, never nothing unless it is", () => {
    assert.equal(gain({ paid: 100n, received: 239n }, "en-GB"), "+139%");
    assert.equal(gain({ paid: 1_000n, received: 996n }, "en-GB"), "−0.4%");
    assert.equal(gain({ paid: 10_000n, received: 10_001n }, "en-GB"), "+<0.1%");
    assert.equal(gain({ paid: 10n, received: 10n }, "en-GB"), "0%");
  });
  it("gives times in the reader's zone with UTC beside", () => {
    assert.equal(utc(1801075500, "en-GB", "Europe/Berlin"), "27 Jan 2027, 19:45 CET (18:45 UTC)");
    assert.equal(utc(1801075500, "en-GB", "Asia/Tokyo"), "28 Jan 2027, 03:45 GMT+9 (27 Jan 2027, 18:45 UTC)");
    assert.equal(utc(1801075500, "en-GB", "UTC"), "27 Jan 2027, 18:45 UTC");
    assert.equal(utc(1801075500, "de-DE", "UTC"), "27 Jan 2027, 18:45 UTC", "months are words, and the words are English");
  });
  it("gives times in UTC and in words", () => {
    assert.match(utc(1801075500, "en-GB"), /27 Jan 2027.*18:45 UTC/);
    assert.equal(relative(1000 + 2 * 86_400, 1000, "en-GB"), "in 2 days");
    assert.equal(relative(1000 - 7_200, 1000, "en-GB"), "2 hours ago");
  });
  it("removes characters that hide or turn text", () => assert.equal(clean("a\u202eb\u200bc\u0000d\nе"), "abcd\nе"));
});

describe("percents", () => {
  const shown = (shares: readonly bigint[]) => shares.map((_, index) => percents(shares, "en-GB")(index));
  const WAD = 10n ** 18n;
  it("adds up as it is shown", () => {
    assert.deepEqual(shown([WAD / 3n, WAD / 3n, WAD / 3n]), ["34%", "33%", "33%"]);
    assert.deepEqual(shown([605n * 10n ** 15n, 395n * 10n ** 15n]), ["61%", "39%"]);
    assert.deepEqual(shown([603n * 10n ** 15n, 391n * 10n ** 15n, 6n * 10n ** 15n]), ["60.3%", "39.1%", "0.6%"]);
    assert.deepEqual(shown([WAD - 1n, 1n]), [">99.9%", "<0.1%"]);
    assert.deepEqual(shown([WAD, 0n]), ["100%", "0%"]);
    assert.equal(percents([605n * 10n ** 15n, 395n * 10n ** 15n], "en-GB")(0, "no"), "39%");
    assert.equal(percents([WAD - 1n, 1n], "en-GB")(0, "no"), "<0.1%");
  });
  it("does so for any market, and makes nothing of nothing", () => {
    const random = makeRandom(100);
    for (let i = 0; i < 500; i++) {
      const weights = Array.from({ length: 2 + Number(random.below(12n)) }, () => random.scale(10n ** 12n, WAD));
      const total = weights.reduce((sum, weight) => sum + weight, 0n);
      const shares = weights.map((weight) => (weight * WAD) / total);
      const texts = shown(shares);
      assert.ok(
        texts.every((text) => !/^(0|0\.0|100|100\.0)%$/.test(text)),
        texts.join(),
      );
      if (texts.some((text) => /[<>]/.test(text))) continue;
      const tenths = texts.reduce((sum, text) => sum + Math.round(Number.parseFloat(text) * 10), 0);
      assert.equal(tenths, 1_000, texts.join(" "));
    }
  });
  it("makes no hundred of prices that lack something", () => assert.deepEqual(shown([WAD / 4n, WAD / 4n]), ["25%", "25%"]));
});

describe("json", () => {
  it("keeps bigints", () => assert.deepEqual(fromJson(toJson({ a: [1n, "1", 1] })), { a: [1n, "1", 1] }));
});

describe("translator", () => {
  it("fills in values and leaves what it does not have", () => {
    assert.equal(translator()("fresh.block", { block: 7 }), "As of block 7");
    assert.equal(translator()("fresh.block"), "As of block {block}");
  });
});

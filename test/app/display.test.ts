import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { amountText } from "../../app/_lib/amountText.ts";
import { clean, compact, compactAmount, gain, limitText, money, percent, relative, utc } from "../../app/_lib/format.ts";
import { fromJson, toJson } from "../../app/_lib/json.ts";
import { translator } from "../../app/_lib/messages.ts";
import { moneyText } from "../../app/_lib/moneyText.ts";
import { percents } from "../../app/_lib/percents.ts";
import { priceImpact } from "../../app/_lib/priceImpact.ts";
import { shareOf } from "../../app/_lib/shareOf.ts";
import { distanceText, feedPriceText } from "../../app/market/[id]/_lib/feedPriceText.ts";
import { formatAmount } from "../../sdk/formatAmount.ts";
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
    assert.equal(percent(9_995n * 10n ** 14n, "en-GB"), ">99.9%");
    assert.equal(percent(99_995n * 10n ** 13n, "en-GB", 2), ">99.99%");
    for (const least of [shareOf(1e-12), shareOf(1 - 1e-12)]) assert.match(percent(least, "en-GB"), /^[<>]/);
    assert.equal(percent(3521n * 10n ** 14n, "en-GB", 2), "35.21%");
  });
  it("says what is won, never nothing unless it is", () => {
    assert.equal(gain({ paid: 100n, received: 239n }, "en-GB"), "+139%");
    assert.equal(gain({ paid: 1_000n, received: 996n }, "en-GB"), "−0.4%");
    assert.equal(gain({ paid: 10_000n, received: 10_001n }, "en-GB"), "+<0.1%");
    assert.equal(gain({ paid: 10n, received: 10n }, "en-GB"), "0%");
    assert.equal(gain({ paid: 10n, received: 0n }, "en-GB"), "−100%");
    assert.equal(gain({ paid: 1_000n, received: 4n }, "en-GB"), "−99.6%");
    assert.equal(gain({ paid: 10_000n, received: 1n }, "en-GB"), "−>99.9%");
  });
  it("writes what the indexer says as what the chain says, and neither as nothing", () => {
    const usd = "0x00000000000000000000000000000000000000aa";
    const collaterals = { usd, weth: "0x00000000000000000000000000000000000000bb" } as const;
    for (const [address, symbol] of [
      [usd, "USD"],
      [collaterals.weth, "WETH"],
    ] as const) {
      for (const decimals of [0, 6, 8, 18]) {
        const one = 10n ** BigInt(decimals);
        for (const size of [
          0n,
          1n,
          9n,
          99n,
          one / 200n,
          one / 100n,
          one - 1n,
          one,
          (9_999_999n * one) / 1_000n,
          999_950n * one,
          1n << 128n,
        ]) {
          for (const amount of [size, -size]) {
            const text = amountText({ amount: formatAmount(amount, decimals), base: String(amount) }, address, {
              collaterals,
              locale: "en-GB",
              isSigned: true,
            });
            assert.equal(text, moneyText(amount, { address, symbol, decimals }, { collaterals, locale: "en-GB", isSigned: true }));
            assert.equal(/[1-9]/.test(text), amount !== 0n, text);
          }
        }
      }
      assert.match(amountText({ amount: null, base: "-1234" }, address, { collaterals, locale: "en-GB" }), /^−1,234 base units of [A-Z]+$/);
    }
  });
  it("shortens at any size, with the sign before all", () => {
    assert.equal(compactAmount("999.95", "$"), "$1k");
    assert.equal(compactAmount("999950", "$"), "$1m");
    assert.equal(compactAmount("-1234", "$"), "−$1.2k");
    assert.equal(compactAmount(String(1n << 128n), "T"), "3.4E38 T");
  });
  it("gives an order's limit as it is signed", () => {
    assert.equal(limitText(42n * POINT, "en-GB"), "42%");
    assert.equal(limitText(4_225n * 10n ** 14n, "en-GB"), "42.25%");
    assert.equal(limitText(9_999n * 10n ** 14n, "de-DE"), "99,99%");
    assert.equal(limitText(42n * POINT, "en-GB", 1), "42.0%");
  });
  it("gives a feed's price, however small, and no distance as none", () => {
    assert.equal(feedPriceText(63_241.55, "en-GB"), "63,242");
    assert.equal(feedPriceText(1.07654, "en-GB"), "1.0765");
    assert.equal(feedPriceText(0.00001234, "en-GB"), "0.00001234");
    assert.equal(distanceText(-0.00001, "en-GB"), "<0.1%");
    assert.equal(distanceText(0.0123, "en-GB"), "1.2%");
    assert.equal(distanceText(0, "en-GB"), "0%");
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
    assert.deepEqual(
      [0, 1, 2].map((outcome) => percents([WAD / 3n, WAD / 3n, WAD / 3n], "en-GB", { digits: 1 })(outcome)),
      ["33.4%", "33.3%", "33.3%"],
    );
    assert.equal(percents([WAD - 1n, 1n], "en-GB")(0, "no"), "<0.1%");
  });
  it("does so for any market, and makes nothing of nothing", () => {
    const random = makeRandom(100);
    for (let i = 0; i < 500; i++) {
      const weights = Array.from({ length: 2 + Number(random.below(i % 10 === 0 ? 255n : 12n)) }, () => random.scale(10n ** 12n, WAD));
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
  it("keeps what is read from right to left to itself", () => {
    assert.equal(translator()("card.volume", { amount: "1.2k שקל" }), "\u20681.2k שקל\u2069 traded");
    assert.equal(translator()("card.volume", { amount: "1.2k zł" }), "1.2k zł traded");
  });
});

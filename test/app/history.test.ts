import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { activityText } from "../../app/_lib/activityText.ts";
import type { IndexedActivity, PriceSeries, ProfitDay } from "../../app/_lib/indexerTypes.ts";
import { mergeRows } from "../../app/_lib/mergeRows.ts";
import { translator } from "../../app/_lib/messages.ts";
import { moneyText } from "../../app/_lib/moneyText.ts";
import { PERIODS, pricePeriod } from "../../app/_lib/pricePeriod.ts";
import { pricePoints } from "../../app/_lib/pricePoints.ts";
import { profitCurve } from "../../app/_lib/profitCurve.ts";
import { toIndexed } from "../../app/_lib/toIndexed.ts";
import type { Token } from "../../sdk/types.ts";

const DAY = 86_400;
const hash = (digit: string) => `0x${digit.repeat(64)}` as const;
const row = (block: number, logIndex: number, more: Partial<IndexedActivity> = {}): IndexedActivity => ({
  kind: "Trade",
  source: "markets",
  marketId: "1",
  account: null,
  recipient: null,
  block,
  logIndex,
  transactionHash: hash(String(block % 10)),
  timestamp: block,
  data: {},
  ...more,
});
const places = (rows: IndexedActivity[]) => rows.map(({ block, logIndex }) => `${block}.${logIndex}`);

describe("mergeRows", () => {
  it("puts what the indexer has not seen yet before what it has", () => {
    assert.deepEqual(places(mergeRows([row(5, 0), row(4, 1)], [row(7, 2)], 6)), ["7.2", "5.0", "4.1"]);
  });

  it("shows nothing twice once the indexer has it, however the hash is written", () => {
    const own = row(7, 2, { transactionHash: hash("A") });
    assert.deepEqual(places(mergeRows([row(7, 2, { transactionHash: hash("a") })], [own], 6)), ["7.2"]);
  });

  it("keeps two events of one transaction apart", () => {
    assert.deepEqual(places(mergeRows([row(7, 1)], [row(7, 2), row(7, 1)], 6)), ["7.2", "7.1"]);
  });

  it("drops what the indexer ought to have and has not: it stands on another page, or was taken back", () => {
    assert.deepEqual(places(mergeRows([row(9, 0)], [row(7, 2)], 9)), ["9.0"]);
  });

  it("orders by place on the chain, newest first", () => {
    assert.deepEqual(places(mergeRows([row(5, 0)], [row(8, 1), row(8, 4), row(10, 0)], 6)), ["10.0", "8.4", "8.1", "5.0"]);
  });
});

describe("pricePeriod", () => {
  const now = 1_800_000_000;
  it("begins when the market does, at the earliest", () => {
    assert.deepEqual(pricePeriod("1W", { createdAt: now - 3_600, end: now, outcomes: 2 }), { from: now - 3_600, to: now, interval: "5m" });
  });

  it("takes the finest candles of which all are given", () => {
    const of = (period: (typeof PERIODS)[number], days = 365, outcomes = 2) =>
      pricePeriod(period, { createdAt: now - days * DAY, end: now, outcomes }).interval;
    assert.deepEqual(
      PERIODS.map((period) => of(period)),
      ["5m", "1h", "1h", "1d"],
    );
    assert.equal(of("All", 3), "5m");
    assert.equal(of("All", 40), "1h");
    assert.equal(of("1D", 365, 256), "1h", "256 outcomes: 156 candles");
    assert.equal(of("All", 100_000), "1d");
  });
});

describe("pricePoints", () => {
  const series: PriceSeries = {
    interval: 100,
    start: 1_000,
    initial: ["0.5", "0.5"],
    candles: [
      {
        start: 1_000,
        volume: { amount: "0.000005", base: "5" },
        trades: 1,
        outcomes: [
          { open: "0.5", high: "0.7", low: "0.5", close: "0.6" },
          { open: "0.5", high: "0.5", low: "0.3", close: "0.4" },
        ],
      },
      {
        start: 1_300,
        volume: { amount: "0.000005", base: "5" },
        trades: 1,
        outcomes: [
          { open: "0.6", high: "0.9", low: "0.6", close: "0.9" },
          { open: "0.4", high: "0.4", low: "0.1", close: "0.1" },
        ],
      },
    ],
  };
  const first = (points: { time: number; prices: number[] }[]) => points.map(({ time, prices }) => [time, prices[0]]);

  it("stands still between candles and ends at the chain's prices", () => {
    assert.deepEqual(first(pricePoints(series, { from: 900, end: 1_500, last: [0.95, 0.05] })), [
      [900, 0.5],
      [1_000, 0.5],
      [1_100, 0.6],
      [1_300, 0.6],
      [1_400, 0.9],
      [1_500, 0.95],
    ]);
  });

  it("never goes beyond its end nor back in time", () => {
    const points = pricePoints(series, { from: 1_050, end: 1_350, last: [0.9, 0.1] });
    assert.deepEqual(first(points), [
      [1_050, 0.5],
      [1_100, 0.6],
      [1_300, 0.6],
      [1_350, 0.9],
    ]);
  });

  it("is a straight line without trades", () => {
    const quiet = { ...series, candles: [] };
    assert.deepEqual(first(pricePoints(quiet, { from: 10, end: 20, last: [0.5, 0.5] })), [
      [10, 0.5],
      [20, 0.5],
    ]);
  });
});

describe("profitCurve", () => {
  const day = (index: number, realized: string, collateral = "0xAA"): ProfitDay => ({
    collateral,
    currency: { address: collateral, symbol: "USD", decimals: 6, known: true },
    day: index * DAY,
    realized: { amount: null, base: realized },
    volume: { amount: null, base: "0" },
    trades: 1,
  });

  it("sums the days of one collateral, quiet days and losses included, up to today", () => {
    const curve = profitCurve([day(5, "-30"), day(2, "100"), day(2, "999", "0xbb")], "0xaa", 6 * DAY + 7);
    assert.deepEqual(
      curve.map(({ day: at, total }) => [at / DAY, total]),
      [
        [2, 100n],
        [3, 100n],
        [4, 100n],
        [5, 70n],
        [6, 70n],
      ],
    );
  });

  it("is empty for who never traded", () => assert.deepEqual(profitCurve([], "0xaa", DAY), []));
});

describe("activityText", () => {
  const t = translator();
  const market = {
    outcomes: ["Ann", "Bob", "Cy"],
    metadata: {} as never,
    collateral: { address: hash("1") as `0x${string}`, symbol: "USD", decimals: 6 },
  };
  const collaterals = { usd: market.collateral.address };
  const manner = {
    t,
    locale: "en-GB",
    money: (amount: bigint, token: Token) => moneyText(amount, token, { collaterals, locale: "en-GB" }),
  };
  const say = (kind: string, data: Record<string, unknown>, source = "markets") =>
    activityText(row(1, 0, { kind, source, data }), market, manner);

  it("says every kind in words", () => {
    const trade = { op: "buy", side: "no", outcome: 1, positions: "2500000", collateral: "1000000" };
    assert.equal(say("Trade", trade), "bought 2.50 No on Bob for $1.00");
    assert.equal(say("Trade", { ...trade, op: "sell", side: "yes" }), "sold 2.50 Bob for $1.00");
    assert.equal(say("OrderFilled", trade), "bought 2.50 No on Bob for $1.00 by limit order");
    assert.equal(say("OrderFilled", { ...trade, op: "sell", side: "yes" }), "sold 2.50 Bob for $1.00 by limit order");
    assert.equal(say("Converted", { outcomes: [0, 2], amount: "1000000" }), "converted 1.00 No on each of Ann, Cy");
    assert.equal(say("Resolved", { payouts: ["0", "1", "0"] }), "The market was resolved: Bob");
    assert.equal(say("Proposed", { payouts: ["0", "1", "0"], bond: "50000000" }, "optimistic"), "proposed Bob with a bond of $50.00");
    assert.equal(say("RuledTooEarly", {}, "optimistic"), "Ruled too early");
  });

  it("says of a gift who got it and who gave it, to each of them", () => {
    const [giver, receiver] = ["a", "b"].map((digit) => `0x${digit.repeat(40)}`) as [string, string];
    const data = { position: "yes", outcome: 1, amount: "2500000" };
    const gift = row(1, 0, { kind: "Transfer", account: giver, recipient: receiver, data });
    const sayTo = (account?: string) => activityText(gift, market, { ...manner, ...(account && { account }) });
    assert.equal(sayTo(giver), "sent 2.50 Bob to 0xbbbb…bbbb");
    assert.equal(sayTo(receiver), "received 2.50 Bob from 0xaaaa…aaaa");
    assert.equal(sayTo(), "sent 2.50 Bob", "to nobody in particular");
  });

  it("tells a fill of a receipt once, without what the orders contract does for it", () => {
    const [orders, maker] = ["c", "d"].map((digit) => `0x${digit.repeat(40)}`) as [`0x${string}`, `0x${string}`];
    const place = { marketId: 1n, blockNumber: 7n, transactionHash: hash("7"), timestamp: 9 };
    const moved = { op: "buy", side: "yes", outcome: 0, collateral: 1_000_000n, positions: 2_000_000n } as const;
    const told = toIndexed(
      [
        { kind: "Trade", ...moved, fee: 1n, ...place, account: orders, logIndex: 1 },
        { kind: "OrderFilled", ...moved, orderHash: hash("8"), ...place, account: maker, logIndex: 2 },
        { kind: "Halted", ...place, logIndex: 3 },
      ],
      orders,
    );
    const said = told.map((each) => activityText(each, market, manner));
    assert.deepEqual(said, ["bought 2.00 Ann for $1.00 by limit order", "Trading was halted"]);
  });

  it("survives what is not what it should be", () => {
    assert.equal(say("Trade", { op: "buy", positions: "1e9", collateral: null, outcome: 99 }), "bought 0.00  for $0.00");
    assert.equal(say("Resolved", { payouts: "no list" }), "The market was resolved: ");
  });

  it("says the same of a receipt as of the indexer", () => {
    const trade = {
      kind: "Trade",
      op: "buy",
      side: "yes",
      outcome: 0,
      collateral: 1_000_000n,
      positions: 2_000_000n,
      fee: 1n,
      marketId: 1n,
      account: `0x${"AB".repeat(20)}`,
      blockNumber: 7n,
      logIndex: 2,
      transactionHash: hash("7"),
      timestamp: 9,
    } as const;
    const [own] = toIndexed([trade], undefined);
    assert.ok(own);
    assert.equal(activityText(own, market, manner), "bought 2.00 Ann for $1.00");
    assert.deepEqual([own.block, own.account], [7, `0x${"ab".repeat(20)}`]);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { axisRange } from "../../app/_lib/axisRange.ts";
import { timeLabels } from "../../app/_lib/timeLabels.ts";
import { depthOf } from "../../app/market/[id]/_lib/depthOf.ts";
import { distanceFrom } from "../../app/market/[id]/_lib/distanceFrom.ts";
import { priceAtTime } from "../../app/market/[id]/_lib/priceAtTime.ts";
import { quoteTrade } from "../../sdk/quoteTrade.ts";
import type { Market } from "../../sdk/types.ts";

const WAD = 10n ** 18n;
const near = (given: readonly number[], wanted: readonly number[]) => {
  for (const [index, value] of given.entries()) assert.ok(Math.abs(value - (wanted[index] ?? 0)) < 1e-9, `${given} is not ${wanted}`);
};

describe("axisRange", () => {
  const price = { least: 0.05, bounds: [0, 1] } as const;
  it("spans five points at least, around a price that hardly moved", () => near(axisRange(0.4, 0.401, price), [0.3755, 0.4255]));
  it("leaves room above and below what moved", () => near(axisRange(0.2, 0.6, price), [0.18, 0.62]));
  it("stays between impossible and certain, and keeps its span there", () => {
    near(axisRange(0.001, 0.002, price), [0, 0.05]);
    near(axisRange(0.999, 1, price), [0.95, 1]);
    near(axisRange(0, 1, price), [0, 1]);
  });
});

describe("priceAtTime", () => {
  const points = [
    { time: 10, prices: [0.1, 0.9] },
    { time: 20, prices: [0.3, 0.7] },
  ];
  it("stands still between trades", () => {
    assert.deepEqual(
      [5, 10, 19, 20, 99].map((time) => priceAtTime(points, time, 0)),
      [0.1, 0.1, 0.1, 0.3, 0.3],
    );
    assert.equal(priceAtTime([], 5, 0), 0);
  });
});

describe("depthOf", () => {
  const rho = 693_147_180_559_945_309n; // −ln of one half
  const market = {
    outcomes: ["Yes", "No"],
    outcomeCount: 2,
    status: "Open",
    id: 1n,
    prices: [WAD / 2n, WAD / 2n],
    rhos: [rho, rho],
    liquidity: 1_000_000_000n,
    feeRate: 0,
    collateral: { decimals: 6, symbol: "USD", address: "0x00000000000000000000000000000000000000d0" },
  } as unknown as Market;
  it("says what the contract would make of the price, both ways alike from one half", () => {
    const row = depthOf(market, 0)[1];
    assert.equal(row?.amount, 100_000_000n);
    // by the LMSR itself: after paying m for an outcome at p, 1 − p' = (1 − p) e^(−m/b)
    assert.ok(Math.abs(Number(row?.up) / 1e18 - (1 - 0.5 * Math.exp(-0.1))) < 1e-6);
    assert.ok(Math.abs(Number(row?.down) / 1e18 - 0.5 * Math.exp(-0.1)) < 1e-6);
  });
  it("leaves out what the market would not take", () => {
    const rows = depthOf({ ...market, liquidity: 1_000_000n } as Market, 0);
    assert.equal(rows.at(-1)?.up, undefined);
    assert.throws(() => quoteTrade({ op: "buy", side: "yes", liquidity: 1_000_000n, rho, feeRate: 0, amount: 10_000_000_000n }));
  });
});

describe("distanceFrom", () => {
  it("is a part of the strike", () => {
    assert.equal(distanceFrom(150_000, 75_000), -0.5);
    assert.equal(distanceFrom(100, 125), 0.25);
    assert.equal(distanceFrom(100, 100), 0);
    assert.equal(distanceFrom(0, 5), undefined);
  });
});

describe("timeLabels", () => {
  const from = Date.parse("2027-01-27T23:59:30Z") / 1000;
  const marks = (start: number, step: number, count: number) => Array.from({ length: count }, (_, index) => start + index * step);
  it("gives seconds within a few minutes, and never the same time twice in a row", () => {
    assert.deepEqual(timeLabels(marks(from, 15, 3), "en-GB"), ["23:59:30", "23:59:45", "28 Jan"]);
    assert.deepEqual(timeLabels(marks(from, 0.5, 3), "en-GB"), ["23:59:30", "", "23:59:31"]);
    assert.deepEqual(timeLabels([from], "en-GB"), ["23:59:30"]);
  });
  it("gives hours within a day, days within more", () => {
    assert.deepEqual(timeLabels(marks(from + 30 - 7_200, 3_600, 4), "en-GB"), ["22:00", "23:00", "28 Jan", "01:00"]);
    assert.deepEqual(timeLabels(marks(from + 30, 86_400, 2), "en-GB"), ["28 Jan", "29 Jan"]);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bucketsOf } from "../../indexer/api/bucketsOf.ts";

const E = 10n ** 18n;
const rho = (price: number) => -Math.log(price) * 1e18;
const near = (given: number, expected: number) => assert.ok(Math.abs(given - expected) < 1e6, `${given} is not ${expected}`);
const quiet = { volume: 5n, trades: 1 };
const still = (start: number, sigma: bigint) => ({
  start,
  sigmaOpen: sigma,
  sigmaLow: sigma,
  sigmaHigh: sigma,
  sigmaClose: sigma,
  ...quiet,
});

describe("bucketsOf", () => {
  it("moves an outcome that nobody traded with the pool, by its offset", () => {
    const move = { start: 3_600, sigmaOpen: 3n * E, sigmaLow: 2n * E, sigmaHigh: 5n * E, sigmaClose: 4n * E, volume: 7n, trades: 2 };
    const buckets = bucketsOf([move], { offsets: [0n, E, 2n * E], traded: new Map(), seconds: 3_600 });
    assert.deepEqual(buckets.get(3_600), {
      volume: 7n,
      trades: 2,
      outcomes: [
        { open: 3e18, low: 2e18, high: 5e18, close: 4e18 },
        { open: 2e18, low: 1e18, high: 4e18, close: 3e18 },
        { open: 1e18, low: 0, high: 3e18, close: 2e18 },
      ],
    });
  });

  it("gives a traded outcome its own extremes, and its new offset to what follows", () => {
    const first = { start: 0, sigmaOpen: 3n * E, sigmaLow: 3n * E, sigmaHigh: 4n * E, sigmaClose: 4n * E, ...quiet };
    const own = { offsetClose: 2n * E, rhoLow: (3n * E) / 2n, rhoHigh: (5n * E) / 2n };
    const buckets = bucketsOf([first, still(300, 4n * E)], {
      offsets: [E, E, E],
      traded: new Map([[0, new Map([[1, own]])]]),
      seconds: 300,
    });
    assert.deepEqual(buckets.get(0)?.outcomes[1], { open: 2e18, low: 1.5e18, high: 2.5e18, close: 2e18 });
    assert.deepEqual(buckets.get(0)?.outcomes[0], { open: 2e18, low: 2e18, high: 3e18, close: 3e18 });
    assert.equal(buckets.get(300)?.outcomes[1]?.open, 2e18);
    assert.equal(buckets.get(300)?.outcomes[0]?.open, 3e18);
  });

  it("puts hours together to a day: first open, last close, the extremes, the sums", () => {
    const day = 86_400;
    const at = (hour: number, open: bigint, close: bigint) => {
      const [low, high] = open < close ? [open, close] : [close, open];
      return { start: day + hour * 3_600, sigmaOpen: open * E, sigmaLow: low * E, sigmaHigh: high * E, sigmaClose: close * E, ...quiet };
    };
    const moves = [at(0, 3n, 6n), at(5, 6n, 2n), at(23, 2n, 4n), at(24, 4n, 5n)];
    const buckets = bucketsOf(moves, { offsets: [0n, 0n, 0n], traded: new Map(), seconds: day });
    assert.deepEqual([...buckets.keys()], [day, 2 * day]);
    assert.deepEqual(buckets.get(day)?.outcomes[0], { open: 3e18, low: 2e18, high: 6e18, close: 4e18 });
    assert.deepEqual([buckets.get(day)?.volume, buckets.get(day)?.trades], [15n, 3]);
    assert.deepEqual([buckets.get(2 * day)?.volume, buckets.get(2 * day)?.trades], [5n, 1]);
  });

  it("shows each trade of a binary market in both prices: they sum to one", () => {
    // outcome 0 goes from 50% up to 80% and back to 60%; outcome 1 is not traded itself
    const half = BigInt(Math.round(rho(0.5)));
    const sigma = (price: number) => BigInt(Math.round(rho(1 - price))); // what outcome 1, of offset 0, is at
    const move = { start: 0, sigmaOpen: half, sigmaLow: half, sigmaHigh: sigma(0.8), sigmaClose: sigma(0.6), ...quiet };
    const close = sigma(0.6) - BigInt(Math.round(rho(0.6)));
    const own = { offsetClose: close, rhoLow: BigInt(Math.round(rho(0.8))), rhoHigh: half };
    const outcomes = bucketsOf([move], { offsets: [0n, 0n], traded: new Map([[0, new Map([[0, own]])]]), seconds: 300 }).get(0)?.outcomes;
    near(outcomes?.[0]?.low as number, rho(0.8));
    near(outcomes?.[1]?.high as number, rho(0.2));
    near(outcomes?.[1]?.close as number, rho(0.4));
    near(outcomes?.[0]?.close as number, rho(0.6));
  });
});

import type { ChainFailure } from "./chainFailure.ts";
import { createStore } from "./store.ts";

/** Blocks may be dated some seconds ahead without anybody having skipped time. */
const CLOCK_SKEW = 30;
/** Two readings of the clocks differ by a moment: that is no news. */
const NEWS = 10;

const latest = createStore(0n);
const ahead = createStore(0);
const failure = createStore<ChainFailure | null>(null);
let readAt = 0;
let known = 0n;

/** The block that the page speaks of, and when (milliseconds) the chain was last heard of, which is no news by itself. */
export const freshness = {
  block: latest.get,
  subscribe: latest.subscribe,
  readAt: () => readAt,
  /** Never goes back: of two answers that cross on their way the older one says nothing new. */
  set(block: bigint) {
    readAt = Date.now();
    latest.set(later(block, latest.get()));
    freshness.hearOf(Number(block));
  },
  /** A block that has been told of: nothing that is read from now on may be older. */
  hearOf(block: number) {
    if (Number.isSafeInteger(block)) known = later(BigInt(block), known);
  },
  known: () => known,
};

/** Whether the page's last reading of the chain failed, and why. */
export const chainFailure = { get: failure.get, subscribe: failure.subscribe, set: failure.set };

function later(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** Seconds by which the chain's clock is ahead of this one, as somebody who skips time makes it. */
export const clockAhead = {
  get: ahead.get,
  subscribe: ahead.subscribe,
  set(timestamp: number) {
    const seconds = timestamp - Math.floor(Date.now() / 1000);
    const next = seconds > CLOCK_SKEW ? seconds : 0;
    if (Math.abs(next - ahead.get()) > NEWS) ahead.set(next);
  },
};

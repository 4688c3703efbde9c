/** Blocks may be dated some seconds ahead without anybody having skipped time. */
const CLOCK_SKEW = 30;
/** Two readings of the clocks differ by a moment: that is no news. */
const NEWS = 10;

function store<T>(first: T) {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    put(next: T) {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const NEVER = { block: 0n, readAt: 0 };
const latest = store(NEVER);
const ahead = store(0);
let known = 0n;

/** The block that the page speaks of, and when (milliseconds) the chain was last heard of it. */
export const freshness = {
  get: latest.get,
  getOnServer: () => NEVER,
  subscribe: latest.subscribe,
  /** Never goes back: of two answers that cross on their way the older one says nothing new. */
  set(block: bigint) {
    latest.put({ block: later(block, latest.get().block), readAt: Date.now() });
    freshness.hearOf(Number(block));
  },
  /** A block that has been told of: nothing that is read from now on may be older. */
  hearOf(block: number) {
    if (Number.isSafeInteger(block)) known = later(BigInt(block), known);
  },
  known: () => known,
};

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
    if (Math.abs(next - ahead.get()) > NEWS) ahead.put(next);
  },
};

/** −ln of a price, open, high, low and close: the high of the price is the low of this. */
export interface Stretch {
  open: number;
  low: number;
  high: number;
  close: number;
}

/** Some time in a market: what was traded in it, and how the price of each outcome moved. */
export interface Bucket {
  volume: bigint;
  trades: number;
  outcomes: Stretch[];
}

/** The pool's movement in a stored interval, scaled by 1e18. */
interface PoolMove {
  /** Unix seconds. */
  start: number;
  sigmaOpen: bigint;
  sigmaLow: bigint;
  sigmaHigh: bigint;
  sigmaClose: bigint;
  volume: bigint;
  trades: number;
}

/** The movement of an outcome that was traded in it: −ln of its price at the extremes, and the offset that the last trade left. */
interface OutcomeMove {
  offsetClose: bigint;
  rhoLow: bigint;
  rhoHigh: bigint;
}

/**
 * The pool's stored movements as candles of `seconds`, by their start: an outcome that was traded has its own extremes, the
 * others move with the pool. `moves` oldest first, `offsets` of all outcomes before the first of them, `traded` by the start of
 * the move and the outcome. In floating point, for display.
 */
export function bucketsOf(
  moves: readonly PoolMove[],
  options: { offsets: readonly bigint[]; traded: ReadonlyMap<number, ReadonlyMap<number, OutcomeMove>>; seconds: number },
): Map<number, Bucket> {
  const offsets = [...options.offsets];
  const buckets = new Map<number, Bucket>();
  for (const move of moves) {
    const traded = options.traded.get(move.start);
    const outcomes = offsets.map((offset, outcome): Stretch => {
      const own = traded?.get(outcome);
      const open = Number(move.sigmaOpen - offset);
      if (!own) {
        const at = (sigma: bigint) => Number(sigma - offset);
        return { open, low: at(move.sigmaLow), high: at(move.sigmaHigh), close: at(move.sigmaClose) };
      }
      offsets[outcome] = own.offsetClose;
      const close = Number(move.sigmaClose - own.offsetClose);
      return { open, low: Math.min(open, Number(own.rhoLow), close), high: Math.max(open, Number(own.rhoHigh), close), close };
    });
    if (outcomes.length === 2 && traded) mirror(outcomes, traded);
    const start = floor(move.start, options.seconds);
    const before = buckets.get(start);
    const now = { volume: move.volume, trades: move.trades, outcomes };
    buckets.set(start, before ? join(before, now) : now);
  }
  return buckets;
}

/** The beginning of the interval of that length that a time is in. */
export function floor(time: number, seconds: number): number {
  return time - (time % seconds);
}

/** The two prices of a binary market sum to one, so that each trade is a trade of both. */
function mirror(outcomes: Stretch[], traded: ReadonlyMap<number, unknown>): void {
  const other = (rho: number) => -Math.log1p(-Math.exp(-rho / 1e18)) * 1e18;
  const [first, second] = outcomes.map((each) => ({ ...each }));
  const widen = (mine: Stretch, its: Stretch, isTraded: boolean, isOtherTraded: boolean) => {
    if (!isOtherTraded) return;
    const [low, high] = [other(its.high), other(its.low)];
    mine.low = isTraded ? Math.min(mine.low, low) : Math.min(mine.open, mine.close, low);
    mine.high = isTraded ? Math.max(mine.high, high) : Math.max(mine.open, mine.close, high);
  };
  widen(outcomes[0], second, traded.has(0), traded.has(1));
  widen(outcomes[1], first, traded.has(1), traded.has(0));
}

function join(a: Bucket, b: Bucket): Bucket {
  const outcomes = a.outcomes.map((each, index) => {
    const next = b.outcomes[index];
    return { open: each.open, low: Math.min(each.low, next.low), high: Math.max(each.high, next.high), close: next.close };
  });
  return { volume: a.volume + b.volume, trades: a.trades + b.trades, outcomes };
}

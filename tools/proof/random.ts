/** A small seeded generator (mulberry32), so that a failure can be repeated. */
export function makeRandom(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: bigint): bigint => {
    let value = 0n;
    for (let bits = 1n; bits < limit * 65536n; bits <<= 32n) value = (value << 32n) | BigInt(Math.floor(next() * 4294967296));
    return value % limit;
  };
  return {
    next,
    /** From 0 to `limit` − 1. */
    below,
    pick: <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T,
    /** Log-uniform from `low` to `high`, both above zero. */
    scale: (low: bigint, high: bigint): bigint => {
      const value = BigInt(Math.round(Math.exp(Math.log(Number(low)) + next() * (Math.log(Number(high)) - Math.log(Number(low))))));
      return value < low ? low : value > high ? high : value;
    },
  };
}

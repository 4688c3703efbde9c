export const HALF_LIFE = 6 * 3600;
export const UNTRADED = 64; // half-lives: a market without a trade stands below all that had one of late, the newer the higher

/**
 * What a market's trades come to when each loses half of its weight in six hours, as a logarithm from which the time has been
 * taken out: log2(Σ volume · 2^(time / 6 h)). So it stands still between trades, and orders markets at any time.
 */
export function trendAtCreation(time: number): number {
  return rounded(time / HALF_LIFE - UNTRADED);
}

export function trendAfter(before: number, trade: { volume: bigint; timestamp: number }): number {
  const now = trade.timestamp / HALF_LIFE;
  return rounded(now + Math.log2(2 ** (before - now) + Number(trade.volume)));
}

/** So that what a logarithm's last digit is on a machine makes no difference to the order. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

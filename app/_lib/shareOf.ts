/** A price from 0 to 1 that came as a number, scaled by 1e18: to as many digits as such numbers hold, for the least is not nothing. */
export function shareOf(price: number): bigint {
  return BigInt(Math.round(price * 1e15)) * 1_000n;
}

import { encodePacked, type Hex, keccak256 } from "viem";

/**
 * The hash of an answer as disputes name it: the same for all payouts that pay the same fractions ([1, 0] and [2, 0]), being
 * that of the payouts divided by their greatest common divisor. Of "too early", which pays nothing: give no payouts.
 */
export function answerHash(payouts: readonly bigint[]): Hex {
  const divisor = payouts.reduce(gcd, 0n);
  return vectorHash(divisor === 0n ? payouts : payouts.map((payout) => payout / divisor));
}

/** The hash of a payout vector as it stands: what Reality.eth is told, and the votes of committees. */
export function vectorHash(payouts: readonly bigint[]): Hex {
  return keccak256(encodePacked(["uint64[]"], [payouts]));
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

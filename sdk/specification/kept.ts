/** The largest bond, liquidity or token amount that the contracts keep, in base units: 88 bits. */
export const MOST_KEPT = 2n ** 88n - 1n;

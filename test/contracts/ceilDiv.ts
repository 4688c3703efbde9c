/** Rounds up; both above or at zero. */
export const ceilDiv = (x: bigint, y: bigint): bigint => (x + y - 1n) / y;

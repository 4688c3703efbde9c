import { PresageError } from "./errors.ts";
import { divUp, RATE_UNIT } from "./lmsr.ts";

/** How much worse than its quote a trade may turn out unless told: 1%, in 1e-4. */
export const DEFAULT_TOLERANCE = 100;
/** Half of the quote, in 1e-4: beyond it a limit protects nothing. */
export const MAX_TOLERANCE = 5_000;

/** The least to accept of a quoted `amount`, in base units, rounded up: never less than the tolerance (1e-4) says. */
export function atLeast(amount: bigint, tolerance: number): bigint {
  return divUp(amount * (RATE_UNIT - checked(tolerance)), RATE_UNIT);
}

/** The most to pay for a quoted `amount`, in base units, rounded down: never more than the tolerance (1e-4) says. */
export function atMost(amount: bigint, tolerance: number): bigint {
  return (amount * (RATE_UNIT + checked(tolerance))) / RATE_UNIT;
}

function checked(tolerance: number): bigint {
  if (Number.isInteger(tolerance) && tolerance >= 0 && tolerance <= MAX_TOLERANCE) return BigInt(tolerance);
  throw new PresageError({ code: "InvalidTolerance", details: { tolerance, maximum: MAX_TOLERANCE } });
}

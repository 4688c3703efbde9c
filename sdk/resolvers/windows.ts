/** The smallest window that any resolver accepts, in seconds. (What its contracts know, `MarketResolver.sol`.) */
export const MIN_WINDOW = 60;
/** The time in which somebody must find it possible to answer, in seconds. */
export const ANSWER_TIME = 3 * 86_400;
/** The time that anyone has to finalize before anyone can void, in seconds. */
export const FINALIZE_TIME = 86_400;

/**
 * The earliest `resolveBy` with which a resolver registers a market, in Unix seconds: from the moment at which the answer is
 * due it leaves the time to answer, two whole rounds (one may end without an answer), grace, and the time to finalize.
 */
export function earliestResolveByOf({ from, round, grace = 0 }: { from: number; round: number; grace?: number }): number {
  return from + ANSWER_TIME + 2 * round + grace + FINALIZE_TIME;
}

/** The last second at which an answer can be given, in Unix seconds, if it takes `round` seconds until it can be finalized. */
export function lastAnswerAt({ resolveBy, round }: { resolveBy: number; round: number }): number {
  return resolveBy - FINALIZE_TIME - round;
}

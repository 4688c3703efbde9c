import { readHead } from "./head.ts";
import type { Readiness } from "./schemas.ts";
import { isReady, readSnapshot } from "./snapshot.ts";
import { hasReadTokenLists } from "./tokens.ts";

const MAX_LAG = 2; // blocks; the chain goes on while the answer is made

/** How far the tables are behind the chain; what they hold is as of its block whether the chain answers or not. */
export async function readiness(): Promise<Readiness> {
  try {
    const head = await readHead().catch(() => null);
    const { asOf, result: isFollowing } = await readSnapshot(isReady);
    if (head === null) return { ready: false, asOf, head, lag: null, reason: "The chain does not answer" };
    const lag = head - asOf.block;
    const isCaughtUp = lag <= MAX_LAG && isFollowing;
    if (isCaughtUp && !hasReadTokenLists()) return { ready: false, asOf, head, lag, reason: "The token lists are being read" };
    const reason = isCaughtUp ? null : `${lag} blocks behind`;
    if (lag < -MAX_LAG) return { ready: false, asOf, head, lag, reason: "The chain is behind what was indexed: it began anew" };
    return { ready: isCaughtUp, asOf, head, lag, reason };
  } catch (error) {
    return { ready: false, asOf: null, head: null, lag: null, reason: error instanceof Error ? error.message : String(error) };
  }
}

import { isFinal } from "../../../sdk/status.ts";
import type { AccountMarket } from "../../_lib/indexerTypes.ts";
import type { OpenRow } from "./sectionsOf.ts";

export interface ClosedRow {
  marketId: string;
  question: string;
  /** All that was paid in the market; undefined where no history is known. */
  paid?: bigint;
  /** What came back and what still comes. */
  pays: bigint;
  /** The part of it that waits to be redeemed. */
  waiting: bigint;
}

/**
 * Final markets of an account, newest first: what was paid and what it pays, kept after it was redeemed. What waits is
 * read from the chain, which may have decided a market before the history has heard of it.
 */
export function closedRows(ledgers: readonly AccountMarket[], unredeemed: readonly OpenRow[]): ClosedRow[] {
  const waiting = new Map<string, { question: string; amount: bigint }>();
  for (const { market, worth } of unredeemed) {
    const id = String(market.id);
    waiting.set(id, { question: market.metadata.question, amount: (waiting.get(id)?.amount ?? 0n) + worth });
  }
  const known = ledgers
    .filter(({ status, marketId }) => isFinal(status) || waiting.has(marketId))
    .map(({ marketId, question, paid, received }) => {
      const amount = waiting.get(marketId)?.amount ?? 0n;
      waiting.delete(marketId);
      return { marketId, question, paid: BigInt(paid.base), pays: BigInt(received.base) + amount, waiting: amount };
    });
  const unknown = [...waiting].map(([marketId, { question, amount }]) => ({ marketId, question, pays: amount, waiting: amount }));
  return [...unknown, ...known].sort((a, b) => Number(BigInt(b.marketId) - BigInt(a.marketId)));
}

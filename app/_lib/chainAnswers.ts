import type { Activity } from "../../sdk/activity.ts";
import type { Claim, Claims } from "../../sdk/claimsOf.ts";
import type { Due } from "../../sdk/getDue.ts";
import type { Holding } from "../../sdk/getHoldings.ts";
import type { Resolution } from "../../sdk/resolution.ts";
import type { Market } from "../../sdk/types.ts";

export type PlainClaim = Pick<Claim, "kind" | "marketId" | "amount" | "token">;

export interface Head {
  block: bigint;
  /** Unix seconds. */
  timestamp: number;
}

/** What `/api/chain` answers, by what is asked. */
export interface ChainAnswers {
  head: Head;
  markets: Market[];
  market: { market: Market; head: Head };
  resolution: Resolution;
  activity: Activity[];
  /** What a price-feed market's feed says now, in its own decimals; null of other markets. */
  feed: { price: bigint; updatedAt: number } | null;
  due: { due: Due[]; unreadable: { market: Market; reason: string }[] };
  holdings: Holding[];
  claims: {
    claims: PlainClaim[];
    totals: Claims["totals"];
    /** What would fail now, and why. */
    failed: { claim: PlainClaim; reason: string }[];
  };
  balance: bigint;
}

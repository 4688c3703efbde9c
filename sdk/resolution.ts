import type { Address, Hash, Hex } from "viem";
import type { CommitteePolicy } from "./encodeCommitteePolicy.ts";
import type { OptimisticPolicy } from "./encodeOptimisticPolicy.ts";

/** Where a market stands with its resolver, in the resolvers' words and order; each interface says who can act. */
export const optimisticStates = [
  "None",
  "Waiting",
  "Proposable",
  "Proposed",
  "Finalizable",
  "Disputed",
  "Refundable",
  "Expired",
  "Final",
] as const;
export const committeeStates = ["None", "Waiting", "Voting", "Proposed", "Finalizable", "Expired", "Final"] as const;
export const priceFeedStates = ["None", "Waiting", "Due", "Final"] as const;
export const umaStates = ["None", "Waiting", "Assertable", "Expired", "Final"] as const;
export const realityStates = ["None", "Waiting", "Open", "Answered", "Arbitration", "Finalizable", "TooSoon", "Invalid", "Final"] as const;
export const priceKinds = ["strike", "bands", "scalar"] as const;

export type OptimisticState = (typeof optimisticStates)[number];
export type CommitteeState = (typeof committeeStates)[number];
export type PriceFeedState = (typeof priceFeedStates)[number];
export type UmaState = (typeof umaStates)[number];
export type RealityState = (typeof realityStates)[number];

/** The latest proposal to an optimistic resolver. Amounts in base units, times in Unix seconds. */
export interface Proposal {
  /** Names the proposal in disputes and rulings. */
  id: Hex;
  round: number;
  proposer: Address;
  /** Undefined if nobody disputed it. */
  disputer?: Address;
  /** What the proposer paid, and what a disputer pays. */
  bond: bigint;
  /** End of the running window: of the liveness, or of the arbiter's time once disputed. */
  deadline: number;
  payouts: readonly bigint[];
}

/** Something that happened at the resolver: its event's name and arguments, evidence and texts included (hostile text). */
export interface ResolutionEvent {
  kind: string;
  args: Readonly<Record<string, unknown>>;
  blockNumber: bigint;
  transactionHash: Hash;
  timestamp: number;
}

export type PriceFeedPolicy = {
  /** Whoever controls it decides the market. */
  feed: Address;
  /** The zero address for none. */
  sequencerFeed: Address;
  gracePeriod: number;
  settlesAt: number;
  maxDelay: number;
  kind: (typeof priceKinds)[number];
  /** Whether a price exactly on a bound counts as below it. */
  strict: boolean;
  /** In the feed's own units. */
  bounds: readonly bigint[];
};

export interface UmaPolicy {
  currency: Address;
  bond: bigint;
  liveness: bigint;
  earlyAssertions: boolean;
}

export interface RealityPolicy {
  arbitrator: Address;
  timeout: number;
  minBond: bigint;
  templateId: number;
  earlyAnswers: boolean;
  question: string;
}

interface Common {
  /** Unix seconds: the first second at which time alone ends the state; zero if it lasts until somebody acts. */
  until: number;
  /** Everything that happened at the resolver for this market, clarifications (`Clarified`) included, oldest first. */
  history: ResolutionEvent[];
}

/** How a market is decided, and where it stands. */
export type Resolution =
  | (Common & {
      kind: "optimistic";
      policy: OptimisticPolicy;
      state: OptimisticState;
      /** What a proposal costs now. */
      bond: bigint;
      /** The first and the last second at which a proposal is accepted; the first is zero if early ones are. */
      window: { earliest: number; latest: number };
      proposal?: Proposal;
    })
  | (Common & {
      kind: "committee";
      policy: CommitteePolicy;
      state: CommitteeState;
      /** The answer that has enough votes, and from when it can be finalized. */
      proposal?: { payouts: readonly bigint[]; deadline: number };
    })
  | (Common & { kind: "priceFeed"; policy: PriceFeedPolicy; state: PriceFeedState })
  | (Common & { kind: "uma"; policy: UmaPolicy; state: UmaState; oracle: Address; bond: bigint })
  | (Common & { kind: "reality"; policy: RealityPolicy; state: RealityState; reality: Address; questionId: Hex })
  /** Not a resolver of this deployment: nothing is known about it. */
  | { kind: "unknown" };

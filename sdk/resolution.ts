import type { Address, Hash, Hex } from "viem";
import type { CommitteePolicy } from "./encodeCommitteePolicy.ts";
import type { OptimisticPolicy } from "./encodeOptimisticPolicy.ts";
import type { Token } from "./types.ts";

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

/** What can be done next in a resolution, in the words of `presage resolve`. */
export type StepAction =
  | "propose"
  | "dispute"
  | "rule"
  | "ruleTooEarly"
  | "vote"
  | "withdrawVote"
  | "assert"
  | "answer"
  | "arbitrate"
  | "reopen"
  | "settle"
  | "finalize"
  | "void";

/** An amount that a step takes beside gas. The zero address is the chain's own coin. */
export interface Cost {
  amount: bigint;
  token: Token;
}

/** A step that is possible now or later in the present state: what, who, from when, until when, at what cost. */
export interface Step {
  action: StepAction;
  who: "anyone" | "arbiter" | "member" | "voter" | "arbitrator";
  /** Who that is, where they are named. */
  accounts?: readonly Address[];
  /** Unix seconds: the first at which it is possible. */
  from: number;
  /** Unix seconds: the first at which it is too late; undefined if it stays possible until somebody acts. */
  until?: number;
  /** What it takes: bonds come back to whoever is right. */
  cost?: Cost;
  /** The proposal, assertion or question that it is about. */
  about?: Hex;
  /** Possible at the block that was read. */
  isOpen: boolean;
  /** The market waits for it: it belongs into a queue of what is due. A dispute is open, never due. */
  isDue: boolean;
}

/** What any single stranger can bring about if everybody else stays silent for ever. */
export interface Fallback {
  /** `finalize`: the answer that stands pays. `refund`: bonds go back, then it is void. `void`: the initial odds pay. */
  kind: "finalize" | "refund" | "void";
  /** Unix seconds from which it is possible. */
  at: number;
  /** What would be paid, if it is known. */
  payouts?: readonly bigint[];
}

/** An entry of a resolution's timeline, whatever the resolver. All text is a stranger's. */
export interface TimelineEntry {
  /** The event's name in the contract that emitted it, such as `Proposed`, `Asserted`, `LogNewAnswer`, `Voided`. */
  kind: string;
  /** Who did it, or to whom it happened, where the event says so. */
  account?: Address;
  payouts?: readonly bigint[];
  /** A bond that was paid, or an amount that was credited. */
  cost?: Cost;
  evidence?: { uri: string; hash: Hex };
  /** The end of the window that it opened, Unix seconds. */
  deadline?: number;
  /** A clarification. */
  text?: string;
  /** The price that settled a market, in the feed's units. */
  price?: bigint;
  /** The proposal, assertion or question that it is about. */
  about?: Hex;
  blockNumber: bigint;
  logIndex: number;
  transactionHash: Hash;
  timestamp: number;
}

/** An assertion at UMA's oracle that was made for a market. */
export interface Assertion {
  id: Hex;
  asserter: Address;
  payouts: readonly bigint[];
  bond: bigint;
  /** The first second at which it cannot be disputed any more. */
  deadline: number;
  disputer?: Address;
  /** Running: can be disputed. Voting: UMA's voters decide. Finalizable: anyone brings its result to the market. */
  state: "Running" | "Voting" | "Finalizable" | "True" | "Rejected";
}

/** The answer that stands at Reality.eth. */
export interface RealityAnswer {
  /** As it was given: an index, a hash of a payout vector, or one of two special values. */
  value: Hex;
  meaning: "outcome" | "vector" | "tooSoon" | "invalid";
  /** Unknown for a hash that is none of an equal split. */
  payouts?: readonly bigint[];
  bond: bigint;
  deadline: number;
}

/** The round that settles a market: the first that counts, and the proof that no earlier phase has one. */
export interface SettlingRound {
  roundId: bigint;
  lastRounds: readonly bigint[];
  price: bigint;
  updatedAt: number;
  payouts: readonly bigint[];
}

interface Common {
  /** Unix seconds: the first second at which time alone ends the state; zero if it lasts until somebody acts. */
  until: number;
  /** Unix seconds of the block that this was read at. */
  now: number;
  /** Everything that happened at the resolver for this market, clarifications (`Clarified`) included, oldest first. */
  history: ResolutionEvent[];
  /** The same for display, with what happened at the oracle and in the market itself. */
  timeline: TimelineEntry[];
  /** What can be done next, in the order of need: what is due first. */
  steps: Step[];
  /** Undefined once the market is final. */
  fallback?: Fallback;
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
      /** The votes that stand. */
      votes: { member: Address; payouts: readonly bigint[] }[];
    })
  | (Common & {
      kind: "priceFeed";
      policy: PriceFeedPolicy;
      state: PriceFeedState;
      feedDecimals: number;
      /** The feed's phase at the market's creation. */
      startPhase: number;
      /** Undefined as long as there is none, or the market is not due. */
      round?: SettlingRound;
      /** Why a due market cannot be settled yet. `never`: no round came in time, the market falls to void. */
      waitsFor?: "round" | "sequencer" | "phase" | "never";
      /** Unix seconds: the first at which time alone ends the wait; undefined while the sequencer is down, and for `never`. */
      waitsUntil?: number;
    })
  | (Common & {
      kind: "uma";
      policy: UmaPolicy;
      state: UmaState;
      oracle: Address;
      /** What an assertion costs now, in `currency`. */
      bond: bigint;
      currency: Token;
      assertions: Assertion[];
    })
  | (Common & {
      kind: "reality";
      policy: RealityPolicy;
      state: RealityState;
      reality: Address;
      questionId: Hex;
      answer?: RealityAnswer;
      /** The smallest bond of the next answer, in wei. */
      nextBond: bigint;
      /** What the arbitrator asks for; undefined if it does not say. */
      arbitrationFee?: bigint;
    })
  /** Not a resolver of this deployment: nothing is known about it but that anyone voids from `resolveBy`. */
  | (Common & { kind: "unknown"; state: "unknown" });

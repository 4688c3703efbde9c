import type { Address, Hex } from "viem";
import type { Moment } from "../reading.ts";
import type { Answer } from "../step.ts";
import type { OptimisticPolicy } from "./policy.ts";

/** In the contract's order; `IOptimisticResolver.sol` says who can act in each. */
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
export type OptimisticState = (typeof optimisticStates)[number];

/** The latest proposal. Amounts in base units, times in Unix seconds. */
export interface Proposal {
  /** Names the proposal in disputes and rulings. */
  id: Hex;
  round: number;
  proposer: Address;
  /** Undefined if nobody disputed it. */
  disputer?: Address;
  /** What the disputer holds to be right. */
  disputerAnswer?: Exclude<Answer, "invalid">;
  /** What the proposer paid, and what a disputer pays. */
  bond: bigint;
  /** End of the running window: of the liveness, or of the arbiter's time once disputed. */
  deadline: number;
  payouts: readonly bigint[];
}

/** The court behind an arbiter that is this deployment's `Erc792Arbiter`, and where the disputed proposal stands there. */
export interface Court {
  /** The adapter: the policy's arbiter. */
  adapter: Address;
  /** The court itself. */
  arbitrator: Address;
  /** What asking it costs now, in wei; undefined if it does not say. */
  cost?: bigint;
  /** The court's number for the dispute; undefined until somebody asks. */
  disputeId?: bigint;
  /** What it costs now to have the dispute judged again, in wei; undefined while the court does not accept that. */
  appealCost?: bigint;
  /** What it ruled, see `courtChoice`; undefined until it has. */
  ruling?: bigint;
}

/** How a market with an optimistic resolver is decided, and where it stands. */
export interface OptimisticSituation extends Moment {
  kind: "optimistic";
  policy: OptimisticPolicy;
  state: OptimisticState;
  /** What a proposal costs now. */
  bond: bigint;
  /** The first and the last second at which a proposal is accepted; the first is zero if early ones are. */
  window: { earliest: number; latest: number };
  proposal?: Proposal;
  court?: Court;
}

import type { Address, Hex } from "viem";
import type { Moment } from "../reading.ts";
import type { RealityPolicy } from "./policy.ts";

/** In the contract's order; `IRealityResolver.sol` says who can act in each. */
export const realityStates = [
  "None",
  "Waiting",
  "Open",
  "Answered",
  "Arbitration",
  "Finalizable",
  "Vector",
  "TooSoon",
  "Invalid",
  "Final",
] as const;
export type RealityState = (typeof realityStates)[number];

/** The answer that stands at Reality.eth. */
export interface RealityAnswer {
  /** As it was given: an outcome in the template's way, a hash of a payout vector, or one of two special values. */
  value: Hex;
  meaning: "outcome" | "vector" | "tooSoon" | "invalid";
  /** Unknown for a hash that is none of an equal split. */
  payouts?: readonly bigint[];
  bond: bigint;
  deadline: number;
}

/** How a market at Reality.eth is decided, and where it stands. */
export interface RealitySituation extends Moment {
  kind: "reality";
  policy: RealityPolicy;
  state: RealityState;
  reality: Address;
  questionId: Hex;
  /** The whole text of the question as it stands at Reality.eth (hostile text). */
  questionText: string;
  answer?: RealityAnswer;
  /** The smallest bond of the next answer, in wei. */
  nextBond: bigint;
  /** What the arbitrator asks for; undefined if it does not say. */
  arbitrationFee?: bigint;
}

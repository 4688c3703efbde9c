import type { Address } from "viem";
import type { Moment } from "../reading.ts";
import type { PriceFeedPolicy } from "./policy.ts";

/** In the contract's order; `IPriceFeedResolver.sol` says who can act in each. */
export const priceFeedStates = ["None", "Waiting", "Due", "Final"] as const;
export type PriceFeedState = (typeof priceFeedStates)[number];

/** The round that settles a market: the first that counts, and the proof that no earlier phase has one. */
export interface SettlingRound {
  roundId: bigint;
  lastRounds: readonly bigint[];
  price: bigint;
  updatedAt: number;
  payouts: readonly bigint[];
}

/** The rollup's sequencer, where the policy makes settling wait for it. */
export interface Sequencer {
  feed: Address;
  /** Seconds that it must have been up again. */
  gracePeriod: number;
  /** Unix seconds: from here on it is not asked any more. */
  countsUntil: number;
}

/** How a market on a price feed is decided, and where it stands. */
export interface PriceFeedSituation extends Moment {
  kind: "priceFeed";
  policy: PriceFeedPolicy;
  state: PriceFeedState;
  feedDecimals: number;
  /** The feed's phase at the market's creation. */
  startPhase: number;
  sequencer?: Sequencer;
  /** Undefined as long as there is none, or the market is not due. */
  round?: SettlingRound;
  /** Why a due market cannot be settled yet. `never`: no round came in time, the market falls to void. */
  waitsFor?: "round" | "sequencer" | "phase" | "never";
  /** Unix seconds: the first at which time alone ends the wait; undefined for `never`. */
  waitsUntil?: number;
}

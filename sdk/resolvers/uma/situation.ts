import type { Address, Hex } from "viem";
import type { Token } from "../../types.ts";
import type { Moment } from "../reading.ts";
import type { UmaPolicy } from "./policy.ts";

/** In the contract's order; `IUmaResolver.sol` says who can act in each. */
export const umaStates = ["None", "Waiting", "Assertable", "Expired", "Final"] as const;
export type UmaState = (typeof umaStates)[number];

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

/** How a market at UMA is decided, and where it stands. */
export interface UmaSituation extends Moment {
  kind: "uma";
  policy: UmaPolicy;
  state: UmaState;
  oracle: Address;
  /** What an assertion costs now, in `currency`. */
  bond: bigint;
  currency: Token;
  assertions: Assertion[];
}

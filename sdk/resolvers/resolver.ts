import type { Abi, Client } from "viem";
import type { Planned } from "../planned.ts";
import type { Market } from "../types.ts";
import type { Reading, ReadOptions } from "./reading.ts";
import type { ActionSpec, MakeStep, Plan, Step, StepInput } from "./step.ts";
import type { Terms } from "./terms.ts";

/** Everything that the SDK and its clients know of a kind of resolver: one of these for each, gathered in `resolvers.ts`. */
export interface Resolver<policy, situation, action extends string> {
  abi: Abi;
  /** The contract's states, in its order. */
  states: readonly string[];
  /** What can be done at it, in the order of a list for people, and what a person must be asked before. */
  actions: Readonly<Record<action, ActionSpec>>;
  /** `resolverData` for `createMarket`. */
  encodePolicy: (policy: policy) => `0x${string}`;
  /** The earliest `resolveBy` with which a market of this policy registers; all in Unix seconds. */
  earliestResolveBy: (policy: policy, closesAt: number) => number;
  /** Where a market stands, at the market's block. */
  read: (client: Client, market: Market, options: ReadOptions) => Promise<Reading<situation>>;
  /** What a sentence about the policy names. Pure. */
  terms: (situation: situation) => Terms;
  /** What can be done next, and what one stranger can still bring about. Pure. */
  plan: (situation: situation, market: Market, step: MakeStep) => Plan<action>;
  /** The call that does a step; undefined where none does (a vote elsewhere). Throws `MissingAnswer`. */
  call: (step: Step<action>, situation: situation, input: StepInput) => Planned | undefined;
}

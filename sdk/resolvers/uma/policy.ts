import { type Address, encodeAbiParameters, type Hex } from "viem";
import { umaResolverAbi } from "../../abi/umaResolver.ts";
import { outputsOf } from "../../outputsOf.ts";
import { earliestResolveByOf } from "../windows.ts";

/** How `UmaResolver` decides a market; see `UmaPolicy` in `contracts/interfaces/IUmaResolver.sol`. */
export interface UmaPolicy {
  /** What bonds are paid in: a token that UMA accepts. */
  currency: Address;
  /** In base units of the currency, at most `MAX_BOND_TO_MINIMUM` times UMA's own minimum; that is paid where it is higher. */
  bond: bigint;
  /** Seconds for which an assertion can be disputed, at least 60. */
  liveness: bigint;
  earlyAssertions: boolean;
}

/** The time that is counted for a vote of UMA's, in seconds. It has no worst case: give months. */
export const VOTING_TIME = 30 * 86_400;
export const MAX_BOND_TO_MINIMUM = 1_000n;

/** `resolverData` of a market decided by `UmaResolver`. */
export function encodeUmaPolicy(policy: UmaPolicy): Hex {
  return encodeAbiParameters(outputsOf(umaResolverAbi, "policyOf"), [policy]);
}

/** See `Resolver.earliestResolveBy`. */
export function umaEarliestResolveBy({ liveness }: Pick<UmaPolicy, "liveness">, closesAt: number): number {
  return earliestResolveByOf({ from: closesAt, round: Number(liveness) + VOTING_TIME });
}

import { type Address, encodeAbiParameters, type Hex } from "viem";
import { committeeResolverAbi } from "../../abi/committeeResolver.ts";
import { outputsOf } from "../../outputsOf.ts";
import { earliestResolveByOf } from "../windows.ts";

/** How `CommitteeResolver` decides a market; see `CommitteePolicy` in `contracts/interfaces/ICommitteeResolver.sol`. */
export interface CommitteePolicy {
  members: readonly Address[];
  /** How many must agree: more than half of the members. */
  threshold: number;
  /** Seconds for which the answer is public before it can be finalized, at least 60. */
  delay: number;
  earlyVotes: boolean;
  haltOnProposal: boolean;
}

export const MAX_MEMBERS = 32;

/** `resolverData` of a market decided by `CommitteeResolver`. */
export function encodeCommitteePolicy(policy: CommitteePolicy): Hex {
  return encodeAbiParameters(outputsOf(committeeResolverAbi, "policyOf"), [policy]);
}

/** See `Resolver.earliestResolveBy`. */
export function committeeEarliestResolveBy({ delay }: Pick<CommitteePolicy, "delay">, closesAt: number): number {
  return earliestResolveByOf({ from: closesAt, round: delay });
}

import { type Address, encodeAbiParameters, type Hex } from "viem";
import { optimisticResolverAbi } from "./abi/optimisticResolver.ts";
import { outputsOf } from "./outputsOf.ts";

/** How `OptimisticResolver` decides a market; see `OptimisticPolicy` in `contracts/interfaces/IOptimisticResolver.sol`. */
export interface OptimisticPolicy {
  arbiter: Address;
  /** The smallest bond, in base units of the collateral. */
  bond: bigint;
  /** The largest bond, at least `bond`. */
  maxBond: bigint;
  /** The bond in 1e-4 of the market's b. */
  bondRate: number;
  /** Seconds for which a proposal can be disputed, at least 60. */
  liveness: number;
  /** Seconds that the arbiter has to rule, at least 60. */
  arbiterTimeout: number;
  earlyProposals: boolean;
  haltOnProposal: boolean;
  creatorMayArbitrate: boolean;
}

/** `resolverData` of a market decided by `OptimisticResolver`. */
export function encodeOptimisticPolicy(policy: OptimisticPolicy): Hex {
  return encodeAbiParameters(outputsOf(optimisticResolverAbi, "policyOf"), [policy]);
}

import { type Address, encodeAbiParameters, type Hex } from "viem";
import { optimisticResolverAbi } from "../../abi/optimisticResolver.ts";
import { divUp, RATE_UNIT } from "../../lmsr.ts";
import { outputsOf } from "../../outputsOf.ts";
import { earliestResolveByOf } from "../windows.ts";

/** How `OptimisticResolver` decides a market; see `OptimisticPolicy` in `contracts/interfaces/IOptimisticResolver.sol`. */
export interface OptimisticPolicy {
  arbiter: Address;
  /** The smallest bond, in base units of the collateral; at most `MAX_BOND_TO_LIQUIDITY` times the market's b. */
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

/** The smallest bond is at most this many times the market's b: one that nobody can pay would leave only the void. */
export const MAX_BOND_TO_LIQUIDITY = 100n;

/** `resolverData` of a market decided by `OptimisticResolver`. */
export function encodeOptimisticPolicy(policy: OptimisticPolicy): Hex {
  return encodeAbiParameters(outputsOf(optimisticResolverAbi, "policyOf"), [policy]);
}

/** The worst case of one proposal, in seconds: it is disputed in its last second, and the arbiter takes all of its time. */
function optimisticRound({ liveness, arbiterTimeout }: Pick<OptimisticPolicy, "liveness" | "arbiterTimeout">): number {
  return liveness + arbiterTimeout;
}

/** See `Resolver.earliestResolveBy`. */
export function optimisticEarliestResolveBy(policy: Pick<OptimisticPolicy, "liveness" | "arbiterTimeout">, closesAt: number): number {
  return earliestResolveByOf({ from: closesAt, round: optimisticRound(policy) });
}

/** What a proposal costs at a liquidity, both in base units: its part of b rounded up, within the policy's bounds. */
export function optimisticBond(
  { bond, maxBond, bondRate }: Pick<OptimisticPolicy, "bond" | "maxBond" | "bondRate">,
  liquidity: bigint,
): bigint {
  const share = divUp(liquidity * BigInt(bondRate), RATE_UNIT);
  const wanted = share > bond ? share : bond;
  return wanted < maxBond ? wanted : maxBond;
}

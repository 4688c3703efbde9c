import { encodeAbiParameters, type Hex } from "viem";
import { realityResolverAbi } from "./abi/realityResolver.ts";
import { outputsOf } from "./outputsOf.ts";
import type { RealityPolicy } from "./resolution.ts";

/** `resolverData` of a market decided by `RealityResolver`; see `contracts/interfaces/IRealityResolver.sol`. */
export function encodeRealityPolicy(policy: RealityPolicy): Hex {
  return encodeAbiParameters(outputsOf(realityResolverAbi, "policyOf"), [policy]);
}

import { encodeAbiParameters, type Hex } from "viem";
import { umaResolverAbi } from "./abi/umaResolver.ts";
import { outputsOf } from "./outputsOf.ts";
import type { UmaPolicy } from "./resolution.ts";

/** `resolverData` of a market decided by `UmaResolver`; see `contracts/interfaces/IUmaResolver.sol`. */
export function encodeUmaPolicy(policy: UmaPolicy): Hex {
  return encodeAbiParameters(outputsOf(umaResolverAbi, "policyOf"), [policy]);
}

import { encodeAbiParameters, type Hex } from "viem";
import { priceFeedResolverAbi } from "./abi/priceFeedResolver.ts";
import { outputsOf } from "./outputsOf.ts";
import { type PriceFeedPolicy, priceKinds } from "./resolution.ts";

/** `resolverData` of a market decided by `PriceFeedResolver`; see `contracts/interfaces/IPriceFeedResolver.sol`. */
export function encodePriceFeedPolicy(policy: PriceFeedPolicy): Hex {
  const [type] = outputsOf(priceFeedResolverAbi, "policyOf");
  return encodeAbiParameters([type], [{ ...policy, kind: priceKinds.indexOf(policy.kind) }]);
}

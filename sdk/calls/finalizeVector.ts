import type { Address } from "viem";
import { realityResolverAbi } from "../abi/realityResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Resolves a market whose answer at Reality.eth is the hash of a payout vector. An answer that names an outcome: `finalizeCall`. */
export function finalizeVectorCall(options: { resolver: Address; marketId: bigint; payouts: readonly bigint[] }): Call {
  return makeCall(options.resolver, realityResolverAbi, "finalizeVector", [options.marketId, options.payouts]);
}

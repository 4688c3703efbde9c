import type { Address } from "viem";
import { committeeResolverAbi } from "../abi/committeeResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Ends a proposal (optimistic or committee) whose window is over: resolves the market, or gives the bonds back. Anyone. */
export function finalizeCall(options: { resolver: Address; marketId: bigint }): Call {
  const { resolver, marketId } = options;
  return makeCall(resolver, committeeResolverAbi, "finalize", [marketId]);
}

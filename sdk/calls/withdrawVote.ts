import type { Address } from "viem";
import { committeeResolverAbi } from "../abi/committeeResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Withdraws the caller's vote, until a proposal's delay is over. Members of the market's committee only. */
export function withdrawVoteCall(options: { resolver: Address; marketId: bigint }): Call {
  const { resolver, marketId } = options;
  return makeCall(resolver, committeeResolverAbi, "withdrawVote", [marketId]);
}

import type { Address } from "viem";
import { committeeResolverAbi } from "../abi/committeeResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Votes for a payout vector, in place of the caller's earlier vote. Members of the market's committee only. */
export function voteCall(options: {
  resolver: Address;
  marketId: bigint;
  /** One for each outcome; each pays its part of their sum. */
  payouts: readonly bigint[];
}): Call {
  const { resolver, marketId, payouts } = options;
  return makeCall(resolver, committeeResolverAbi, "vote", [marketId, payouts]);
}

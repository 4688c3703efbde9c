import type { Address } from "viem";
import { priceFeedResolverAbi } from "../abi/priceFeedResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Settles a market by the first round of its price feed that counts. Anyone. */
export function settleCall(options: {
  resolver: Address;
  marketId: bigint;
  roundId: bigint;
  /** Where the feed has changed phase since the market's creation: the last round before `settlesAt` of each earlier phase. */
  lastRounds?: readonly bigint[];
}): Call {
  const { resolver, marketId, roundId, lastRounds = [] } = options;
  if (lastRounds.length === 0) return makeCall(resolver, priceFeedResolverAbi, "settle", [marketId, roundId]);
  return makeCall(resolver, priceFeedResolverAbi, "settleAcrossPhases", [marketId, roundId, lastRounds]);
}

import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Pays the creator's fees to the creator, at any time. Anyone may call. */
export function collectCreatorFeesCall(options: { markets: Address; marketId: bigint }): Call {
  const { markets, marketId } = options;
  return makeCall(markets, marketsAbi, "collectCreatorFees", [marketId]);
}

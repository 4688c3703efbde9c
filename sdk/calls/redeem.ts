import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/**
 * Redeems everything that the caller holds of each id, of many markets alike. An id that pays nothing is skipped.
 * Ids of one collateral that stand together are paid in one transfer.
 */
export function redeemCall(options: { markets: Address; positionIds: readonly bigint[]; recipient: Address }): Call {
  const { markets, positionIds, recipient } = options;
  return makeCall(markets, marketsAbi, "redeem", [positionIds, recipient]);
}

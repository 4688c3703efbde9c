import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Redeems all the liquidity tokens that the caller holds of a final market. */
export function redeemLiquidityCall(options: { markets: Address; marketId: bigint; recipient: Address }): Call {
  const { markets, marketId, recipient } = options;
  return makeCall(markets, marketsAbi, "redeemLiquidity", [marketId, recipient]);
}

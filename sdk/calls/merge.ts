import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Gives `amount` YES of every outcome for `amount` of collateral, in base units. Until the market is final. */
export function mergeCall(options: { markets: Address; marketId: bigint; amount: bigint }): Call {
  const { markets, marketId, amount } = options;
  return makeCall(markets, marketsAbi, "merge", [marketId, amount]);
}

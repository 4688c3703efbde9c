import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Pays the seed of a final market to its creator. Anyone may call. */
export function redeemSeedCall(options: { markets: Address; marketId: bigint }): Call {
  const { markets, marketId } = options;
  return makeCall(markets, marketsAbi, "redeemSeed", [marketId]);
}

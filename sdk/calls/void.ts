import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Pays every outcome its initial odds. Anyone, from `resolveBy` on, unless the market is final. */
export function voidCall(options: {
  markets: Address;
  marketId: bigint;
  /** The odds that the market was created with, scaled by 1e18; empty for uniform ones (`Market.odds`). */
  odds: readonly bigint[];
}): Call {
  const { markets, marketId, odds } = options;
  return makeCall(markets, marketsAbi, "void", [marketId, odds]);
}

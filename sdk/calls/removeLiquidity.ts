import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Takes `liquidity` from b at unchanged prices, until the market is final. Amounts in base units. */
export function removeLiquidityCall(options: {
  markets: Address;
  marketId: bigint;
  liquidity: bigint;
  minCollateralOut: bigint;
  /** Unix seconds; the call reverts after it. */
  deadline: bigint;
}): Call {
  const { markets, marketId, liquidity, minCollateralOut, deadline } = options;
  return makeCall(markets, marketsAbi, "removeLiquidity", [marketId, liquidity, minCollateralOut, deadline]);
}

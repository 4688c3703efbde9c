import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/**
 * Adds `liquidity` to b at unchanged prices, but for what their sum lacked of one. Open markets only; needs an allowance of
 * the cost. `planLiquidity` computes all of this. Amounts in base units.
 */
export function addLiquidityCall(options: {
  markets: Address;
  marketId: bigint;
  liquidity: bigint;
  maxCollateralIn: bigint;
  /** The YES price of each outcome that the provider holds for right, scaled by 1e18; their sum is one, give or take 1e-9. */
  expectedPrices: readonly bigint[];
  /** The most that what is added may be worth at these prices: it bounds what the provider can lose. */
  maxValueIn: bigint;
  /** Unix seconds; the call reverts after it. */
  deadline: bigint;
}): Call {
  const { markets, marketId, liquidity, maxCollateralIn, expectedPrices, maxValueIn, deadline } = options;
  return makeCall(markets, marketsAbi, "addLiquidity", [marketId, liquidity, maxCollateralIn, expectedPrices, maxValueIn, deadline]);
}

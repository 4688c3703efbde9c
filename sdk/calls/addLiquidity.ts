import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/**
 * Adds `liquidity` to b at unchanged prices. Open markets only; needs an allowance of the cost, see `liquidityCost`.
 * Amounts in base units.
 */
export function addLiquidityCall(options: {
  markets: Address;
  marketId: bigint;
  liquidity: bigint;
  maxCollateralIn: bigint;
  /** The YES price of each outcome that the provider saw, scaled by 1e18. */
  expectedPrices: readonly bigint[];
  /** How far each price may have moved, absolute, in 1e-4. */
  tolerance: bigint;
  /** Unix seconds; the call reverts after it. */
  deadline: bigint;
}): Call {
  const { markets, marketId, liquidity, maxCollateralIn, expectedPrices, tolerance, deadline } = options;
  return makeCall(markets, marketsAbi, "addLiquidity", [marketId, liquidity, maxCollateralIn, expectedPrices, tolerance, deadline]);
}

import { removeLiquidityCall } from "./calls/removeLiquidity.ts";
import { liquidityProceeds } from "./liquidityCost.ts";
import type { Planned } from "./planned.ts";
import { atLeast } from "./tolerance.ts";
import type { Market } from "./types.ts";

/** A removal of liquidity as the contract would do it on the market's present state. Amounts in base units. */
export interface WithdrawalPlan extends Planned {
  liquidity: bigint;
  /** What it gives in collateral, `fees` included. */
  collateral: bigint;
  /** The share of the providers' fees. */
  fees: bigint;
  /** YES of each outcome that it gives. */
  positions: bigint[];
  minCollateralOut: bigint;
}

/**
 * Plans a removal of so much `liquidity`, in base units. There is no limit unless a `tolerance` is given (1e-4: how much less
 * collateral it may give): at any other prices the removal gives positions that are worth as much more, so a limit protects
 * nothing, and would let others keep the provider in by a small trade.
 */
export function planWithdrawal(options: {
  market: Pick<Market, "id" | "rhos" | "liquidity" | "liquidityFees">;
  liquidity: bigint;
  tolerance?: number;
}): WithdrawalPlan {
  const { market, liquidity, tolerance } = options;
  const proceeds = liquidityProceeds({ market, liquidity });
  const minCollateralOut = tolerance === undefined ? 0n : atLeast(proceeds.collateral, tolerance);
  return {
    liquidity,
    ...proceeds,
    minCollateralOut,
    call: ({ markets, deadline }) => removeLiquidityCall({ markets, marketId: market.id, liquidity, minCollateralOut, deadline }),
  };
}

import { removeLiquidityCall } from "./calls/removeLiquidity.ts";
import { liquidityProceeds } from "./liquidityCost.ts";
import type { Planned } from "./planned.ts";
import { atLeast, DEFAULT_TOLERANCE } from "./tolerance.ts";
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

/** Plans a removal of so much `liquidity`, in base units. `tolerance` (1e-4, 1% unless told): how much less collateral it may give. */
export function planWithdrawal(options: {
  market: Pick<Market, "id" | "rhos" | "liquidity" | "liquidityFees">;
  liquidity: bigint;
  tolerance?: number;
}): WithdrawalPlan {
  const { market, liquidity, tolerance = DEFAULT_TOLERANCE } = options;
  const proceeds = liquidityProceeds({ market, liquidity });
  const minCollateralOut = atLeast(proceeds.collateral, tolerance);
  return {
    liquidity,
    ...proceeds,
    minCollateralOut,
    call: ({ markets, deadline }) => removeLiquidityCall({ markets, marketId: market.id, liquidity, minCollateralOut, deadline }),
  };
}

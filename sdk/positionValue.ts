import { liquidityProceeds } from "./liquidityCost.ts";
import type { PositionKind } from "./positionId.ts";
import { redeemableAmount } from "./redeemableAmount.ts";
import type { Market } from "./types.ts";
import { WAD } from "./wad.ts";

/**
 * What a position is worth, in base units of the collateral, each step rounded down: what it redeems for once the market is
 * final; before, positions at their present price (selling them brings less) and liquidity as if it were removed. A seed is
 * worth what other liquidity is.
 */
export function positionValue(
  market: Pick<Market, "rhos" | "prices" | "liquidity" | "liquidityFees" | "payouts" | "payoutDenominator" | "liquidityValue">,
  position: { kind: PositionKind; outcome: number; amount: bigint },
): bigint {
  const { kind, outcome, amount } = position;
  if (market.payoutDenominator > 0n) return redeemableAmount(market, position);
  const priceOf = (index: number) => market.prices[index] ?? 0n;
  if (kind === "yes") return (amount * priceOf(outcome)) / WAD;
  if (kind === "no") return (amount * (WAD - priceOf(outcome))) / WAD;
  const { collateral, positions } = liquidityProceeds({ market, liquidity: amount });
  return positions.reduce((sum, each, index) => sum + (each * priceOf(index)) / WAD, collateral);
}

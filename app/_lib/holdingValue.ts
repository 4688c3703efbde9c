import type { Holding } from "../../sdk/getHoldings.ts";
import { liquidityProceeds } from "../../sdk/liquidityCost.ts";
import type { Market } from "../../sdk/types.ts";

const WAD = 10n ** 18n;

/** What a holding is worth at the market's present prices, in base units; what selling it would bring is less. */
export function holdingValue(market: Market, { kind, outcome, amount }: Pick<Holding, "kind" | "outcome" | "amount">): bigint {
  if (market.payouts.length > 0) return 0n;
  const priceOf = (index: number) => market.prices[index] ?? 0n;
  if (kind === "yes") return (amount * priceOf(outcome)) / WAD;
  if (kind === "no") return (amount * (WAD - priceOf(outcome))) / WAD;
  const { collateral, positions } = liquidityProceeds({ market, liquidity: amount });
  return positions.reduce((sum, each, index) => sum + (each * priceOf(index)) / WAD, collateral);
}

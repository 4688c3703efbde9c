import { amountForPrice } from "./amountForPrice.ts";
import { PresageError } from "./errors.ts";
import { quoteTrade } from "./quoteTrade.ts";
import type { Side } from "./types.ts";

/**
 * How deep a market is: for each price (of the side, scaled by 1e18) the collateral, fee included, that buys up to it and
 * the positions that it buys, in base units. Prices that buying cannot reach in one trade are left out.
 */
export function depth(options: { side: Side; liquidity: bigint; rho: bigint; feeRate: number; prices: readonly bigint[] }): {
  price: bigint;
  collateral: bigint;
  positions: bigint;
}[] {
  return options.prices.flatMap((price) => {
    try {
      const collateral = amountForPrice({ ...options, op: "buy", price });
      const { output } = quoteTrade({ ...options, op: "buy", amount: collateral });
      return [{ price, collateral, positions: output }];
    } catch (error) {
      if (error instanceof PresageError && error.code === "PriceUnreachable") return [];
      throw error;
    }
  });
}

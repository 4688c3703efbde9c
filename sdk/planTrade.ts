import { buyCall } from "./calls/buy.ts";
import { buyExactCall } from "./calls/buyExact.ts";
import { sellCall } from "./calls/sell.ts";
import type { Planned } from "./planned.ts";
import { priceTrade, type TradeQuote, type TradeRequest } from "./priceTrade.ts";
import type { Market } from "./types.ts";

/** A quote with the call that holds to it. */
export interface TradePlan extends TradeQuote, Planned {}

/** A trade with its exact quote, its limit and its call. Throws as `priceTrade`. */
export function planTrade(options: TradeRequest & { market: Pick<Market, "id"> }): TradePlan {
  return planQuote(options.market, priceTrade(options));
}

/** The trade that a quote of this market describes, at the quote's own limit. */
export function planQuote(market: Pick<Market, "id" | "collateral">, quote: TradeQuote): TradePlan {
  const { op, outcome, side, positions, collateral, limit } = quote;
  const paid = op === "buy" ? collateral : limit;
  return {
    ...quote,
    ...(op !== "sell" && { payment: { token: market.collateral, amount: paid } }),
    call({ markets, account: recipient, deadline }) {
      const common = { markets, marketId: market.id, outcome, side, recipient, deadline };
      if (op === "buy") return buyCall({ ...common, collateralIn: collateral, minPositionsOut: limit });
      if (op === "buyExact") return buyExactCall({ ...common, positionsOut: positions, maxCollateralIn: limit });
      return sellCall({ ...common, positionsIn: positions, minCollateralOut: limit });
    },
  };
}

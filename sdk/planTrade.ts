import { amountForPrice } from "./amountForPrice.ts";
import { buyCall } from "./calls/buy.ts";
import { buyExactCall } from "./calls/buyExact.ts";
import { sellCall } from "./calls/sell.ts";
import type { Planned } from "./planned.ts";
import { quoteMarketTrade } from "./quoteMarketTrade.ts";
import { atLeast, atMost, DEFAULT_TOLERANCE } from "./tolerance.ts";
import { tradedRho } from "./tradedRho.ts";
import type { Market, Op, Side } from "./types.ts";
import { WAD } from "./wad.ts";

/** A trade as the contract would do it on the market's present state, and what may be worse by when it is mined. */
export interface TradePlan extends Planned {
  op: Op;
  /** Index of the outcome, from 0, and its side, as they were asked for. */
  outcome: number;
  side: Side;
  /** Base units: what is bought or sold. */
  positions: bigint;
  /** Base units: what is paid, fee included, or received, fee deducted. */
  collateral: bigint;
  fee: bigint;
  /** Collateral for each position, scaled by 1e18, rounded down. */
  averagePrice: bigint;
  /** The price of the side, scaled by 1e18. */
  priceBefore: bigint;
  priceAfter: bigint;
  /** The state after it, for quoting the next trade. */
  rhosAfter: bigint[];
  /** What the contract holds to: the least positions (`buy`), the most collateral (`buyExact`), the least collateral (`sell`). */
  limit: bigint;
}

/** How much: `amount` in base units, collateral for `buy` and positions else; or until the side's price is `price` (1e18). */
export type Size = { op: Op; amount: bigint } | { op: "buy" | "sell"; price: bigint };

/**
 * A trade with its exact quote, its limit and its call. `tolerance` (1e-4, 1% unless told) is how much worse than the quote
 * it may turn out; the limit is never looser than that. Throws as `quoteMarketTrade` and `amountForPrice`, and
 * `InvalidTolerance`.
 */
export function planTrade(
  options: {
    market: Pick<Market, "id" | "liquidity" | "rhos" | "prices" | "feeRate" | "collateral">;
    outcome: number;
    side: Side;
    tolerance?: number;
  } & Size,
): TradePlan {
  const { market, op, outcome, side, tolerance = DEFAULT_TOLERANCE } = options;
  const amount = "price" in options ? amountTo(options) : options.amount;
  const { output, fee, priceBefore, sidePriceAfter, rhosAfter } = quoteMarketTrade({ market, op, outcome, side, amount });
  const [positions, collateral] = op === "buy" ? [output, amount] : [amount, output];
  const limit = op === "buyExact" ? atMost(collateral, tolerance) : atLeast(output, tolerance);
  const paid = op === "buy" ? collateral : limit;
  return {
    op,
    outcome,
    side,
    positions,
    collateral,
    fee,
    averagePrice: (collateral * WAD) / positions,
    priceBefore,
    priceAfter: sidePriceAfter,
    rhosAfter,
    limit,
    ...(op !== "sell" && { payment: { token: market.collateral, amount: paid } }),
    call({ markets, account: recipient, deadline }) {
      const common = { markets, marketId: market.id, outcome, side, recipient, deadline };
      if (op === "buy") return buyCall({ ...common, collateralIn: collateral, minPositionsOut: limit });
      if (op === "buyExact") return buyExactCall({ ...common, positionsOut: positions, maxCollateralIn: limit });
      return sellCall({ ...common, positionsIn: positions, minCollateralOut: limit });
    },
  };
}

function amountTo(options: {
  market: Pick<Market, "liquidity" | "rhos" | "feeRate">;
  outcome: number;
  side: Side;
  op: "buy" | "sell";
  price: bigint;
}): bigint {
  const { market, op, price } = options;
  const { side, rho } = tradedRho(options);
  return amountForPrice({ op, side, liquidity: market.liquidity, rho, feeRate: market.feeRate, price });
}

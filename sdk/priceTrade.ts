import { amountForPrice } from "./amountForPrice.ts";
import { quoteMarketTrade } from "./quoteMarketTrade.ts";
import { atLeast, atMost, DEFAULT_TOLERANCE } from "./tolerance.ts";
import { tradedRho } from "./tradedRho.ts";
import type { Market, Op, Side } from "./types.ts";
import { WAD } from "./wad.ts";

/** A trade as the contract would do it on the market's present state, and what may be worse by when it is mined. */
export interface TradeQuote {
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

/** What a trade is asked of: the market's state, what is traded and how much, and how much worse (1e-4) it may turn out. */
export type TradeRequest = {
  market: Pick<Market, "liquidity" | "rhos" | "prices" | "feeRate" | "collateral">;
  outcome: number;
  side: Side;
  tolerance?: number;
} & Size;

/**
 * A trade's exact quote and its limit, without the code that makes a call of it (`planTrade`). `tolerance` (1e-4, 1% unless
 * told) is how much worse than the quote it may turn out; the limit is never looser than that. Throws as `quoteMarketTrade`
 * and `amountForPrice`, and `InvalidTolerance`.
 */
export function priceTrade(options: TradeRequest): TradeQuote {
  const { market, op, outcome, side, tolerance = DEFAULT_TOLERANCE } = options;
  const amount = "price" in options ? amountTo(options) : options.amount;
  const { output, fee, priceBefore, sidePriceAfter, rhosAfter } = quoteMarketTrade({ market, op, outcome, side, amount });
  const [positions, collateral] = op === "buy" ? [output, amount] : [amount, output];
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
    limit: op === "buyExact" ? atMost(collateral, tolerance) : atLeast(output, tolerance),
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

import { buy, buyExact, exp, type Priced, sell } from "./lmsr.ts";
import type { Op, Side } from "./types.ts";

export interface Trade {
  op: Op;
  /** With two outcomes the contract trades NO on i as YES on 1 − i, see `routePosition`; `quoteMarketTrade` does so. */
  side: Side;
  /** b, in base units. */
  liquidity: bigint;
  /** −ln of the outcome's YES price, scaled by 1e18. */
  rho: bigint;
  /** In 1e-4, at most 1000. */
  feeRate: number;
  /** Base units: the collateral to pay (`buy`), or the positions to buy (`buyExact`) or sell. */
  amount: bigint;
}

export interface Quote {
  /** Base units: positions received (`buy`), collateral paid (`buyExact`) or received (`sell`); the fee is in it. */
  output: bigint;
  /** Base units. */
  fee: bigint;
  /** The outcome's YES price after the trade, scaled by 1e18. */
  priceAfter: bigint;
  /** −ln of `priceAfter`, scaled by 1e18: the state to quote the next trade from. */
  rhoAfter: bigint;
  /** By how much the trade moves −ln of every other outcome's price. */
  shift: bigint;
}

/**
 * What the contract gives for a trade, bit for bit: LMSR in log-price coordinates (`contracts/libraries/Lmsr.sol`), every
 * rounding in the pool's favour. Throws what the contract reverts with: `ZeroAmount`, `ZeroOutput`, `CollateralTooLarge`
 * (above 32 b), `PositionsTooLarge` (above 64 b), `PriceTooHigh` (a purchase that would carry the price of what is bought
 * above 1 − 1e-12), `PriceTooLow` (a sale that would carry it below 1e-12). `maxTrade` knows the largest that is allowed.
 */
export function quoteTrade(trade: Trade): Quote {
  const { op, side, liquidity, rho, amount } = trade;
  const price = op === "buy" ? buy : op === "buyExact" ? buyExact : sell;
  const priced = price(liquidity, rho, BigInt(trade.feeRate), side, amount);

  const { shift, step } = poolMove(op, side, priced);
  const rhoAfter = rho + shift - step;
  return { output: priced.amount, fee: priced.fee, priceAfter: exp(rhoAfter), rhoAfter, shift };
}

/** How the pool moves: `shift` is added to every coordinate, `step` taken from the outcome's. */
function poolMove(op: Op, side: Side, { d, e }: Priced): { shift: bigint; step: bigint } {
  const [shift, step] = side === "yes" ? [d, e] : [d - e, -e];
  return op === "sell" ? { shift: -shift, step: -step } : { shift, step };
}

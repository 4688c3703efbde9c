// The market maker in real numbers of some 70 digits: written from the formulas of its design, never from the contract's code.
import { div, exp, fromWad, ln, mul, ONE, trade } from "./precise.ts";

export type Op = "buy" | "buyExact" | "sell";
export type Order = { op: Op; side: "yes" | "no"; liquidity: bigint; rho: bigint; feeRate: number; amount: bigint };

export { div, exp, fromWad, ln, mul, ONE };

/**
 * What rounding errors of a trade are divided by: the price for a buy; otherwise what is left of one in the logarithm, if
 * the trade moves the price to the far end.
 */
function conditionOf({ op, side, liquidity, rho, amount }: Order): bigint {
  const yes = exp(-fromWad(rho));
  const q = side === "yes" ? yes : ONE - yes;
  if (op === "buy") return q;
  if (op === "buyExact" && side === "yes") return ONE;
  const decay = exp(-((amount * ONE) / liquidity));
  return op === "sell" ? ONE - mul(q, ONE - decay) : ONE - mul(ONE - q, ONE - decay);
}

/**
 * What a trade gives or costs and its fee, in base units scaled by `ONE`, and how far the contract may stay from it to the
 * pool's favour: 2 + 11e-18 · b / q positions for a buy, 1 + 11e-18 · b over the condition of the trade for the others.
 */
export function expectedTrade(order: Order) {
  const { output, fee } = trade(order);
  const unit = order.liquidity * (ONE / 10n ** 18n);
  const margin = (order.op === "buy" ? 2n : 1n) * ONE + div(11n * unit, conditionOf(order));
  return { output, fee, margin };
}

/** How much better for the pool than the real number an amount is, in base units scaled by `ONE`. */
export function poolGain(op: Op, actual: bigint, output: bigint): bigint {
  return op === "buyExact" ? actual * ONE - output : output - actual * ONE;
}

/** The price of what is traded after the trade, and what is left of one in the logarithm of a sale, scaled by `ONE`. */
export function priceAfter(order: Order): { price: bigint; sum: bigint } {
  const [yes] = pricesAfter([order.rho], 0, order);
  return { price: order.side === "yes" ? yes : ONE - yes, sum: conditionOf(order) };
}

/** `-ln p` for odds scaled by 1e18. */
export const rhoOf = (odds: bigint): bigint => -ln(fromWad(odds));

/** The prices of all outcomes after a trade on one of them, scaled by `ONE`. */
export function pricesAfter(rhos: readonly bigint[], outcome: number, order: Order): bigint[] {
  const { output, fee } = trade(order);
  // collateral without its fee and positions, over b, as seen from the trader who buys
  const net = order.op === "buy" ? order.amount * ONE - fee : order.op === "buyExact" ? output - fee : -(output + fee);
  const positions = order.op === "buy" ? output : (order.op === "sell" ? -order.amount : order.amount) * ONE;
  const [d, e] = [net / order.liquidity, positions / order.liquidity];
  return rhos.map((rho, j) => exp(-(fromWad(rho) + d - ((j === outcome) === (order.side === "yes") ? e : 0n))));
}

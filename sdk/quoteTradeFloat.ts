import type { Op, Side } from "./types.ts";

/** Close enough to zero for one Newton step to be the last: its error is the square. */
const SMALL_STEP = 1e-8;

/**
 * `quoteTrade` in float64, for display and search only, never for an amount that is signed: exact real numbers instead of
 * rounded ones, to about 1e-12 of the trade. The closed forms of LMSR for one outcome, with d = collateral / b,
 * e = positions / b and q the price of what is traded: buy `e = ln(1 + (exp(d) − 1) / q)`, exact buy
 * `d = ln(1 + q (exp(e) − 1))`, sell `d = −ln(1 − q (1 − exp(−e)))`; the fee is `feeRate · b · |q after − q before|`.
 * `liquidity` and `amount` in the same unit, whichever; `rho = −ln(YES price)`; `feeRate` in 1e-4. Outside the domain of
 * `quoteTrade` it throws nothing: it gives a number without meaning.
 */
export function quoteTradeFloat(trade: { op: Op; side: Side; liquidity: number; rho: number; feeRate: number; amount: number }): {
  output: number;
  fee: number;
  /** The outcome's YES price after the trade. */
  priceAfter: number;
} {
  const { op, side, liquidity, rho } = trade;
  const feeRate = trade.feeRate / 10_000;
  const yes = side === "yes";
  const price = Math.exp(-rho);
  const q = yes ? price : -Math.expm1(-rho);
  const rest = yes ? -Math.expm1(-rho) : price;

  if (op === "buy") {
    const t = trade.amount / liquidity;
    const d = withoutFee(t, feeRate * rest);
    // With a price that is next to nothing, what is bought hardly depends on one collateral more: no overflow.
    const e = yes && rho > 600 ? rho + Math.log(Math.expm1(d)) : Math.log1p(Math.expm1(d) / q);
    return { output: liquidity * e, fee: liquidity * (t - d), priceAfter: Math.exp(yes ? e - d - rho : -d - rho) };
  }
  if (op === "buyExact") {
    const e = trade.amount / liquidity;
    const d = yes && rho > 600 ? Math.log1p(Math.exp(e - rho)) : Math.log1p(q * Math.expm1(e));
    const fee = feeRate * rest * -Math.expm1(-d);
    return { output: liquidity * (d + fee), fee: liquidity * fee, priceAfter: Math.exp(yes ? e - d - rho : -d - rho) };
  }
  const e = trade.amount / liquidity;
  const sold = -q * Math.expm1(-e);
  // Where nearly everything is sold, 1 − sold loses its digits: add up what is left instead.
  const d = sold < 0.5 ? -Math.log1p(-sold) : -Math.log(rest + q * Math.exp(-e));
  const fee = feeRate * rest * Math.expm1(d);
  return { output: liquidity * (d - fee), fee: liquidity * fee, priceAfter: Math.exp(yes ? d - e - rho : d - rho) };
}

/** The root d of `d + c (1 − exp(−d)) = t`: concave, so that Newton's iterates rise to it. */
function withoutFee(t: number, c: number): number {
  if (c === 0) return t;
  let d = t / (1 + c);
  for (let round = 0; round < 6; round++) {
    const fall = c * Math.exp(-d);
    const step = (t - d + c * Math.expm1(-d)) / (1 + fall);
    d += step;
    if (step <= SMALL_STEP * t) break;
  }
  return d;
}

// A port of contracts/libraries/Lmsr.sol, line by line and with its names; the reasons stand there.
import { PresageError } from "./errors.ts";
import type { Side } from "./types.ts";
import { expWad, lnWad, WAD } from "./wad.ts";

/** The unit of fee rates and shares. */
export const RATE_UNIT = 10_000n;
/** The collateral of one trade is at most this many times b. */
export const MAX_COLLATERAL_RATIO = 32n;
/** The positions of one trade are at most this many times b. */
export const MAX_POSITIONS_RATIO = 64n;

/** No purchase carries the price of what is bought above this: one less 1e-12, scaled by 1e18. */
export const MAX_PRICE = WAD - 10n ** 6n;
/** No sale carries the price of what is sold below this: 1e-12, scaled by 1e18. */
export const MIN_PRICE = 10n ** 6n;

const SMALL_STEP = 10n ** 12n;

/** What changes hands, in base units, and the steps by which the pool moves: d = collateral / b, e = positions / b. */
export interface Priced {
  amount: bigint;
  fee: bigint;
  d: bigint;
  e: bigint;
}

/**
 * Prices a purchase for exactly `collateral`, fee included. `amount`: positions, rounded down. Throws `ZeroAmount`,
 * `CollateralTooLarge`, `PriceTooHigh`, `ZeroOutput`.
 */
export function buy(b: bigint, rho: bigint, feeRate: bigint, side: Side, collateral: bigint): Priced {
  if (collateral <= 0n) throw new PresageError({ code: "ZeroAmount", details: {} });
  const maximum = b * MAX_COLLATERAL_RATIO;
  if (collateral > maximum) throw new PresageError({ code: "CollateralTooLarge", details: { collateral, maximum } });

  const value = exp(rho);
  const price = lower(value);
  const rest = side === "yes" ? WAD - price : upper(value);

  const { d, decay } = withoutFee((collateral * WAD) / b, divUp(feeRate * rest, RATE_UNIT));

  const left = WAD - ceilWad(decay * rest);
  checkPriceTooHigh(left);
  if (left === 0n) throw nothing();
  const e = side === "yes" ? rho + d + lnDown(left) : d + lnDown((left * WAD) / (WAD - price));
  if (e <= 0n) throw nothing();

  const amount = (b * e) / WAD;
  if (amount === 0n) throw nothing();
  return { amount, fee: collateral - ceilWad(b * d), d, e };
}

/**
 * Prices a purchase of exactly `positions`. `amount`: collateral, fee included, rounded up. Throws `ZeroAmount`,
 * `PositionsTooLarge`, `PriceTooHigh`.
 */
export function buyExact(b: bigint, rho: bigint, feeRate: bigint, side: Side, positions: bigint): Priced {
  checkPositions(b, positions);
  const value = exp(rho);
  const price = lower(value);
  const e = divUp(positions * WAD, b);

  let d: bigint;
  let before: bigint;
  let later: bigint;
  if (side === "no") {
    before = WAD - price;
    const sum = min(before + ceilWad(upper(value) * expUp(e)), WAD);
    d = e + lnUp(sum);
    later = divUp(before * WAD, sum);
  } else if (e <= rho) {
    before = price;
    const grown = expUp(rho - e);
    const sum = WAD - price + grown;
    d = lnUp(sum);
    later = divUp(grown * WAD, sum);
  } else {
    before = price;
    const sum = WAD + ceilWad((WAD - price) * expUp(e - rho));
    d = e - rho + lnUp(sum);
    later = divUp(WAD * WAD, sum);
  }
  checkPriceTooHigh(later);
  d = min(d, e);

  const feeStep = later > before ? feeRate * (later - before) : 0n;
  const amount = divUp(b * (d * RATE_UNIT + feeStep), WAD * RATE_UNIT);
  return { amount, fee: amount - ceilWad(b * d), d, e };
}

/**
 * Prices a sale of exactly `positions`. `amount`: collateral, fee deducted, rounded down. Throws `ZeroAmount`,
 * `PositionsTooLarge`, `PriceTooLow`, `ZeroOutput`.
 */
export function sell(b: bigint, rho: bigint, feeRate: bigint, side: Side, positions: bigint): Priced {
  checkPositions(b, positions);
  const value = exp(rho);
  const price = lower(value);
  const priceUp = upper(value);
  const e = (positions * WAD) / b;

  let before: bigint;
  let later: bigint;
  let sum: bigint;
  if (side === "yes") {
    const shrunk = exp(rho + e);
    before = priceUp;
    later = lower(shrunk);
    sum = WAD - price + upper(shrunk);
  } else {
    const decay = exp(e);
    before = WAD - price;
    later = ((WAD - priceUp) * lower(decay)) / WAD;
    sum = priceUp + ceilWad(before * upper(decay));
  }
  later = (later * WAD) / sum;
  if (later < MIN_PRICE) throw new PresageError({ code: "PriceTooLow", details: { price: later, minimum: MIN_PRICE } });
  const d = -lnUp(sum);
  if (d <= 0n) throw nothing();

  const feeStep = before > later ? feeRate * (before - later) : 0n;
  const net = d * RATE_UNIT;
  if (net <= feeStep) throw nothing();
  const amount = (b * (net - feeStep)) / (WAD * RATE_UNIT);
  if (amount === 0n) throw nothing();
  return { amount, fee: (b * d) / WAD - amount, d, e };
}

/** `exp(-x)` for x ≥ 0, within the margin of `expWad`: the contract's price of an outcome at `rho = x`. */
export function exp(x: bigint): bigint {
  return expWad(-x);
}

/** `exp(-x)`, rounded up; at most one. */
function expUp(x: bigint): bigint {
  return upper(exp(x));
}

/** `ln x` for x > 0, rounded down. */
export function lnDown(x: bigint): bigint {
  return lnWad(x) - 1n;
}

/** `ln x` for x > 0, rounded up. */
export function lnUp(x: bigint): bigint {
  return lnWad(x) + 2n;
}

/** Rounds up; both above zero. */
export function divUp(x: bigint, y: bigint): bigint {
  return (x + y - 1n) / y;
}

function withoutFee(t: bigint, c: bigint): { d: bigint; decay: bigint } {
  if (c === 0n) return { d: t, decay: expUp(t) };
  let d = (t * WAD) / (WAD + c);
  if (d < WAD / 2n) {
    const a = (c * WAD) / (WAD + c);
    const square = (((d * a) / WAD) * d) / WAD;
    d = d + square / 2n - (((square * (WAD - 3n * a)) / (6n * WAD)) * d) / WAD;
  }
  while (true) {
    const decay = exp(d);
    const fall = (c * decay) / WAD;
    const slope = WAD + fall;
    let step = ((t - d - c + fall) * WAD) / slope;
    if (step > SMALL_STEP || step < -SMALL_STEP) {
      d += step;
      continue;
    }
    step += (fall * step * step) / (2n * WAD * slope) - 1n;
    const drop = floorDivWad(decay * (step - (step * step) / (2n * WAD) - 1n));
    const next = d + step;
    // The contract compares without a sign, so a payment too small to leave anything without its fee gives t as well.
    return { d: next < 0n || next > t ? t : next, decay: min(decay + 2n - drop, WAD) };
  }
}

function lower(value: bigint): bigint {
  return value === 0n ? 0n : value - 1n;
}

function upper(value: bigint): bigint {
  return min(value + 2n, WAD);
}

function ceilWad(x: bigint): bigint {
  return (x + (WAD - 1n)) / WAD;
}

function floorDivWad(x: bigint): bigint {
  const result = x / WAD;
  return x < 0n && result * WAD !== x ? result - 1n : result;
}

function min(x: bigint, y: bigint): bigint {
  return x < y ? x : y;
}

function checkPositions(b: bigint, positions: bigint): void {
  if (positions <= 0n) throw new PresageError({ code: "ZeroAmount", details: {} });
  const maximum = b * MAX_POSITIONS_RATIO;
  if (positions > maximum) throw new PresageError({ code: "PositionsTooLarge", details: { positions, maximum } });
}

function checkPriceTooHigh(price: bigint): void {
  if (price > MAX_PRICE) throw new PresageError({ code: "PriceTooHigh", details: { price, maximum: MAX_PRICE } });
}

function nothing(): PresageError {
  return new PresageError({ code: "ZeroOutput", details: {} });
}

import { PresageError } from "./errors.ts";
import { exp, MAX_COLLATERAL_RATIO, MAX_POSITIONS_RATIO, MAX_PRICE, MIN_PRICE } from "./lmsr.ts";
import { quoteTrade } from "./quoteTrade.ts";
import type { Side } from "./types.ts";
import { lnWad, WAD } from "./wad.ts";

/**
 * How much to trade "until the price is …%": the smallest collateral (`buy`) or number of positions (`sell`), in base
 * units, that brings the price of the side to `price` (scaled by 1e18) or past it. Closed forms, with q the side's price:
 * `b (ln((1 − q) / (1 − q')) + feeRate (q' − q))` to buy and `b ln(q (1 − q') / (q' (1 − q)))` to sell; the unit is then
 * found with `quoteTrade`, so that one base unit less would not be enough. Throws `PriceUnreachable` if the price is on the
 * wrong side of the present one, nearer to 0 or 1 than 1e-12, or farther than one trade may go.
 */
export function amountForPrice(options: {
  op: "buy" | "sell";
  side: Side;
  liquidity: bigint;
  rho: bigint;
  feeRate: number;
  price: bigint;
}): bigint {
  const { op, side, liquidity, rho, price } = options;
  const yesPrice = exp(rho);
  const present = side === "yes" ? yesPrice : WAD - yesPrice;
  checkDirection(op, price, present);

  const reaches = (amount: bigint): boolean => {
    const after = sidePriceAfter(options, amount);
    return op === "buy" ? after >= price : after <= price;
  };
  const maximum = liquidity * (op === "buy" ? MAX_COLLATERAL_RATIO : MAX_POSITIONS_RATIO);
  if (!reaches(maximum)) throw unreachable("far", { op, present, price });
  const amount = smallest(reaches, estimate(options, present), maximum);
  // In a small pool one base unit can lead from below the price to beyond all limits.
  if (isBeyondLimits(sidePriceAfter(options, amount))) throw unreachable("far", { op, present, price });
  return amount;
}

function estimate(options: { op: "buy" | "sell"; liquidity: bigint; feeRate: number; price: bigint }, present: bigint): bigint {
  const { op, liquidity, price } = options;
  // A price that rounds to zero or one has no logarithm; the search below starts from the nearest that has.
  const rest = WAD - present > 0n ? WAD - present : 1n;
  const held = present > 0n ? present : 1n;
  if (op === "buy") {
    const fee = (BigInt(options.feeRate) * (price - present)) / 10_000n;
    return (liquidity * (lnWad((rest * WAD) / (WAD - price)) + fee)) / WAD;
  }
  return (liquidity * (lnWad((held * WAD) / price) + lnWad(((WAD - price) * WAD) / rest))) / WAD;
}

/** The smallest amount from 1 to `maximum` that reaches; gallops away from the estimate, which is a few units off at most. */
function smallest(reaches: (amount: bigint) => boolean, guess: bigint, maximum: bigint): bigint {
  let stride = 1n;
  let enough = clamp(guess, 1n, maximum);
  let short = 0n;
  while (!reaches(enough)) {
    short = enough;
    enough = clamp(enough + stride, 1n, maximum);
    stride *= 2n;
  }
  while (short === 0n && enough > 1n) {
    const lower = clamp(enough - stride, 1n, maximum);
    if (reaches(lower)) enough = lower;
    else short = lower;
    stride *= 2n;
  }
  return halve(reaches, short, enough);
}

function clamp(value: bigint, least: bigint, most: bigint): bigint {
  return value < least ? least : value > most ? most : value;
}

/** `low` does not reach, `high` does. */
function halve(reaches: (amount: bigint) => boolean, low: bigint, high: bigint): bigint {
  let [short, enough] = [low, high];
  while (enough - short > 1n) {
    const middle = (short + enough) / 2n;
    if (reaches(middle)) enough = middle;
    else short = middle;
  }
  return enough;
}

/**
 * The side's price after the trade. One too small to give anything moves nothing; one that is refused for the price that it
 * would lead to is past every price that can be asked for.
 */
function sidePriceAfter(
  options: { op: "buy" | "sell"; side: Side; liquidity: bigint; rho: bigint; feeRate: number },
  amount: bigint,
): bigint {
  const { op, side, liquidity, rho, feeRate } = options;
  const sidePrice = (yes: bigint) => (side === "yes" ? yes : WAD - yes);
  try {
    return sidePrice(quoteTrade({ op, side, liquidity, rho, feeRate, amount }).priceAfter);
  } catch (error) {
    const code = error instanceof PresageError ? error.code : undefined;
    if (code === "ZeroOutput") return sidePrice(exp(rho));
    if (code === "PriceTooHigh") return WAD;
    if (code === "PriceTooLow") return 0n;
    throw error;
  }
}

function isBeyondLimits(price: bigint): boolean {
  return price === 0n || price === WAD;
}

function checkDirection(op: "buy" | "sell", price: bigint, present: bigint): void {
  if (price < MIN_PRICE || price > MAX_PRICE) throw unreachable("impossible", { op, present, price });
  if (op === "buy" ? price <= present : price >= present) throw unreachable("wrongWay", { op, present, price });
}

function unreachable(
  reason: "impossible" | "far" | "wrongWay",
  details: { op: "buy" | "sell"; present: bigint; price: bigint },
): PresageError {
  return new PresageError({ code: "PriceUnreachable", details: { ...details, reason } });
}

import { divUp, exp, RATE_UNIT } from "../lmsr.ts";
import { parsePositionId } from "../positionId.ts";
import { quoteTrade } from "../quoteTrade.ts";
import type { Side } from "../types.ts";
import { WAD } from "../wad.ts";
import type { Order } from "./order.ts";

/** The pool as an order of one outcome sees it. */
export interface OrderPool {
  /** b, in base units. */
  liquidity: bigint;
  /** −ln of the YES price of the order's outcome, scaled by 1e18. */
  rho: bigint;
  /** In 1e-4. */
  feeRate: number;
}

export interface PoolFill {
  /** What the maker gets: positions for a purchase, collateral for a sale. */
  received: bigint;
  /** What the maker pays, the tip included, or gets. */
  collateral: bigint;
  tip: bigint;
  rhoAfter: bigint;
}

/**
 * What the contract's `fill` of so many positions does, to the base unit; undefined where it would refuse, as it does where the
 * order's limit, or the pool's price afterwards, would be passed. `limit`: a stricter one for the price afterwards.
 * @param time Unix seconds of the block, for the tip; without one there is no tip, as in a sweep.
 */
export function fillWithPool(
  order: Order,
  pool: OrderPool,
  options: { positions: bigint; time?: number; limit?: bigint },
): PoolFill | undefined {
  const { positions, time, limit = order.price } = options;
  const side = tradedSide(order);
  const cost = (positions * order.price) / WAD;
  try {
    const paidTip = order.sell ? 0n : tipOn(order, cost, time);
    const quote = quoteTrade({ ...pool, op: order.sell ? "sell" : "buy", side, amount: order.sell ? positions : cost - paidTip });
    if (isBeyond(order.sell, marginalPrice(order, { ...pool, rho: quote.rhoAfter }), limit)) return undefined;
    if (!order.sell)
      return quote.output < positions ? undefined : { received: quote.output, collateral: cost, tip: paidTip, rhoAfter: quote.rhoAfter };
    const tip = tipOn(order, quote.output, time);
    const received = quote.output - tip;
    return received < cost ? undefined : { received, collateral: received, tip, rhoAfter: quote.rhoAfter };
  } catch {
    return undefined; // a trade that the engine refuses
  }
}

/** What whoever fills an order against the pool keeps of so much collateral at a time (Unix seconds); nothing without one. */
export function tipOn({ maxTip, start, expiry }: Order, collateral: bigint, time: number | undefined): bigint {
  return time === undefined ? 0n : (collateral * BigInt(maxTip) * BigInt(time - start)) / (RATE_UNIT * BigInt(expiry - start));
}

/** What one position more would cost or bring, fee included, as the contract rounds it: `p ± feeRate · p (1 − p)`. */
export function marginalPrice(order: Pick<Order, "positionId" | "sell">, { rho, feeRate }: OrderPool): bigint {
  const yes = exp(rho);
  const price = tradedSide(order) === "yes" ? yes : WAD - yes;
  const fee = divUp(BigInt(feeRate) * price * (WAD - price), WAD * RATE_UNIT);
  return order.sell ? price - fee : price + fee;
}

/** Whether a price is worse than a limit, for who sells or buys. */
export function isBeyond(sell: boolean, price: bigint, limit: bigint): boolean {
  return sell ? price < limit : price > limit;
}

function tradedSide({ positionId }: Pick<Order, "positionId">): Side {
  return parsePositionId(positionId).kind === "no" ? "no" : "yes";
}

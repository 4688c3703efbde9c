import { fillWithPool, isBeyond, marginalPrice, type OrderPool } from "./fillWithPool.ts";
import { AMOUNT_TICK, type Order } from "./order.ts";

/**
 * The most positions of an order, up to `most`, that the pool fills at once, a multiple of 1e4; zero if it fills none. `limit`: a
 * stricter one than the order's for the price afterwards.
 */
export function maxPoolFill(order: Order, pool: OrderPool, options: { most: bigint; time?: number; limit?: bigint }): bigint {
  // Most orders wait: their limit is not where the pool's price is now, and a fill only moves it away.
  if (isBeyond(order.sell, marginalPrice(order, pool), options.limit ?? order.price)) return 0n;
  const fits = (ticks: bigint) => fillWithPool(order, pool, { ...options, positions: ticks * AMOUNT_TICK }) !== undefined;
  // The price afterwards grows with the fill; where rounding refuses the smallest fills, larger ones fit no better.
  let [low, high] = [0n, options.most / AMOUNT_TICK];
  if (high > 0n && fits(high)) return high * AMOUNT_TICK;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low * AMOUNT_TICK;
}

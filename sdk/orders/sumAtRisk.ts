import { WAD } from "../wad.ts";
import type { Order } from "./order.ts";

/**
 * What open orders can still take from their maker in sum: of purchases in one token its base units, of sales of one position those.
 * Orders that share a slot and a nonce share what is filled, so the dearest of them counts; all others can be filled side by side,
 * those of one slot included.
 */
export function sumAtRisk(orders: readonly { order: Order; remaining: bigint }[]): bigint {
  const largest = new Map<string, bigint>();
  for (const { order, remaining } of orders) {
    const key = `${order.slot} ${order.nonce}`;
    const given = givenBy(order, remaining);
    if (given > (largest.get(key) ?? 0n)) largest.set(key, given);
  }
  return [...largest.values()].reduce((sum, given) => sum + given, 0n);
}

/** What an order gives for so many positions at most, base units: collateral for a purchase, the positions for a sale. */
export function givenBy({ sell, price }: Pick<Order, "sell" | "price">, positions: bigint): bigint {
  return sell ? positions : (positions * price) / WAD;
}

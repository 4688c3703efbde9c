import type { Address } from "viem";
import { ordersAbi } from "../abi/orders.ts";
import { makeCall } from "../calls/makeCall.ts";
import type { Call } from "../types.ts";
import type { Order } from "./order.ts";

/**
 * Ends the sender's orders on chain, and every older one in their slots; a fill that is mined before stands. Of several orders in one
 * slot the newest counts.
 */
export function cancelOrdersCall(options: { orders: Address; cancelled: readonly Pick<Order, "slot" | "nonce">[] }): Call {
  const newest = new Map<number, bigint>();
  for (const { slot, nonce } of options.cancelled) {
    const seen = newest.get(slot);
    if (seen === undefined || nonce > seen) newest.set(slot, nonce);
  }
  const slots = [...newest.keys()];
  return makeCall(options.orders, ordersAbi, "cancel", [slots.map(BigInt), slots.map((slot) => (newest.get(slot) ?? 0n) + 1n)]);
}

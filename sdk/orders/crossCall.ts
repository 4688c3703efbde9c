import type { Address } from "viem";
import { ordersAbi } from "../abi/orders.ts";
import { makeCall } from "../calls/makeCall.ts";
import type { Call } from "../types.ts";
import type { SignedOrder } from "./order.ts";

/** Fills two orders against each other, at b's price. `positions` in base units, a multiple of 1e4. */
export function crossCall(options: { orders: Address; a: SignedOrder; b: SignedOrder; positions: bigint }): Call {
  const { orders, a, b, positions } = options;
  return makeCall(orders, ordersAbi, "cross", [a.order, a.signature, b.order, b.signature, positions]);
}

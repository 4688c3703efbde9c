import type { Address } from "viem";
import { ordersAbi } from "../abi/orders.ts";
import { makeCall } from "../calls/makeCall.ts";
import type { Call } from "../types.ts";
import type { SignedOrder } from "./order.ts";

/** Fills an order against the pool, for the tip. `positions` in base units, a multiple of 1e4. */
export function fillCall(options: { orders: Address; signed: SignedOrder; positions: bigint }): Call {
  const { orders, signed, positions } = options;
  return makeCall(orders, ordersAbi, "fill", [signed.order, signed.signature, positions]);
}

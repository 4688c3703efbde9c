import type { Address } from "viem";
import { ordersAbi } from "../abi/orders.ts";
import { makeCall } from "../calls/makeCall.ts";
import type { Call } from "../types.ts";
import type { SignedOrder } from "./order.ts";

/** Fills orders of one position and direction in one trade with the pool. Positions in base units, multiples of 1e4. */
export function fillManyCall(options: { orders: Address; fills: readonly { signed: SignedOrder; positions: bigint }[] }): Call {
  const { orders, fills } = options;
  return makeCall(orders, ordersAbi, "fillMany", [
    fills.map(({ signed }) => signed.order),
    fills.map(({ signed }) => signed.signature),
    fills.map(({ positions }) => positions),
  ]);
}

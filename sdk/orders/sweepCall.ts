import type { Address } from "viem";
import { ordersAbi } from "../abi/orders.ts";
import { makeCall } from "../calls/makeCall.ts";
import type { Call } from "../types.ts";
import type { Match } from "./matchOrders.ts";
import type { SignedOrder } from "./order.ts";

/** Enough for a contract account's signature and a token's transfer. */
const GAS_BUDGET = 300_000n;

/** Fills an order by others and by the pool, as `matchOrders` found it. A maker that fails in the meantime is left out. */
export function sweepCall(options: { orders: Address; taker: SignedOrder; match: Match; gasBudget?: bigint }): Call {
  const { orders, taker, match, gasBudget = GAS_BUDGET } = options;
  return makeCall(orders, ordersAbi, "sweep", [
    taker.order,
    taker.signature,
    match.legs.map(({ maker }) => maker.order),
    match.legs.map(({ maker }) => maker.signature),
    [...match.legs.map(({ positions }) => positions), match.poolPositions],
    gasBudget,
  ]);
}

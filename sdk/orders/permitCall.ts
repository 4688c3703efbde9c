import type { Address } from "viem";
import { ordersAbi } from "../abi/orders.ts";
import { makeCall } from "../calls/makeCall.ts";
import type { Permit } from "../signPermit.ts";
import type { Call } from "../types.ts";

/** Uses the permit that came with an order of `owner`, for whoever is about to fill it. */
export function permitCall(options: { orders: Address; owner: Address; permit: Permit }): Call {
  const { token, value, deadline, v, r, s } = options.permit;
  return makeCall(options.orders, ordersAbi, "permit", [token, options.owner, value, deadline, v, r, s]);
}

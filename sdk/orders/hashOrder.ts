import { type Address, type Hex, hashTypedData } from "viem";
import { type Order, orderDomain, orderTypes } from "./order.ts";

/** The hash that the maker signs, which names the order: the contract's `hashOf`. */
export function hashOrder(order: Order, options: { chainId: number; orders: Address }): Hex {
  return hashTypedData({ domain: orderDomain(options), types: orderTypes, primaryType: "Order", message: order });
}

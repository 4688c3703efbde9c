import type { Relay } from "../../sdk/orders/relay.ts";
import type { ChainConfig } from "./chainConfig.ts";

/** The relay by way of this server; undefined where there are no limit orders. */
export function relayOf({ hasOrders, chainId, deployment }: ChainConfig): Relay | undefined {
  const { Orders: orders } = deployment.contracts;
  return hasOrders && orders ? { url: "/api/orders", chainId, orders } : undefined;
}

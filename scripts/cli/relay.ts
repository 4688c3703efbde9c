import { PresageError } from "../../sdk/errors.ts";
import type { Relay } from "../../sdk/orders/relay.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { Connection } from "./connection.ts";

const LOCAL = "http://127.0.0.1:42070";

/** The relay of `PRESAGE_RELAY_URL`, or that of the local chain. Throws `NoOrders` and `NoRelay`. */
export function relayOf({ network, chainId }: Connection, { contracts }: Pick<Deployment, "contracts">): Relay {
  if (!contracts.Orders) throw new PresageError({ code: "NoOrders", details: { chainId } });
  const url = (process.env.PRESAGE_RELAY_URL || (network === "local" ? LOCAL : "")).replace(/\/+$/, "");
  if (url) return { url, chainId, orders: contracts.Orders };
  throw new PresageError({
    code: "NoRelay",
    message: `No relay for limit orders is configured for ${network}.`,
    remedy: "Set PRESAGE_RELAY_URL to where one answers. Nothing was sent.",
  });
}

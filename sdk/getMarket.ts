import type { Client } from "viem";
import { PresageError } from "./errors.ts";
import { getMarkets } from "./getMarkets.ts";
import type { Deployment, Market } from "./types.ts";

/** One market, as `getMarkets`. Throws `UnknownMarket` if there is none. */
export async function getMarket(
  client: Client,
  options: { deployment: Deployment; id: bigint; known?: readonly Market[] },
): Promise<Market> {
  const { deployment, id } = options;
  const [market] = await getMarkets(client, { deployment, ids: [id], known: options.known?.filter((market) => market.id === id) });
  if (market) return market;
  throw new PresageError({ code: "UnknownMarket", details: { marketId: id } });
}

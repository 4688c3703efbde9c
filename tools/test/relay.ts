import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Address, Hex, PublicClient } from "viem";
import { readContract } from "viem/actions";
import { ordersAbi } from "../../sdk/abi/orders.ts";
import { formatAmount } from "../../sdk/formatAmount.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { isSameAddress } from "../../sdk/isSameAddress.ts";
import { bookOf, type Level } from "../../sdk/orders/bookOf.ts";
import { hashOrder } from "../../sdk/orders/hashOrder.ts";
import { fromOrderJson, type PostedOrder, toOrderJson } from "../../sdk/orders/orderJson.ts";
import { orderPoolOf } from "../../sdk/orders/orderPoolOf.ts";
import { orderStatuses } from "../../sdk/orders/orderStatus.ts";
import type { BookJson, Relay, RestingOrderJson } from "../../sdk/orders/relay.ts";
import { parsePositionId, positionId } from "../../sdk/positionId.ts";
import type { Deployment, Side } from "../../sdk/types.ts";

/** A relay in this process that keeps what it is given and asks the chain at each answer; it refuses nothing. */
export async function startRelay(client: PublicClient, deployment: Deployment) {
  const address = deployment.contracts.Orders as Address;
  const kept = new Map<Hex, PostedOrder>();
  const relay: Relay = { url: "", chainId: deployment.chainId, orders: address };

  async function resting(hash: Hex, posted: PostedOrder): Promise<RestingOrderJson> {
    const contract = { address, abi: ordersAbi, args: [posted.order] } as const;
    const status = await readContract(client, { ...contract, functionName: "statusOf" });
    const remaining = String(await readContract(client, { ...contract, functionName: "remaining" }));
    return { ...toOrderJson(posted), hash, status: orderStatuses[status] ?? "Fillable", remaining, fillable: remaining };
  }
  async function answer(request: IncomingMessage, url: URL): Promise<{ status: number; body: unknown }> {
    if (request.method === "POST") {
      const posted = fromOrderJson(JSON.parse(await textOf(request)));
      const hash = hashOrder(posted.order, relay);
      const status = kept.has(hash) ? 200 : 201;
      kept.set(hash, posted);
      return { status, body: await resting(hash, posted) };
    }
    const [, , marketId] = /^\/(markets)\/(\d+)\/book$/.exec(url.pathname) ?? [];
    const maker = url.searchParams.get("maker");
    const market = marketId ?? url.searchParams.get("market");
    const wanted = [...kept].filter(
      ([, { order }]) =>
        (maker === null || isSameAddress(order.maker, maker)) &&
        (market === null || parsePositionId(order.positionId).marketId === BigInt(market)),
    );
    const orders = (await Promise.all(wanted.map(([hash, posted]) => resting(hash, posted)))).filter(
      ({ status }) => !["Expired", "Replaced", "Filled"].includes(status),
    );
    if (marketId === undefined) return { status: 200, body: { data: orders.reverse(), next: null } };
    return { status: 200, body: { data: await book(BigInt(marketId), orders, url.searchParams) } };
  }
  async function book(id: bigint, orders: RestingOrderJson[], query: URLSearchParams): Promise<BookJson> {
    const market = await getMarket(client, { deployment, id });
    const { outcomeCount, collateral } = market;
    const side = (query.get("side") ?? "yes") as Side;
    const wanted = positionId({ marketId: id, outcome: Number(query.get("outcome")), side, outcomeCount });
    const open = orders.map((each) => ({
      ...fromOrderJson({ order: each.order, signature: each.signature }),
      remaining: BigInt(each.remaining),
    }));
    const { asks, bids } = bookOf({
      positionId: wanted,
      orders: open,
      pool: orderPoolOf(market, wanted),
      outcomeCount,
      levels: Number(query.get("levels")),
    });
    const amount = (base: bigint) => ({ amount: formatAmount(base, collateral.decimals), base: String(base) });
    const level = ({ price, orders, pool }: Level) => ({ price: formatAmount(price, 18), orders: amount(orders), pool: amount(pool) });
    const { number, timestamp } = await client.getBlock();
    return { asks: asks.map(level), bids: bids.map(level), asOf: { block: Number(number), time: Number(timestamp) } };
  }

  const server = createServer((request, response: ServerResponse) => {
    answer(request, new URL(request.url ?? "/", "http://relay"))
      .then(({ status, body }) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)))
      .catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  relay.url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const close = async () => {
    server.close();
    server.closeAllConnections();
  };
  return { relay, kept, close };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += part;
  return text;
}

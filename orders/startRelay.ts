import pg from "pg";
import type { Logger } from "pino";
import { createPublicClient } from "viem";
import { listen } from "../sdk/node/http/listen.ts";
import { nameSchema } from "../sdk/node/nameSchema.ts";
import { serviceChain } from "../sdk/node/serviceChain.ts";
import { parsePositionId } from "../sdk/positionId.ts";
import { createRelayApi } from "./api/app.ts";
import { Book } from "./book.ts";
import { Exchange } from "./exchange.ts";
import { Feed } from "./feed.ts";
import { Intake } from "./intake.ts";
import { Ladders } from "./ladders.ts";
import { Metrics } from "./metrics.ts";
import { OrderChain } from "./orderChain.ts";
import { readSettings } from "./settings.ts";
import { Store } from "./store.ts";
import { Watch } from "./watch.ts";

/** TCP connections at once. */
const MAX_CONNECTIONS = 2_000;

/** Keeps and shows orders of the chain of PRESAGE_RPC_URL, until the function that it returns is called. Throws in words. */
export async function startRelay(options: { port: number; hostname: string; log: Logger }): Promise<() => Promise<void>> {
  const { port, hostname, log } = options;
  const { transport, chainId, chain: viemChain, deployment } = await serviceChain((notice) => log.warn(notice));
  const client = createPublicClient({ transport, chain: viemChain, cacheTime: 0 });
  const orders = deployment?.contracts.Orders;
  if (!deployment || !orders)
    throw new Error(`There is no Orders contract in deployments/${chainId}.json. Deploy first: npx hardhat presage deploy`);
  const settings = readSettings(process.env, chainId);

  const genesis = await client.getBlock({ blockNumber: 0n });
  const schema = nameSchema("orders", chainId, [genesis.hash, JSON.stringify(deployment)]);
  const poolOf = (connectionString: string) => {
    const pool = new pg.Pool({ connectionString, max: 10, connectionTimeoutMillis: 5_000 });
    pool.on("error", (error) => log.warn({ reason: error.message }, "the database closed a connection"));
    return pool;
  };
  const [writes, reads] = [poolOf(settings.databaseUrl), poolOf(settings.replicaUrl)];
  const store = await Store.open({ writes, reads, schema });

  const chain = new OrderChain(client, { markets: deployment.contracts.Markets, orders, chainId });
  const book = new Book();
  const feed = new Feed();
  const metrics = new Metrics();
  const known = new Set(Object.values(deployment.collaterals).map((token) => token.toLowerCase()));
  const watch = new Watch({ chain, book, store, feed, metrics, log, known, pollMs: settings.pollMs });
  for await (const stored of store.load()) {
    const { marketId } = parsePositionId(stored.order.positionId);
    book.add({ ...stored, marketId, status: "NotStarted", remaining: 0n, available: 0n, fillable: 0n, permitWorks: false });
  }
  await watch.start();
  const intake = new Intake({ chain, book, store, feed, watch, limits: settings.limits });
  const ladders = new Ladders({ book, chain });
  const exchange = new Exchange({ chain, book, intake, metrics, log, peers: settings.peers, everyMs: settings.exchangeMs });
  const app = createRelayApi({ book, feed, intake, ladders, metrics, store, watch, settings });
  const server = await listen(app, { port, hostname });
  if ("maxConnections" in server) server.maxConnections = MAX_CONNECTIONS;
  exchange.start();
  log.info({ chainId, orders: book.size, peers: settings.peers.length }, "relaying");

  return async () => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      if ("closeAllConnections" in server) server.closeAllConnections();
    });
    await Promise.all([exchange.stop(), watch.stop()]);
    await Promise.all([writes.end(), reads.end()]);
  };
}

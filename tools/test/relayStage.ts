import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startPostgres } from "../../indexer/postgres/startPostgres.ts";
import { readEvents } from "../../sdk/node/http/readEvents.ts";
import type { Order } from "../../sdk/orders/order.ts";
import { getOrders, postOrder, type Relay, type RestingOrder } from "../../sdk/orders/relay.ts";
import type { Deployment } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "./chain.ts";
import { makeDatabase } from "./makeDatabase.ts";
import { createMarket, fund } from "./market.ts";
import { type OrderDesk, orderDesk } from "./orderDesk.ts";
import { runRelay } from "./runRelay.ts";
import type { ServiceProcess } from "./runService.ts";

export interface RunningRelay {
  process: ServiceProcess;
  databaseUrl: string;
  relay: Relay;
}

/** What a stream told so far. */
export interface Listener {
  told: { event: string; data: Record<string, unknown> }[];
  of: (event: string) => Record<string, unknown>[];
  end: () => Promise<void>;
}

/** A chain with market 1, on which accounts 1, 2 and 3 can buy by orders, a PostgreSQL, and relays as a test wants them. */
export interface RelayStage {
  chain: Chain;
  deployment: Deployment;
  desk: OrderDesk;
  query: (databaseUrl: string, text: string) => Promise<void>;
  /** An empty database. */
  makeDatabase: () => Promise<string>;
  startRelay: (env?: Record<string, string>, databaseUrl?: string, port?: number) => Promise<RunningRelay>;
  /** Stops a service with the relays, before them, and shows its log with theirs. */
  keep: (service: ServiceProcess) => void;
  /** Throws when the time is up, with the logs of what runs. */
  until: (what: string, isSo: () => Promise<boolean>) => Promise<void>;
  listen: (relay: Relay, filter?: string) => Promise<Listener>;
  place: (relay: Relay, index: number, changes?: Partial<Order>) => Promise<RestingOrder>;
  hashesOf: (relay: Relay) => Promise<string[]>;
  /** Before a test. */
  begin: () => Promise<void>;
  /** After it: its relays are stopped, and the chain is as before. */
  clear: () => Promise<void>;
  close: () => Promise<void>;
}

/** `patience`: milliseconds for which `until` waits. */
export async function relayStage({ patience = 60_000 } = {}): Promise<RelayStage> {
  const folder = mkdtempSync(path.join(tmpdir(), "presage-relay-"));
  const [chain, postgres] = await Promise.all([startChain(), startPostgres(folder)]);
  const deployment = await deployAll(chain);
  await fund(chain, deployment, 0);
  for (const index of [1, 2, 3]) await fund(chain, deployment, index, deployment.contracts.Orders);
  await createMarket(chain, deployment);
  const desk = await orderDesk(chain, deployment, 1n);
  let services: ServiceProcess[] = [];
  let snapshot: unknown;
  let databases = 0;

  const query = async (databaseUrl: string, text: string) => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  const newDatabase = () => makeDatabase(postgres.url, `relay_${++databases}`);
  const until: RelayStage["until"] = async (what, isSo) => {
    for (const deadline = Date.now() + patience; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 30))) {
      if (Date.now() > deadline) throw new Error(`Not in time: ${what}\n${services.map((each) => each.log()).join("\n")}`);
    }
  };
  return {
    chain,
    deployment,
    desk,
    query,
    makeDatabase: newDatabase,
    until,
    keep: (service) => void services.push(service),
    startRelay: async (env = {}, databaseUrl, port) => {
      const database = databaseUrl ?? (await newDatabase());
      const process = await runRelay({ rpcUrl: chain.url, deployment, databaseUrl: database, env, port });
      services.push(process);
      await process.start();
      return { process, databaseUrl: database, relay: desk.relay(process.url) };
    },
    listen: async (relay, filter = "") => {
      const ending = new AbortController();
      const response = await fetch(`${relay.url}/stream${filter}`, { signal: ending.signal });
      const told: Listener["told"] = [];
      const reading = (async () => {
        if (response.body) for await (const { event, data } of readEvents(response.body)) told.push({ event, data: JSON.parse(data) });
      })().catch(() => undefined);
      await until("the stream speaks", async () => told.length > 0);
      return {
        told,
        of: (event) => told.filter((each) => each.event === event).map(({ data }) => data),
        end: async () => {
          ending.abort();
          await reading;
        },
      };
    },
    place: async (relay, index, changes) => postOrder(relay, await desk.sign(index, changes)),
    hashesOf: async (relay) => (await getOrders(relay)).map(({ hash }) => hash),
    begin: async () => {
      snapshot = await chain.rpc("evm_snapshot");
    },
    clear: async () => {
      for (const service of services.reverse()) await service.stop();
      services = [];
      await chain.rpc("evm_setAutomine", true);
      await chain.rpc("evm_revert", snapshot);
    },
    close: async () => {
      await postgres.stop();
      await chain.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

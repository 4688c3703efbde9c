// properties: L4, L6
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import pg from "pg";
import type { Address } from "viem";
import { type Postgres, startPostgres } from "../../indexer/postgres/startPostgres.ts";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { cancelOrdersCall } from "../../sdk/orders/cancelOrdersCall.ts";
import { fillCall } from "../../sdk/orders/fillCall.ts";
import type { Order } from "../../sdk/orders/order.ts";
import { toOrderJson } from "../../sdk/orders/orderJson.ts";
import { getBook, getOrders, postOrder, type Relay, type RestingOrder } from "../../sdk/orders/relay.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { signPermit } from "../../sdk/signPermit.ts";
import type { Deployment } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { createMarket, fund, USD } from "../../tools/test/market.ts";
import { type OrderDesk, orderDesk } from "../../tools/test/orderDesk.ts";
import { runRelay } from "../../tools/test/runRelay.ts";
import type { ServiceProcess } from "../../tools/test/runService.ts";

const PATIENCE_MS = 60_000;
const CENT = WAD / 100n;

let chain: Chain;
let deployment: Deployment;
let postgres: Postgres;
let folder: string;
let desk: OrderDesk;
let snapshot: unknown;
let relays: ServiceProcess[] = [];
let runs = 0;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "presage-relay-"));
  [chain, postgres] = await Promise.all([startChain(), startPostgres(folder)]);
  deployment = await deployAll(chain);
  await fund(chain, deployment, 0);
  for (const index of [1, 2, 3]) await fund(chain, deployment, index, deployment.contracts.Orders);
  await createMarket(chain, deployment);
  desk = await orderDesk(chain, deployment, 1n);
});
beforeEach(async () => {
  snapshot = await chain.rpc("evm_snapshot");
});
afterEach(async () => {
  for (const relay of relays) await relay.stop();
  relays = [];
  await chain.rpc("evm_revert", snapshot);
});
after(async () => {
  await postgres?.stop();
  await chain?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function makeDatabase(): Promise<string> {
  const name = `relay_${++runs}`;
  await query(postgres.url, `create database ${name}`);
  return postgres.url.replace(/postgres$/, name);
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}

async function startRelay(env: Record<string, string> = {}, databaseUrl?: string) {
  const database = databaseUrl ?? (await makeDatabase());
  const process = await runRelay({ rpcUrl: chain.url, deployment, databaseUrl: database, env });
  relays.push(process);
  await process.start();
  return { process, databaseUrl: database, relay: desk.relay(process.url) };
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 30))) {
    if (Date.now() > deadline) throw new Error(`Not within a minute: ${what}\n${relays.map((each) => each.log()).join("\n")}`);
  }
}

const place = async (relay: Relay, index: number, changes?: Partial<Order>): Promise<RestingOrder> =>
  postOrder(relay, await desk.sign(index, changes));
const hashesOf = async (relay: Relay) => (await getOrders(relay)).map(({ hash }) => hash);
const usd = () => deployment.collaterals.usd as Address;
const orders = () => deployment.contracts.Orders as Address;

/** Collects what a stream tells until it is ended. */
async function listen(relay: Relay, filter = "") {
  const ending = new AbortController();
  const response = await fetch(`${relay.url}/stream${filter}`, { signal: ending.signal });
  const told: { event: string; data: Record<string, unknown> }[] = [];
  const reading = (async () => {
    let text = "";
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString();
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const [event = "", data = ""] = text.slice(0, end).split("\n").map((line) => line.replace(/^\w+: /, ""));
        told.push({ event, data: JSON.parse(data) });
        text = text.slice(end + 2);
      }
    }
  })().catch(() => undefined);
  await until("the stream speaks", async () => told.length > 0);
  return {
    told,
    of: (event: string) => told.filter((each) => each.event === event).map(({ data }) => data),
    end: async () => {
      ending.abort();
      await reading;
    },
  };
}

describe("a relay", () => {
  it("keeps a signed order, once, and shows it", async () => {
    const { relay } = await startRelay();
    const signed = await desk.sign(1);
    const first = await fetch(`${relay.url}/orders`, { method: "POST", body: JSON.stringify(toOrderJson(signed)) });
    assert.equal(first.status, 201);
    const second = await fetch(`${relay.url}/orders`, { method: "POST", body: JSON.stringify(toOrderJson(signed)) });
    assert.equal(second.status, 200);
    assert.deepEqual(await second.json(), await first.json());
    const [resting, ...others] = await getOrders(relay);
    assert.equal(others.length, 0);
    assert.deepEqual(resting?.order, signed.order);
    assert.deepEqual([resting?.status, resting?.remaining, resting?.fillable], ["Fillable", 10n * USD, 10n * USD]);
    const one = (await (await fetch(`${relay.url}/orders/${resting?.hash}`)).json()) as { data: { hash: string } };
    assert.equal(one.data.hash, desk.hashOf(signed.order));
    const { bids, asks, asOf } = await getBook(relay, { marketId: 1n, outcome: 0 });
    assert.deepEqual(bids.find(({ orders }) => orders.base !== "0")?.price, "0.40");
    assert.ok(asks.every(({ orders }) => orders.base === "0"));
    assert.equal(asOf.block, Number(await chain.client.getBlockNumber()));
  });
});

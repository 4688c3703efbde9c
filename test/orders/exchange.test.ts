// properties: L4, L6
import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import type { Address } from "viem";
import { getBalance } from "../../sdk/getBalance.ts";
import { freePort } from "../../sdk/node/freePort.ts";
import { cancelOrdersCall } from "../../sdk/orders/cancelOrdersCall.ts";
import { fillCall } from "../../sdk/orders/fillCall.ts";
import type { SignedOrder } from "../../sdk/orders/order.ts";
import { toOrderJson } from "../../sdk/orders/orderJson.ts";
import { getOrders, postOrder, type Relay } from "../../sdk/orders/relay.ts";
import { signOrder } from "../../sdk/orders/signOrder.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { USD } from "../../tools/test/market.ts";
import { type RelayStage, relayStage } from "../../tools/test/relayStage.ts";

const SOON = { PRESAGE_RELAY_EXCHANGE_MS: "100" };
const MAKERS = [1, 2, 3];
const EACH = 40;

let stage: RelayStage;
before(async () => {
  stage = await relayStage();
});
beforeEach(() => stage.begin());
afterEach(() => stage.clear());
after(() => stage?.close());

/** Two relays that are each other's peers. */
async function startTwo() {
  const second = `http://127.0.0.1:${await freePort()}`;
  const a = await stage.startRelay({ ...SOON, PRESAGE_RELAY_PEERS: second });
  const b = await stage.startRelay({ ...SOON, PRESAGE_RELAY_PEERS: a.relay.url }, undefined, Number(new URL(second).port));
  return { a, b };
}

async function hasAll(relay: Relay, hashes: Iterable<string>): Promise<boolean> {
  const there = new Set(await stage.hashesOf(relay));
  return [...hashes].every((hash) => there.has(hash));
}

async function blockOf(relay: Relay): Promise<number> {
  return ((await (await fetch(`${relay.url}/ready`)).json()) as { block: number }).block;
}

/** Ends the test as soon as a relay shows one of these at a block that is two or more later. */
async function neverShownAfter(relay: Relay, hashes: ReadonlySet<string>, block: bigint): Promise<void> {
  await stage.until("the relay is two blocks on", async () => (await blockOf(relay)) >= Number(block) + 2);
  for (const hash of await stage.hashesOf(relay)) assert.ok(!hashes.has(hash), `${relay.url} shows ${hash}, which is dead`);
}

/** Something at an address that answers as it likes, until the test ends. */
async function startPeer(context: { after: (work: () => void) => void }, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("two relays", () => {
  it("lose no order that a client was told is kept when one is killed under load, and show none that is dead", async () => {
    const { chain, deployment, desk, until } = stage;
    const { a, b } = await startTwo();
    const signed: SignedOrder[] = [];
    for (const index of MAKERS) for (let count = 0; count < EACH; count++) signed.push(await desk.sign(index));

    const told = new Set<string>();
    const unanswered = new Set<string>();
    let isKilled = false;
    const post = async (relay: Relay, some: readonly SignedOrder[]) => {
      for (const each of some) {
        const kept = await postOrder(relay, each).catch(() => undefined);
        if (kept) told.add(kept.hash);
        else unanswered.add(desk.hashOf(each.order));
        if (told.size >= signed.length / 3 && !isKilled) {
          isKilled = true;
          void a.process.stop("SIGKILL");
        }
      }
    };
    const half = signed.filter((_, index) => index % 2 === 0);
    const rest = signed.filter((_, index) => index % 2 === 1);
    const thirds = (all: readonly SignedOrder[]) => [0, 1, 2].map((third) => all.filter((_, index) => index % 3 === third));
    await Promise.all([...thirds(half).map((some) => post(a.relay, some)), ...thirds(rest).map((some) => post(b.relay, some))]);
    const lost = unanswered.size;
    assert.ok(lost > 0 && told.size > signed.length / 3, `killed amid ${signed.length}: ${told.size} told, ${lost} not`);

    await a.process.start();
    for (const { relay } of [a, b]) await until(`${relay.url} has all that were told`, () => hasAll(relay, told));

    const cancelled = signed.filter(({ order }) => told.has(desk.hashOf(order)) && order.slot % 2 === 0);
    let block = 0n;
    for (const index of MAKERS) {
      const maker = chain.wallet(index).account.address.toLowerCase();
      const own = cancelled.filter(({ order }) => order.maker === maker).map(({ order }) => order);
      const call = cancelOrdersCall({ orders: deployment.contracts.Orders as Address, cancelled: own });
      block = (await sendCall(chain.client, chain.wallet(index), call)).blockNumber;
    }
    await chain.rpc("hardhat_mine", "0x2");
    const dead = new Set<string>(cancelled.map(({ order }) => desk.hashOf(order)));
    for (const { relay } of [a, b]) await neverShownAfter(relay, dead, block);
    const alive = [...told].filter((hash) => !dead.has(hash));
    for (const { relay } of [a, b]) {
      const shown = await stage.hashesOf(relay);
      // one that was written down as the relay died is kept as well, though nobody was told
      assert.deepEqual(shown.filter((hash) => !unanswered.has(hash)).sort(), alive.sort());
    }

    await chain.rpc("evm_increaseTime", 2 * 86_400);
    await chain.rpc("hardhat_mine", "0x3");
    for (const { relay } of [a, b]) await neverShownAfter(relay, told, block + 3n);
  });

  it("give back to one all that was in its database when that was dropped, and nobody lost money", async () => {
    const { chain, deployment, until } = stage;
    const { a, b } = await startTwo();
    const usd = deployment.collaterals.usd as Address;
    const balances = () =>
      Promise.all(MAKERS.map((index) => getBalance(chain.client, { token: usd, owner: chain.wallet(index).account.address })));
    const before = await balances();
    const kept = [];
    for (const index of MAKERS)
      for (const relay of [a.relay, b.relay]) kept.push(await stage.place(relay, index, { price: 6n * 10n ** 17n }));
    const hashes = kept.map(({ hash }) => hash);
    for (const { relay } of [a, b]) await until("both have all", () => hasAll(relay, hashes));

    await b.process.stop("SIGKILL");
    const name = new URL(b.databaseUrl).pathname.slice(1);
    const other = a.databaseUrl;
    await stage.query(other, `drop database ${name} with (force)`);
    await stage.query(other, `create database ${name}`);
    await b.process.start();
    await until("its orders are back", () => hasAll(b.relay, hashes));
    assert.deepEqual(await balances(), before);

    const [again] = await getOrders(b.relay, { maker: kept[0]?.order.maker as Address });
    assert.ok(again);
    const receipt = await sendCall(
      chain.client,
      chain.wallet(0),
      fillCall({ orders: deployment.contracts.Orders as Address, signed: again, positions: again.remaining }),
    );
    assert.equal(receipt.status, "success");
  });
});

describe("what a relay takes of its peers", () => {
  it("is checked like a stranger's: what is forged, dead, of another chain or unreadable stays out, the rest comes in", async (context) => {
    const { desk, chain, deployment, until } = stage;
    const good = await desk.sign(1);
    const forged = { ...(await desk.sign(1)), order: { ...(await desk.sign(1)).order, price: 9n * 10n ** 17n } };
    const { timestamp } = await chain.client.getBlock();
    const expired = await desk.sign(2, { expiry: Number(timestamp) - 1 });
    const order = await desk.orderOf(2);
    const elsewhere = await signOrder(chain.wallet(2), { order, chainId: 1, orders: deployment.contracts.Orders as Address });
    const unfunded = await desk.sign(7);
    const shown = { status: "Fillable", remaining: "1", fillable: "1", hash: `0x${"11".repeat(32)}` };
    const data = [
      null,
      7,
      { ...shown, order: [] },
      ...[forged, expired, elsewhere, unfunded, good].map((each) => ({ ...toOrderJson(each), ...shown })),
    ];
    const liar = await startPeer(context, (_, response) => response.end(JSON.stringify({ data, next: null })));
    const { relay } = await stage.startRelay({ ...SOON, PRESAGE_RELAY_PEERS: liar });
    await until("the good one is there", () => hasAll(relay, [desk.hashOf(good.order)]));
    assert.deepEqual(await stage.hashesOf(relay), [desk.hashOf(good.order)]);
  });

  it("comes from the honest ones, whatever the others answer", async (context) => {
    const asked = new Map<string, number>();
    const faulty = (name: string, answer: RequestListener) =>
      startPeer(context, (request, response) => {
        asked.set(name, (asked.get(name) ?? 0) + 1);
        answer(request, response);
      });
    let isReached = false;
    const inside = await startPeer(context, (_, response) => {
      isReached = true;
      response.end("{}");
    });
    const peers = await Promise.all([
      faulty("silent", () => undefined),
      faulty("endless", (_, response) => {
        const pour = () => {
          while (!response.destroyed && response.write(" ".repeat(65_536)));
        };
        response.on("drain", pour);
        pour();
      }),
      faulty("elsewhere", (_, response) => response.writeHead(302, { location: inside }).end()),
      faulty("noise", (_, response) => response.end("<html>")),
      faulty("no list", (_, response) => response.end('{"data":{},"next":null}')),
      faulty("null", (_, response) => response.end("null")),
    ]);
    const honest = await stage.startRelay();
    const { relay, process } = await stage.startRelay({ ...SOON, PRESAGE_RELAY_PEERS: [...peers, honest.relay.url].join(",") });
    const kept = [await stage.place(honest.relay, 1), await stage.place(honest.relay, 2, { amount: 20n * USD })];
    await stage.until("the honest one's are there", () =>
      hasAll(
        relay,
        kept.map(({ hash }) => hash),
      ),
    );
    await stage.until("all were asked", async () => asked.size === peers.length);
    await stage.until("the endless answer was let go", async () => /more than \d+ bytes/.test(process.log()));
    await stage.until("who sends it elsewhere was refused", async () => process.log().includes(new URL(peers[2] as string).host));
    assert.equal(isReached, false);
    assert.equal((await fetch(`${relay.url}/ready`)).status, 200);
  });
});

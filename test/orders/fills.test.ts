// properties: L4, L6
import assert from "node:assert/strict";
import { after, afterEach, beforeEach, describe, it } from "node:test";
import { type Address, encodeEventTopics, encodeFunctionData, erc20Abi, toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { FillFinder } from "../../keeper/fillFinder.ts";
import { ordersAbi } from "../../sdk/abi/orders.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { approvePositionCall } from "../../sdk/calls/approvePosition.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { cancelOrdersCall } from "../../sdk/orders/cancelOrdersCall.ts";
import { getOrders, postOrder, type Relay, type RestingOrder } from "../../sdk/orders/relay.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { signPermit } from "../../sdk/signPermit.ts";
import { WAD } from "../../sdk/wad.ts";
import { USD } from "../../tools/test/market.ts";
import { type RunningRelay, relayStage } from "../../tools/test/relayStage.ts";
import { runKeeper } from "../../tools/test/runKeeper.ts";
import type { ServiceProcess } from "../../tools/test/runService.ts";

const MNEMONIC = "test test test test test test test test test test test junk";
const KEEPER = 18;
const CENT = WAD / 100n;

const stage = await relayStage({ patience: 90_000 });
const { chain, deployment, desk, until } = stage;
let running: RunningRelay;
let relay: Relay;
beforeEach(async () => {
  await stage.begin();
  running = await stage.startRelay();
  relay = running.relay;
});
afterEach(() => stage.clear());
after(() => stage.close());

async function keeper(env: Record<string, string> = {}): Promise<ServiceProcess> {
  const started = await runKeeper({
    rpcUrl: chain.url,
    deployment,
    databaseUrl: await stage.makeDatabase(),
    env: { PRESAGE_RELAY_URL: relay.url, ...env },
  });
  stage.keep(started);
  await started.start();
  return started;
}

const usd = () => deployment.collaterals.usd as Address;
const orders = () => deployment.contracts.Orders as Address;
const sentBy = async (address: Address) => Number(await chain.rpc("eth_getTransactionCount", address, "latest"));
const cashOf = (address: Address) =>
  chain.client.readContract({ address: usd(), abi: erc20Abi, functionName: "balanceOf", args: [address] });

/** How often each order was filled. */
async function fillCounts(): Promise<Record<string, number>> {
  const topics = encodeEventTopics({ abi: ordersAbi, eventName: "Filled" });
  const logs = (await chain.rpc("eth_getLogs", { address: orders(), topics, fromBlock: "0x0" })) as { topics: string[] }[];
  const counts: Record<string, number> = {};
  for (const { topics } of logs) counts[topics[2] as string] = (counts[topics[2] as string] ?? 0) + 1;
  return counts;
}

/** Gives an account YES of the first outcome, which it lets the contract take. */
async function give(index: number, collateral: bigint): Promise<void> {
  const markets = deployment.contracts.Markets;
  const wallet = chain.wallet(index);
  await sendCall(chain.client, wallet, approveCall({ token: usd(), spender: markets, amount: collateral }));
  const terms = { markets, marketId: 1n, outcome: 0, side: "yes", recipient: wallet.account.address, deadline: 2n ** 40n } as const;
  await sendCall(chain.client, wallet, buyCall({ ...terms, collateralIn: collateral, minPositionsOut: 0n }));
  const { positionId: id } = await desk.orderOf(index);
  await sendCall(chain.client, wallet, approvePositionCall({ markets, spender: orders(), id, amount: 10n * USD }));
}

/** A sale of account 3, and purchases of others that cross it, the last one the newest. */
async function placeCrossing(...buyers: number[]): Promise<{ ask: RestingOrder; bids: RestingOrder[] }> {
  await give(3, 10n * USD);
  const { positionId, start } = await desk.orderOf(3);
  const ask = await postOrder(
    relay,
    await desk.sign(3, { sell: true, positionId, price: 35n * CENT, amount: 10n * USD, start: start - 900 }),
  );
  const bids: RestingOrder[] = [];
  for (const [age, index] of buyers.entries())
    bids.push(await postOrder(relay, await desk.sign(index, { price: 40n * CENT, start: start - 800 + age })));
  return { ask, bids };
}

function finderOf(leastTip: string): FillFinder {
  return new FillFinder({ client: chain.client, deployment, account: chain.wallet(KEEPER).account.address, relay, leastTip });
}

describe("the keeper's fills", () => {
  it("pass over an order whose fill failed, for a while, and find the next", async () => {
    const [best, next] = [
      await postOrder(relay, await desk.sign(1, { price: 60n * CENT, maxTip: 300 })),
      await postOrder(relay, await desk.sign(2, { price: 60n * CENT, maxTip: 100 })),
    ];
    const finder = finderOf("0.0000001"); // less than a base unit
    const found = async () => (await finder.find()).map(({ key }) => key.split(":")[1]);
    assert.deepEqual(await found(), [best.hash]);
    finder.setAside((await finder.find())[0]?.key ?? "");
    assert.deepEqual(await found(), [next.hash]);
    await until("it is tried again", async () => (await found())[0] === best.hash);
    finder.stop();
  });

  it("set two orders aside with each other where it is not said which was at fault, and leave each to the rest", async () => {
    const { ask, bids } = await placeCrossing(1, 2);
    const finder = finderOf("0");
    const fail = async () => {
      const [fill] = await finder.find();
      assert.ok(fill);
      finder.setAside(fill.key);
      return [fill.action, fill.key.split(":")[1]];
    };
    assert.deepEqual(await fail(), ["cross", bids[1]?.hash]);
    assert.deepEqual(await fail(), ["cross", bids[0]?.hash]);
    assert.deepEqual(await fail(), ["fill", ask.hash]);
    finder.stop();
  });

  it("learn of new orders and of those that are gone by the stream, and read all anew when it ends", async () => {
    const finder = finderOf("0");
    const found = async () => (await finder.find()).map(({ key }) => key.split(":")[1]);
    assert.deepEqual(await found(), []);
    const first = await postOrder(relay, await desk.sign(1, { price: 60n * CENT }));
    await until("the first is found", async () => (await found())[0] === first.hash);
    await sendCall(chain.client, chain.wallet(1), cancelOrdersCall({ orders: orders(), cancelled: [first.order] }));
    await until("it is found no longer", async () => (await found()).length === 0);
    await running.process.stop();
    await assert.rejects(
      until("the relay is missed", async () => (await found()).length > 0),
      { code: "RelayUnavailable" },
    );
    await running.process.start();
    const second = await postOrder(relay, await desk.sign(2, { price: 60n * CENT }));
    await until("the second is found", async () => (await found())[0] === second.hash);
    finder.stop();
  });

  it("goes on with the others where one of two orders that cross is dead, and does not try that one again and again", async () => {
    const blind = await stage.startRelay({ PRESAGE_POLL_MS: "3600000" });
    relay = blind.relay;
    const { ask, bids } = await placeCrossing(1, 2);
    const [good, dead] = bids as [RestingOrder, RestingOrder];
    await sendCall(chain.client, chain.wallet(2), cancelOrdersCall({ orders: orders(), cancelled: [dead.order] }));
    const { log } = await keeper();
    await until("the others are filled with each other", async () => (await fillCounts())[good.hash] === 1);
    assert.deepEqual(await fillCounts(), { [good.hash]: 1, [ask.hash]: 1 });
    assert.equal(log().match(/"msg":"refused"/g)?.length, 1, log());
  });

  it("does not send again and again what was reverted, and fills the others meanwhile", async () => {
    const blind = await stage.startRelay({ PRESAGE_POLL_MS: "3600000" });
    relay = blind.relay;
    const dead = await postOrder(relay, await desk.sign(1, { price: 60n * CENT, maxTip: 300 }));
    const next = await postOrder(relay, await desk.sign(2, { price: 60n * CENT, maxTip: 100 }));
    const account = chain.wallet(KEEPER).account.address;
    await chain.rpc("evm_setAutomine", false);
    const { log } = await keeper({ PRESAGE_KEEPER_CONFIRMATIONS: "20" });
    await until("a fill is on its way", async () => Number(await chain.rpc("eth_getTransactionCount", account, "pending")) === 1);
    const call = cancelOrdersCall({ orders: orders(), cancelled: [dead.order] });
    const fee = { maxFeePerGas: toHex(10n ** 12n), maxPriorityFeePerGas: toHex(10n ** 11n), gas: toHex(200_000) };
    await chain.rpc("eth_sendTransaction", { from: dead.order.maker, to: call.address, data: encodeFunctionData(call), ...fee });
    await chain.rpc("evm_mine"); // the cancellation, which pays more, comes first
    await chain.rpc("evm_setAutomine", true);
    assert.equal(await sentBy(account), 1);
    await until("the other is filled", async () => (await fillCounts())[next.hash] === 1);
    await new Promise((resolve) => setTimeout(resolve, 7_000)); // its first pause is over
    assert.equal(await sentBy(account), 2, log());
  });

  it("fills what the pool can fill, once, for the tip, with the permit that came with the order; and waits for the rest", async () => {
    const wallet = chain.wallet(1);
    await sendCall(chain.client, wallet, approveCall({ token: usd(), spender: orders(), amount: 0n }));
    const permit = await signPermit(chain.client, wallet, {
      token: usd(),
      spender: orders(),
      value: 6n * USD,
      deadline: 2n ** 40n,
      chainId: deployment.chainId,
    });
    const fillable = await postOrder(relay, { ...(await desk.sign(1, { price: 60n * CENT, maxTip: 100 })), permit });
    const waiting = await postOrder(relay, await desk.sign(2, { price: 40n * CENT }));
    await keeper();
    await until("the order is filled", async () => (await fillCounts())[fillable.hash] === 1);
    await until("the relay has heard of it", async () => (await getOrders(relay)).length === 1);
    assert.deepEqual(await fillCounts(), { [fillable.hash]: 1 });
    const account = chain.wallet(KEEPER).account.address;
    assert.ok((await cashOf(account)) > 0n, "the tip");
    assert.equal(await sentBy(account), 1);
    // the price comes to the other one
    await give(3, 1n * USD);
    const { positionId } = await desk.orderOf(3);
    assert.equal((await getOrders(relay))[0]?.hash, waiting.hash);
    await postOrder(relay, await desk.sign(3, { sell: true, positionId, price: 35n * CENT, amount: 1n * USD }));
    await until("they are filled with each other, as far as both go", async () => (await fillCounts())[waiting.hash] === 1);
  });

  it("sends nothing for less than it is told to ask for, nor while it only says what is due", async () => {
    const paying = await postOrder(relay, await desk.sign(1, { price: 60n * CENT, maxTip: 100 }));
    const greedy = await keeper({ PRESAGE_KEEPER_LEAST_TIP: "5" });
    const dry = await keeper({ PRESAGE_KEEPER_DRY_RUN: "1" });
    await until("the dry one says so", async () => /"action":"fill".*is due/.test(dry.log()));
    assert.equal(await sentBy(chain.wallet(KEEPER).account.address), 0);
    assert.deepEqual(await fillCounts(), {});
    assert.doesNotMatch(greedy.log(), /"msg":"sent"/);
    assert.equal((await getOrders(relay))[0]?.hash, paying.hash);
  });

  it("ends a race of three keepers with one fill each, and nobody loses more than gas", async () => {
    const accounts = [15, 16, 17].map((addressIndex) => mnemonicToAccount(MNEMONIC, { addressIndex }));
    for (const { getHdKey } of accounts)
      await keeper({ PRESAGE_KEEPER_PRIVATE_KEY: toHex(getHdKey().privateKey as Uint8Array), PRESAGE_KEEPER_CONFIRMATIONS: "0" });
    const signed = await Promise.all([1, 2].map((index) => desk.sign(index, { price: 60n * CENT, maxTip: 100 })));
    const hashes = (await Promise.all(signed.map((each) => postOrder(relay, each)))).map(({ hash }) => hash);
    await until("both are filled", async () => Object.keys(await fillCounts()).length === 2);
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // for whoever would fill one again
    for (let block = 0; block < 5; block++) await chain.rpc("evm_mine");
    assert.deepEqual(await fillCounts(), Object.fromEntries(hashes.map((hash) => [hash, 1])));
    const earned = await Promise.all(accounts.map(({ address }) => cashOf(address)));
    assert.ok(earned.reduce((sum, each) => sum + each) > 0n, "somebody has the tips");
  });
});

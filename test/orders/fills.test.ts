// properties: L4, L6
import assert from "node:assert/strict";
import { after, afterEach, beforeEach, describe, it } from "node:test";
import { type Address, encodeEventTopics, erc20Abi, toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { FillFinder } from "../../keeper/fillFinder.ts";
import { ordersAbi } from "../../sdk/abi/orders.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { approvePositionCall } from "../../sdk/calls/approvePosition.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { getOrders, postOrder, type Relay } from "../../sdk/orders/relay.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { signPermit } from "../../sdk/signPermit.ts";
import { WAD } from "../../sdk/wad.ts";
import { USD } from "../../tools/test/market.ts";
import { relayStage } from "../../tools/test/relayStage.ts";
import { runKeeper } from "../../tools/test/runKeeper.ts";
import type { ServiceProcess } from "../../tools/test/runService.ts";

const MNEMONIC = "test test test test test test test test test test test junk";
const KEEPER = 18;
const CENT = WAD / 100n;

const stage = await relayStage({ patience: 90_000 });
const { chain, deployment, desk, until } = stage;
let relay: Relay;
beforeEach(async () => {
  await stage.begin();
  ({ relay } = await stage.startRelay());
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

describe("the keeper's fills", () => {
  it("pass over an order whose fill failed, for a while, and find the next", async () => {
    const [best, next] = [
      await postOrder(relay, await desk.sign(1, { price: 60n * CENT, maxTip: 300 })),
      await postOrder(relay, await desk.sign(2, { price: 60n * CENT, maxTip: 100 })),
    ];
    const account = chain.wallet(KEEPER).account.address;
    const finder = new FillFinder({ client: chain.client, deployment, account, relay, leastTip: "0.000001" });
    const found = async () => (await finder.find()).map(({ key }) => key.split(":")[1]);
    assert.deepEqual(await found(), [best.hash]);
    finder.setAside((await finder.find())[0]?.key ?? "");
    assert.deepEqual(await found(), [next.hash]);
    await until("it is tried again", async () => (await found())[0] === best.hash);
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

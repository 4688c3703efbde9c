// properties: L4, L6
import assert from "node:assert/strict";
import { after, afterEach, beforeEach, describe, it } from "node:test";
import { type Address, concat, encodeEventTopics, type Hex, toHex } from "viem";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { ordersAbi } from "../../sdk/abi/orders.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { cancelOrdersCall } from "../../sdk/orders/cancelOrdersCall.ts";
import { fillCall } from "../../sdk/orders/fillCall.ts";
import { toOrderJson } from "../../sdk/orders/orderJson.ts";
import { getBook, getOrders, postOrder } from "../../sdk/orders/relay.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { signPermit } from "../../sdk/signPermit.ts";
import { WAD } from "../../sdk/wad.ts";
import { USD } from "../../tools/test/market.ts";
import { relayStage } from "../../tools/test/relayStage.ts";

const CENT = WAD / 100n;

const stage = await relayStage();
const { chain, deployment, desk, query, startRelay, until, listen, place, hashesOf } = stage;
beforeEach(() => stage.begin());
afterEach(() => stage.clear());
after(() => stage.close());

/** The runtime code of a contract that logs three topics and data as its calldata has them. */
const SAYS_ANYTHING = "0x606036036060 5f37 604035 602035 5f35 60603603 5f a3 00".replaceAll(" ", "") as Hex;

const usd = () => deployment.collaterals.usd as Address;
const orders = () => deployment.contracts.Orders as Address;

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

  it("refuses in words what nobody could fill, and what is none of its business", async () => {
    const { relay } = await startRelay({ PRESAGE_RELAY_ORDERS_PER_MAKER: "2" });
    const { timestamp } = await chain.client.getBlock();
    const now = Number(timestamp);
    const forged = { ...(await desk.sign(1)), signature: (await desk.sign(2)).signature };
    const elsewhere = await desk.sign(1, { termsHash: `0x${"11".repeat(32)}` });
    for (const [posted, code] of [
      [forged, "NotFillable"],
      [elsewhere, "NotFillable"],
      [await desk.sign(1, { expiry: now - 1, start: now - 9 }), "NotFillable"],
      [await desk.sign(1, { price: CENT / 200n }), "NotFillable"],
      [await desk.sign(1, { expiry: now + 200 * 86_400 }), "ExpiryTooFar"],
      [await desk.sign(1, { amount: 10_000_000n * USD }), "ERC20InsufficientBalance"],
      [await desk.sign(4), "ERC20InsufficientBalance"],
      [await desk.sign(1, { sell: true }), "ERC6909InsufficientBalance"],
    ] as const) {
      await assert.rejects(
        postOrder(relay, posted),
        (error: { code: string; remedy: string }) => error.code === code && error.remedy !== "",
      );
    }
    for (const [body, status, words] of [
      ["{", 400, /cannot be parsed/],
      ['{"order":{"maker":1}}', 400, /order\.maker is 1, expected an address/],
      [JSON.stringify({ order: {}, padding: "x".repeat(20_000) }), 413, /too large/],
    ] as const) {
      const answer = await fetch(`${relay.url}/orders`, { method: "POST", body });
      assert.equal(answer.status, status);
      assert.match(await answer.text(), words);
    }
    await place(relay, 1);
    await place(relay, 1);
    await assert.rejects(place(relay, 1), { code: "TooManyOrders" });
    await place(relay, 2);
    assert.equal((await hashesOf(relay)).length, 3);
  });

  it("follows each order through fills, and tells them from mined receipts alone", async () => {
    const { relay } = await startRelay();
    const stream = await listen(relay);
    const only = await listen(relay, `?maker=${chain.wallet(2).account.address}`);
    const signed = await desk.sign(1, { price: 60n * CENT });
    await postOrder(relay, signed);
    await chain.rpc("evm_setAutomine", false);
    await sendCall(chain.client, chain.wallet(3), fillCall({ orders: orders(), signed, positions: 4n * USD }), {
      onHash: () => void setTimeout(() => void chain.rpc("evm_mine"), 700),
    });
    await chain.rpc("evm_setAutomine", true);
    await until("the fill is told", async () => stream.of("filled").length > 0);
    const [fill] = stream.of("filled");
    const receipt = await chain.client.getTransactionReceipt({ hash: fill?.txHash as `0x${string}` });
    assert.equal(receipt.status, "success");
    assert.equal(fill?.block, Number(receipt.blockNumber));
    assert.equal(fill?.collateral, String((4n * USD * 60n) / 100n));
    await until("what remains is shown", async () => (await getOrders(relay))[0]?.remaining === 6n * USD);
    await sendCall(chain.client, chain.wallet(3), fillCall({ orders: orders(), signed, positions: 6n * USD }));
    await until("it is gone", async () => (await hashesOf(relay)).length === 0);
    assert.deepEqual(stream.of("gone"), [{ hash: desk.hashOf(signed.order), reason: "Filled" }]);
    assert.equal(stream.of("filled").length, 2);
    assert.equal(only.told.filter(({ event }) => event !== "block").length, 0);
    for (const each of [stream, only]) await each.end();
  });

  it("tells no fill that a token makes up", async () => {
    const { relay } = await startRelay();
    const { hash, order } = await place(relay, 1);
    const { of, end } = await listen(relay);
    const topics = encodeEventTopics({ abi: ordersAbi, eventName: "Filled", args: { maker: order.maker, orderHash: hash } });
    const words = [order.positionId, (10n * USD) << 128n, ((10n * USD) << 128n) | (4n * USD)].map((word) => toHex(word, { size: 32 }));
    const code = await chain.client.getCode({ address: usd() });
    await chain.rpc("hardhat_setCode", usd(), SAYS_ANYTHING);
    const { account } = chain.wallet(0);
    await chain.wallet(0).sendTransaction({ to: usd(), data: concat([...(topics as Hex[]), ...words]), chain: null, account });
    const [said] = await chain.client.getLogs({ address: usd(), fromBlock: "latest" });
    assert.equal(said?.topics[0], topics[0], "the token has said so");
    await chain.rpc("hardhat_setCode", usd(), code);
    await chain.rpc("evm_mine");
    const head = Number(await chain.client.getBlockNumber());
    await until("the block is read", async () => (await getBook(relay, { marketId: 1n, outcome: 0 })).asOf.block >= head);
    assert.deepEqual(of("filled"), []);
    await end();
  });

  it("shows nobody's order that is dead, and puts to sleep what its maker cannot pay", async () => {
    const { relay } = await startRelay();
    const [one, two] = [await place(relay, 1), await place(relay, 1)];
    await sendCall(chain.client, chain.wallet(1), cancelOrdersCall({ orders: orders(), cancelled: [one.order] }));
    await until("the cancelled one is gone", async () => (await hashesOf(relay)).join() === two.hash);
    const allow = (amount: bigint) => sendCall(chain.client, chain.wallet(1), approveCall({ token: usd(), spender: orders(), amount }));
    await allow(1n * USD);
    await until("it is cut to what its maker allows", async () => (await getOrders(relay))[0]?.fillable === (5n * USD) / 2n);
    await allow(0n);
    await until("it sleeps", async () => (await getOrders(relay))[0]?.status === "Unfunded");
    assert.ok((await getBook(relay, { marketId: 1n, outcome: 0 })).bids.every((level) => level.orders.base === "0"));
    await allow(100n * USD);
    await until("it wakes", async () => (await getOrders(relay))[0]?.fillable === 10n * USD);
    await chain.rpc("evm_increaseTime", 90_000);
    await chain.rpc("evm_mine");
    await until("it expires", async () => (await hashesOf(relay)).length === 0);
  });

  it("shows in the ladder no more than a maker can pay for over all its orders, and of each what it could if it came alone", async () => {
    const { relay } = await startRelay();
    const allow = (amount: bigint) => sendCall(chain.client, chain.wallet(1), approveCall({ token: usd(), spender: orders(), amount }));
    const inBook = async () => {
      const { bids } = await getBook(relay, { marketId: 1n, outcome: 0, levels: 50 });
      return bids.filter(({ orders }) => orders.base !== "0").map(({ price, orders }) => [price, orders.base]);
    };
    await allow(4n * USD);
    await place(relay, 1, { price: 20n * CENT });
    await place(relay, 1, { price: 40n * CENT, amount: 5n * USD });
    await place(relay, 1, { price: 30n * CENT });
    await place(relay, 2, { price: 20n * CENT });
    const expected = [
      ["0.40", String(5n * USD)],
      ["0.30", String((20n * USD) / 3n - (((20n * USD) / 3n) % 10_000n))],
    ];
    assert.deepEqual((await inBook()).slice(0, 2), expected);
    assert.ok((await getOrders(relay)).every(({ fillable, remaining }) => fillable === remaining));
    await allow(3n * USD); // which no order feels by itself
    await until(
      "the ladder is what is left",
      async () => (await inBook())[1]?.[1] === String((10n * USD) / 3n - (((10n * USD) / 3n) % 10_000n)),
    );
  });

  it("takes an allowance that comes as a permit, until another permit of its owner is used ahead", async () => {
    const { relay } = await startRelay();
    const wallet = chain.wallet(1);
    await sendCall(chain.client, wallet, approveCall({ token: usd(), spender: orders(), amount: 0n }));
    const permitFor = (spender: Address) =>
      signPermit(chain.client, wallet, { token: usd(), spender, value: 4n * USD, deadline: 2n ** 40n, chainId: deployment.chainId });
    const permit = await permitFor(orders());
    const placed = await postOrder(relay, { ...(await desk.sign(1)), permit });
    assert.deepEqual([placed.status, placed.fillable], ["Fillable", 10n * USD]);
    const { value, deadline, v, r, s } = await permitFor(deployment.contracts.Markets);
    const call = {
      address: deployment.contracts.Markets,
      abi: marketsAbi,
      functionName: "selfPermit",
      args: [usd(), value, deadline, v, r, s],
    };
    await sendCall(chain.client, wallet, call);
    await until("the order sleeps", async () => (await getOrders(relay))[0]?.status === "Unfunded");
    const renewed = { order: placed.order, signature: placed.signature, permit: await permitFor(orders()) };
    assert.equal((await postOrder(relay, { ...renewed, permit })).status, "Unfunded"); // the old one changes nothing
    await postOrder(relay, renewed);
    await until("the order wakes", async () => (await getOrders(relay))[0]?.status === "Fillable");
  });

  it("shows again what a reorganisation has brought back to life, and hides what it took", async () => {
    const { relay } = await startRelay();
    const placed = await place(relay, 1, { price: 60n * CENT });
    await until("it is shown", async () => (await hashesOf(relay)).length === 1);
    const fork = await chain.rpc("evm_snapshot");
    await sendCall(chain.client, chain.wallet(3), fillCall({ orders: orders(), signed: placed, positions: 10n * USD }));
    await until("it is gone", async () => (await hashesOf(relay)).length === 0);
    await chain.rpc("evm_revert", fork);
    await chain.rpc("hardhat_mine", "0x3");
    await until("it is back", async () => (await getOrders(relay))[0]?.remaining === 10n * USD);
  });

  it("goes on when it is killed, and when its tables are dropped", async () => {
    const { relay, process, databaseUrl } = await startRelay();
    const placed = await place(relay, 1);
    const filled = await place(relay, 1, { price: 60n * CENT });
    await process.stop("SIGKILL");
    await sendCall(chain.client, chain.wallet(3), fillCall({ orders: orders(), signed: filled, positions: 10n * USD }));
    await process.start();
    assert.deepEqual(await hashesOf(relay), [placed.hash]);
    await query(
      databaseUrl,
      `do $$ declare name text; begin
         for name in select nspname from pg_namespace where nspname like 'orders_%' loop execute 'drop schema ' || name || ' cascade'; end loop;
       end $$`,
    );
    const another = await place(relay, 2);
    assert.deepEqual(await hashesOf(relay), [another.hash, placed.hash]);
    await process.stop("SIGKILL");
    await process.start();
    assert.ok((await hashesOf(relay)).includes(another.hash));
    // what was lost is signed all the same: its maker, or another relay, gives it again
    await postOrder(relay, { order: placed.order, signature: placed.signature });
    assert.equal((await hashesOf(relay)).length, 2);
  });
});

// properties: L5 (what an order is said to do is what the contract does, to the base unit)
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { type Account, type Address, type Client, createWalletClient, custom, encodeFunctionData } from "viem";
import { readContract } from "viem/actions";
import { marketsAbi } from "../../../sdk/abi/markets.ts";
import { ordersAbi } from "../../../sdk/abi/orders.ts";
import { approveCall } from "../../../sdk/calls/approve.ts";
import { makeCall } from "../../../sdk/calls/makeCall.ts";
import { splitPairCall } from "../../../sdk/calls/splitPair.ts";
import { PresageError } from "../../../sdk/errors.ts";
import { getAllowance } from "../../../sdk/getAllowance.ts";
import { getBalance } from "../../../sdk/getBalance.ts";
import { getMarket } from "../../../sdk/getMarket.ts";
import type { PlacingStage } from "../../../sdk/orders/allowOrder.ts";
import { cancelOrders } from "../../../sdk/orders/cancelOrders.ts";
import { fillCall } from "../../../sdk/orders/fillCall.ts";
import { getOwnOrders } from "../../../sdk/orders/getOwnOrders.ts";
import { limitPrice } from "../../../sdk/orders/limitPrice.ts";
import { orderTimes } from "../../../sdk/orders/orderTimes.ts";
import { permitCall } from "../../../sdk/orders/permitCall.ts";
import { placeOrder } from "../../../sdk/orders/placeOrder.ts";
import { type OrderRequest, planOrder } from "../../../sdk/orders/planOrder.ts";
import type { RestingOrder } from "../../../sdk/orders/relay.ts";
import { sumAtRisk } from "../../../sdk/orders/sumAtRisk.ts";
import { sweepCall } from "../../../sdk/orders/sweepCall.ts";
import { sendCall } from "../../../sdk/sendCall.ts";
import type { Call, Deployment, Market } from "../../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../../tools/test/chain.ts";
import { createMarket, fund, USD } from "../../../tools/test/market.ts";
import { startRelay } from "../../../tools/test/relay.ts";

const FAUCET_AMOUNT = 1_000n * USD;
const CREATOR = 0;
const MAKER = 1;
const OTHER = 2;
const FILLER = 3;

let chain: Chain;
let deployment: Deployment;
let orders: Address;
let markets: Address;
let usd: Address;
let book: Awaited<ReturnType<typeof startRelay>>;
let snapshot: unknown;

before(async () => {
  chain = await startChain();
  deployment = await deployAll(chain);
  markets = deployment.contracts.Markets;
  orders = await chain.deploy("Orders", [markets]);
  deployment.contracts.Orders = orders;
  usd = deployment.collaterals.usd as Address;
  await fund(chain, deployment, CREATOR);
  await createMarket(chain, deployment);
  await createMarket(chain, deployment, { outcomeCount: 3 });
  for (const index of [MAKER, OTHER]) await send(index, makeCall(usd, FAUCET, "faucet", [FAUCET_AMOUNT]));
  book = await startRelay(chain.client, deployment);
});
beforeEach(async () => {
  snapshot = await chain.rpc("evm_snapshot");
});
afterEach(async () => {
  await chain.rpc("evm_revert", snapshot);
  book.kept.clear();
});
after(async () => {
  await book.close();
  await chain.close();
});

const FAUCET = [
  { type: "function", name: "faucet", stateMutability: "nonpayable", inputs: [{ name: "amount", type: "uint256" }], outputs: [] },
] as const;
const send = (index: number, call: Call) => sendCall(chain.client, chain.wallet(index), call);
const addressOf = (index: number) => chain.wallet(index).account.address;
const marketOf = (id: bigint) => getMarket(chain.client, { deployment, id });
const cashOf = (index: number) => getBalance(chain.client, { token: usd, owner: addressOf(index) });
const allowanceOf = (index: number) => getAllowance(chain.client, { token: usd, owner: addressOf(index), spender: orders });
const heldOf = (index: number, id: bigint) =>
  readContract(chain.client, { address: markets, abi: marketsAbi, functionName: "balanceOf", args: [addressOf(index), id] });
const openOf = (index: number) => getOwnOrders(chain.client, { relay: book.relay, maker: addressOf(index) });
const multicall = (calls: Call[]) => makeCall(orders, ordersAbi, "multicall", [calls.map((call) => encodeFunctionData(call))]);

async function plan(changes: Partial<OrderRequest> & { market: Market }) {
  const times = await orderTimes(chain.client, 3_600);
  return planOrder({
    outcome: 0,
    side: "yes",
    sell: false,
    price: limitPrice("60%"),
    size: { positions: 10n * USD },
    ...times,
    ...changes,
  });
}

/** A wallet that counts what it is asked for. */
function countingWallet(index: number) {
  const asked: string[] = [];
  const inner = chain.wallet(index);
  const account = {
    ...inner.account,
    signTypedData: (message: { primaryType: string }) => {
      asked.push(message.primaryType);
      return (inner.account as unknown as { signTypedData: (message: unknown) => Promise<string> }).signTypedData(message);
    },
    signTransaction: (...args: unknown[]) => {
      asked.push("transaction");
      return (inner.account as unknown as { signTransaction: (...args: unknown[]) => Promise<string> }).signTransaction(...args);
    },
  } as Account;
  const request = ({ method, params }: { method: string; params?: unknown }) => inner.request({ method, params } as never);
  return { asked, wallet: createWalletClient({ account, transport: custom({ request }) }) as Client, account };
}

async function place(index: number, changes: Partial<OrderRequest> & { market: Market }, renews?: RestingOrder["order"]) {
  const planned = await plan(changes);
  const { asked, wallet, account } = countingWallet(index);
  const stages: PlacingStage[] = [];
  const placed = await placeOrder(chain.client, wallet, {
    terms: planned.terms,
    relay: book.relay,
    markets,
    token: changes.market.collateral,
    open: await openOf(index),
    account,
    ...(renews && { renews }),
    onStage: (stage) => stages.push(stage),
  });
  return { placed, planned, asked, stages };
}

const refusedWith = (code: string) => (error: unknown) => error instanceof PresageError && error.code === code;

describe("limitPrice", () => {
  it("is whole ticks or nothing", () => {
    assert.equal(limitPrice("42%"), 420_000_000_000_000_000n);
    assert.equal(limitPrice("42.01"), 420_100_000_000_000_000n);
    assert.equal(limitPrice("42,5 %", { locale: "de" }), 425_000_000_000_000_000n);
    assert.throws(() => limitPrice("42.001%"), refusedWith("InvalidPercentage"));
    for (const text of ["0%", "100%", "140%"]) assert.throws(() => limitPrice(text), refusedWith("InvalidLimit"));
  });
});

describe("planOrder", () => {
  it("spends no more than is given, on whole ticks", async () => {
    const market = await marketOf(1n);
    const { terms, total, waits, now } = await plan({ market, price: limitPrice("33.33%"), size: { spend: 50n * USD } });
    assert.equal(terms.amount % 10_000n, 0n);
    assert.ok(total <= 50n * USD && ((terms.amount + 10_000n) * terms.price) / 10n ** 18n > 50n * USD);
    assert.deepEqual([now, waits], [undefined, terms.amount]);
  });

  it("refuses what cannot be an order, and says why", async () => {
    const market = await marketOf(1n);
    const refused = (code: string, changes: Partial<OrderRequest>) =>
      assert.rejects(plan({ ...changes, market: { ...market, ...changes.market } }), refusedWith(code));
    await refused("InvalidLimit", { price: 10n ** 13n });
    await refused("ZeroAmount", { size: { spend: 0n } });
    await refused("OffTick", { size: { positions: 15_000n } });
    await refused("OrderTooSmall", { size: { spend: 1n } });
    await refused("MarketNotTrading", { market: { ...market, halted: true } });
    await refused("InvalidExpiry", { expiry: 1 });
    const { terms } = await plan({ market, expiry: market.closesAt + 1_000 });
    assert.equal(terms.expiry, market.closesAt);
  });

  for (const id of [1n, 2n])
    it(`says to the base unit what is filled at once and what waits, in a market of ${id + 1n} outcomes`, async () => {
      await send(OTHER, approveCall({ token: usd, spender: orders, amount: 500n * USD }));
      const market = await marketOf(id);
      const [yes] = market.prices;
      const tick = 10n ** 14n;
      const near = (cents: bigint) => (((yes ?? 0n) + cents * 10n ** 16n) / tick) * tick;
      // a purchase of the complement: it asks for `near(2)` of a pair's price
      const other = await place(OTHER, {
        market,
        side: "no",
        price: 10n ** 18n - near(2n),
        size: { positions: 20n * USD },
      });
      const planned = await plan({ market, price: near(6n), size: { positions: 400n * USD }, makers: [other.placed] });
      const { now, waits, total, terms } = planned;
      assert.ok(now && now.legs.length === 1 && now.poolPositions > 0n && waits > 0n, "both others and the pool fill it, and some waits");
      const { placed } = await place(MAKER, { market, price: near(6n), size: { positions: 400n * USD }, makers: [other.placed] });

      const [cash, held] = [await cashOf(MAKER), await heldOf(MAKER, terms.positionId)];
      assert.ok(placed.permit);
      const permit = permitCall({ orders, owner: addressOf(MAKER), permit: placed.permit });
      await send(FILLER, multicall([permit, sweepCall({ orders, taker: placed, match: now })]));
      assert.equal(cash - (await cashOf(MAKER)), now.collateral);
      assert.equal((await heldOf(MAKER, terms.positionId)) - held, now.positions);
      const [open] = await openOf(MAKER);
      assert.equal(open?.remaining, waits);
      assert.equal(await allowanceOf(MAKER), total - now.collateral, "and what is allowed is what it can still cost, or what it saved");
    });
});

describe("placeOrder", () => {
  it("asks a fresh account for two signatures and no transaction, and for one once the allowance is there", async () => {
    const market = await marketOf(1n);
    const first = await place(MAKER, { market, price: limitPrice("40%"), size: { positions: 100n * USD } });
    assert.deepEqual(first.asked, ["Permit", "Order"]);
    assert.deepEqual(
      first.stages.map(({ kind, step, steps, allowance }) => [kind, step, steps, allowance]),
      [
        ["permit", 1, 2, 40n * USD],
        ["sign", 2, 2, undefined],
      ],
    );
    await send(MAKER, approveCall({ token: usd, spender: orders, amount: 100n * USD }));
    const second = await place(MAKER, { market, price: limitPrice("30%"), size: { positions: 100n * USD } });
    assert.deepEqual(second.asked, ["Order"]);
    assert.deepEqual(
      [first.placed, second.placed].map(({ order: { slot, nonce } }) => [slot, nonce]),
      [
        [0, 1n],
        [1, 1n],
      ],
    );
    assert.equal(await chain.client.getTransactionCount({ address: addressOf(MAKER) }), 2, "the faucet and the approval");
  });

  it("allows the sum of the open orders, by one permit that all of them bring", async () => {
    const market = await marketOf(1n);
    await place(MAKER, { market, price: limitPrice("40%"), size: { positions: 100n * USD } });
    const { placed } = await place(MAKER, { market: await marketOf(2n), price: limitPrice("25%"), size: { positions: 100n * USD } });
    assert.equal(placed.permit?.value, 65n * USD);
    const open = await openOf(MAKER);
    assert.equal(sumAtRisk(open), 65n * USD);
    assert.deepEqual(
      open.map(({ permit }) => permit?.value),
      [65n * USD, 65n * USD],
    );
  });

  it("renews an order in its slot with its nonce, so that no more is at risk", async () => {
    const market = await marketOf(1n);
    const terms = { market, price: limitPrice("60%"), size: { positions: 100n * USD } };
    const { placed } = await place(MAKER, terms);
    assert.ok(placed.permit);
    const permit = permitCall({ orders, owner: addressOf(MAKER), permit: placed.permit });
    await send(FILLER, multicall([permit, fillCall({ orders, signed: placed, positions: 60n * USD })]));
    const times = await orderTimes(chain.client, 7_200);
    const renewal = await place(MAKER, { ...terms, ...times }, placed.order);
    assert.deepEqual(renewal.asked, ["Order"], "what is allowed still suffices");
    assert.equal(renewal.placed.order.expiry, times.expiry);
    assert.notEqual(renewal.placed.hash, placed.hash);
    assert.equal(renewal.placed.remaining, 40n * USD);
    assert.equal(sumAtRisk(await openOf(MAKER)), 24n * USD);
    await send(FILLER, fillCall({ orders, signed: renewal.placed, positions: 30n * USD }));
    await assert.rejects(send(FILLER, fillCall({ orders, signed: placed, positions: 20n * USD })), refusedWith("InvalidFill"));
  });

  it("renews with the permit that is there while nothing of it is used: one signature", async () => {
    const terms = { market: await marketOf(1n), price: limitPrice("30%"), size: { positions: 100n * USD } };
    const { placed } = await place(MAKER, terms);
    const renewal = await place(MAKER, { ...terms, ...(await orderTimes(chain.client, 7_200)) }, placed.order);
    assert.deepEqual(renewal.asked, ["Order"]);
    assert.deepEqual(renewal.placed.permit, placed.permit);
    const another = await place(MAKER, terms);
    assert.deepEqual(another.asked, ["Permit", "Order"], "more is at risk, so more has to be allowed");
  });

  it("approves exactly what is sold first", async () => {
    const market = await marketOf(1n);
    await send(MAKER, approveCall({ token: usd, spender: markets, amount: 50n * USD }));
    await send(MAKER, splitPairCall({ markets, marketId: 1n, outcome: 0, amount: 50n * USD }));
    const { placed, asked, stages, planned } = await place(MAKER, {
      market,
      sell: true,
      price: limitPrice("45%"),
      size: { positions: 20n * USD },
    });
    assert.deepEqual(asked, ["transaction", "Order"]);
    assert.deepEqual(
      stages.filter(({ hash }) => !hash).map(({ kind, step, steps, allowance }) => [kind, step, steps, allowance]),
      [
        ["approve", 1, 2, 20n * USD],
        ["sign", 2, 2, undefined],
      ],
    );
    assert.ok(planned.now);
    const cash = await cashOf(MAKER);
    await send(FILLER, sweepCall({ orders, taker: placed, match: planned.now }));
    assert.equal((await cashOf(MAKER)) - cash, planned.now.collateral);
  });

  it("asks for nothing where the account cannot pay", async () => {
    const market = await marketOf(1n);
    await assert.rejects(place(MAKER, { market, size: { positions: 2_000n * USD } }), refusedWith("InsufficientBalance"));
    await assert.rejects(place(MAKER, { market, sell: true }), refusedWith("InsufficientBalance"));
    assert.equal(book.kept.size, 0);
  });
});

describe("getOwnOrders", () => {
  it("believes no relay that shows what the maker did not sign", async () => {
    const market = await marketOf(1n);
    const { placed } = await place(MAKER, { market });
    const forged = { ...placed.order, amount: 900n * USD, slot: 1 };
    const { postOrder } = await import("../../../sdk/orders/relay.ts");
    await postOrder(book.relay, { order: forged, signature: placed.signature });
    assert.equal(book.kept.size, 2);
    assert.deepEqual(
      (await openOf(MAKER)).map(({ hash }) => hash),
      [placed.hash],
    );
  });
});

describe("cancelOrders", () => {
  it("says what was filled before it was mined, and nothing can be filled after it", async () => {
    const market = await marketOf(1n);
    const { placed } = await place(MAKER, { market, price: limitPrice("60%"), size: { positions: 100n * USD } });
    const { placed: waiting } = await place(MAKER, { market, price: limitPrice("30%"), size: { positions: 100n * USD } });
    assert.ok(waiting.permit);
    const permit = permitCall({ orders, owner: addressOf(MAKER), permit: waiting.permit });
    await send(FILLER, multicall([permit, fillCall({ orders, signed: placed, positions: 10n * USD })]));
    // both are mined in one block, the fill before the cancellation
    await chain.rpc("evm_setAutomine", false);
    const wallet = chain.wallet(FILLER);
    const fill = fillCall({ orders, signed: placed, positions: 25n * USD });
    await wallet.sendTransaction({
      account: wallet.account,
      chain: chain.client.chain,
      to: fill.address,
      data: encodeFunctionData(fill),
      gas: 1_000_000n,
      maxFeePerGas: 200n * 10n ** 9n,
      maxPriorityFeePerGas: 100n * 10n ** 9n,
    });
    const mined = cancelOrders(chain.client, chain.wallet(MAKER), {
      orders,
      cancelled: [placed.order, waiting.order],
      onHash: async () => {
        await chain.rpc("evm_mine");
        await chain.rpc("evm_setAutomine", true);
      },
    });
    const { cancelled } = await mined;
    assert.deepEqual(
      cancelled.map(({ filled }) => filled),
      [35n * USD, 0n],
    );
    assert.deepEqual(await openOf(MAKER), []);
    await assert.rejects(send(FILLER, fillCall({ orders, signed: placed, positions: 10n * USD })), refusedWith("NotFillable"));
    const again = cancelOrders(chain.client, chain.wallet(MAKER), { orders, cancelled: [placed.order] });
    await assert.rejects(again, refusedWith("NothingToCancel"));
  });
});

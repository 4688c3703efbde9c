// properties: D4
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Address } from "viem";
import { toIndexed } from "../../app/_lib/toIndexed.ts";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { approvePositionCall } from "../../sdk/calls/approvePosition.ts";
import { cashFlow } from "../../sdk/cashFlow.ts";
import { decodeActivity } from "../../sdk/decodeActivity.ts";
import { getActivity } from "../../sdk/getActivity.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { crossCall } from "../../sdk/orders/crossCall.ts";
import { fillCall } from "../../sdk/orders/fillCall.ts";
import { positionId } from "../../sdk/positionId.ts";
import { replayMarket } from "../../sdk/replayMarket.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import type { Call, Deployment } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { compareProfit } from "../../tools/checks/compareProfit.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { type Indexer, startIndexer } from "../../tools/test/indexer.ts";
import { createMarket, fund, USD } from "../../tools/test/market.ts";
import { type OrderDesk, orderDesk } from "../../tools/test/orderDesk.ts";

const CENT = WAD / 100n;
const [ADA, BLAISE, FILLER] = [1, 2, 3];

describe("fills of limit orders, in the books", () => {
  let chain: Chain;
  let deployment: Deployment;
  let indexer: Indexer;
  let desk: OrderDesk;
  const yes = positionId({ marketId: 1n, outcome: 0, side: "yes", outcomeCount: 3 });
  const no = positionId({ marketId: 1n, outcome: 0, side: "no", outcomeCount: 3 });
  const send = (index: number, call: Call) => sendCall(chain.client, chain.wallet(index), call);
  const addressOf = (index: number) => chain.wallet(index).account.address;
  const cash = (index: number) => getBalance(chain.client, { token: deployment.collaterals.usd as Address, owner: addressOf(index) });

  before(async () => {
    chain = await startChain();
    deployment = await deployAll(chain);
    const { Markets: markets, Orders } = deployment.contracts;
    const orders = Orders as Address;
    await fund(chain, deployment, 0);
    for (const index of [ADA, BLAISE]) await fund(chain, deployment, index, orders);
    await createMarket(chain, deployment, { outcomeCount: 3 });
    desk = await orderDesk(chain, deployment, 1n);
    for (const [index, id] of [
      [ADA, yes],
      [BLAISE, no],
    ] as const)
      await send(index, approvePositionCall({ markets, spender: orders, id, amount: 1_000n * USD }));
    await send(ADA, approveCall({ token: deployment.collaterals.usd as Address, spender: orders, amount: 2n ** 255n }));
    indexer = await startIndexer({ rpcUrl: chain.url, deployment });
  });
  after(async () => {
    await indexer?.stop();
    await chain?.close();
  });

  it("cost and bring what the token moved, whatever fills them, and conserve all", async () => {
    const orders = deployment.contracts.Orders as Address;
    const before = [await cash(ADA), await cash(BLAISE)];
    const sign = (index: number, changes: Parameters<OrderDesk["sign"]>[1]) => desk.sign(index, changes);
    // against the pool, with a tip; then new pairs, a transfer, a merge, and a sale to the pool
    const bid = await sign(ADA, { price: 60n * CENT, amount: 40n * USD, maxTip: 300 });
    await send(FILLER, fillCall({ orders, signed: bid, positions: 40n * USD }));
    const [a, b] = [await sign(ADA, { price: 70n * CENT }), await sign(BLAISE, { positionId: no, price: 45n * CENT })];
    await send(FILLER, crossCall({ orders, a, b, positions: 10n * USD }));
    const [ask, taker] = [await sign(ADA, { sell: true, price: 50n * CENT }), await sign(BLAISE, { price: 55n * CENT })];
    await send(FILLER, crossCall({ orders, a: taker, b: ask, positions: 6n * USD }));
    const [first, second] = [
      await sign(ADA, { sell: true, price: 40n * CENT }),
      await sign(BLAISE, { positionId: no, sell: true, price: 30n * CENT }),
    ];
    await send(FILLER, crossCall({ orders, a: first, b: second, positions: 5n * USD }));
    const last = await sign(ADA, { sell: true, price: 5n * CENT, maxTip: 100 });
    await send(FILLER, fillCall({ orders, signed: last, positions: 9n * USD }));

    await indexer.caughtUp();
    for (const [place, index] of [ADA, BLAISE].entries()) {
      const spent = (before[place] ?? 0n) - (await cash(index));
      type Row = Record<"paid" | "received" | "profit" | "value", { base: string }>;
      const { data } = await indexer.get<{ data: Row[] }>(`/v1/accounts/${addressOf(index).toLowerCase()}/markets`);
      const [row] = data;
      assert.ok(row);
      assert.equal(BigInt(row.paid.base) - BigInt(row.received.base), spent, "paid less received");
      assert.equal(BigInt(row.profit.base), BigInt(row.value.base) - spent, "profit is what is held less what was spent");
      assert.ok(BigInt(row.value.base) > 0n);
    }
    const { mismatches, figures } = await compareProfit(chain.client, deployment, indexer.url);
    assert.deepEqual(mismatches, []);
    assert.ok(figures > 20);
    const { data: ranks } = await indexer.get<{ data: { account: string }[] }>("/v1/leaderboard?by=volume");
    const ranked = ranks.map(({ account }) => account);
    assert.deepEqual([ranked.includes(addressOf(ADA).toLowerCase()), ranked.includes(orders.toLowerCase())], [true, false]);
  });

  it("are each a row of their own in the maker's history, and what carries them out is in nobody's", async () => {
    type Row = {
      kind: string;
      account: string;
      recipient: string | null;
      data: Record<string, unknown>;
      sequence: number;
      logIndex: number;
    };
    const orders = (deployment.contracts.Orders as Address).toLowerCase();
    const rowsOf = async (path: string) => (await indexer.get<{ data: Row[] }>(`/v1/${path}?limit=100`)).data;
    const history = (index: number) => rowsOf(`accounts/${addressOf(index).toLowerCase()}/history`);
    const wordsOf = ({ kind, data }: Row) => [kind, data.op, data.side, data.positions].join(" ");

    const ada = await history(ADA);
    const bought = BigInt(String(ada.at(-1)?.data.positions));
    assert.ok(bought > 40n * USD, "all that the pool gave");
    assert.deepEqual(ada.map(wordsOf).toReversed(), [
      `OrderFilled buy yes ${bought}`,
      `OrderFilled buy yes ${10n * USD}`,
      `OrderFilled sell yes ${6n * USD}`,
      `OrderFilled sell yes ${5n * USD}`,
      `OrderFilled sell yes ${9n * USD}`,
    ]);
    assert.deepEqual((await history(BLAISE)).map(wordsOf).toReversed(), [
      `OrderFilled buy no ${10n * USD}`,
      `OrderFilled buy yes ${6n * USD}`,
      `OrderFilled sell no ${5n * USD}`,
    ]);
    const first = ada.at(-1);
    assert.deepEqual(
      [first?.data.outcome, first?.data.collateral, /^0x[0-9a-f]{64}$/.test(String(first?.data.orderHash))],
      [0, String(24n * USD), true],
    );
    assert.deepEqual([await rowsOf(`accounts/${orders}/history`), await history(FILLER)], [[], []]);

    // a fill by the pool is one row of the market's, a cross one for each maker
    const activity = await rowsOf("markets/1/activity");
    assert.deepEqual(activity.map(({ kind }) => kind).toReversed(), ["MarketCreated", ...new Array(8).fill("OrderFilled")]);
    // the pool's own trades are those of the contract, and count
    const trades = await rowsOf("markets/1/trades");
    assert.deepEqual(
      trades.map(({ account }) => account),
      [orders, orders],
    );

    // what came and went by the table adds up to what is held
    const csv = await (await fetch(`${indexer.url}/v1/accounts/${addressOf(ADA).toLowerCase()}/history.csv`)).text();
    const [header = [], ...lines] = csv
      .trimEnd()
      .split("\r\n")
      .map((line) => line.split(","));
    const cell = (line: string[], name: string) => line[header.indexOf(name)] ?? "";
    assert.deepEqual([...new Set(lines.map((line) => cell(line, "kind")))], ["OrderFilled"]);
    const sum = (asset: string) =>
      lines.filter((line) => cell(line, "asset") === asset).reduce((all, line) => all + BigInt(cell(line, "base")), 0n);
    const { Markets: markets } = deployment.contracts;
    const owner = addressOf(ADA);
    const held = await chain.client.readContract({ address: markets, abi: marketsAbi, functionName: "balanceOf", args: [owner, yes] });
    assert.equal(sum("yes"), held);

    // the stream tells the same rows
    const told = new AbortController();
    const stream = await fetch(`${indexer.url}/v1/stream?market=1&since=0`, { signal: told.signal });
    let text = "";
    for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(chunk);
      if (text.includes("event: block")) break;
    }
    told.abort();
    const events = [...text.matchAll(/^id: ([0-9]+)$/gm)].map(([, id]) => Number(id));
    assert.deepEqual(events, activity.map(({ sequence }) => sequence).toReversed());

    // and so do the chain's own logs, for an account and for a market
    const ofChain = await getActivity(chain.client, { deployment, account: owner });
    assert.deepEqual(
      ofChain.map(({ kind, logIndex }) => [kind, logIndex]),
      ada.map(({ kind, logIndex }) => [kind, logIndex]).toReversed(),
    );
    const flow = cashFlow({ account: owner, activity: ofChain }).get(1n);
    assert.equal((flow?.received ?? 0n) - (flow?.paid ?? 0n), sum("collateral"));
    const complete = await getActivity(chain.client, { deployment, marketId: 1n });
    const market = await getMarket(chain.client, { deployment, id: 1n });
    assert.deepEqual(replayMarket(market, complete).at(-1)?.rhos, market.rhos, "what carries fills out moves the pool");
    const ofMarket = toIndexed(complete, orders);
    assert.deepEqual(
      ofMarket.map(({ kind, account, data }) => [kind, account, kind === "OrderFilled" ? data : {}]),
      activity.map(({ kind, account, data }) => [kind, account, kind === "OrderFilled" ? data : {}]).toReversed(),
    );
    assert.deepEqual(toIndexed(await getActivity(chain.client, { deployment, marketId: 2n }), orders), []);
  });

  it("are told by the orders contract alone: what another contract logs is no fill", async () => {
    const { Markets: markets, Orders: orders } = deployment.contracts;
    const logs = await chain.client.getLogs({ address: orders as Address, fromBlock: 0n });
    const kinds = (all: typeof logs) => decodeActivity({ markets, orders, logs: all }).map(({ kind }) => kind);
    assert.ok(kinds(logs).includes("OrderFilled"));
    assert.deepEqual(kinds(logs.map((log) => ({ ...log, address: addressOf(FILLER) }))), []);
    assert.deepEqual(decodeActivity({ markets, logs }), []);
  });
});

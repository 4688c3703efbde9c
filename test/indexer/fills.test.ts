// properties: D4
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Address } from "viem";
import { approveCall } from "../../sdk/calls/approve.ts";
import { approvePositionCall } from "../../sdk/calls/approvePosition.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { crossCall } from "../../sdk/orders/crossCall.ts";
import { fillCall } from "../../sdk/orders/fillCall.ts";
import { positionId } from "../../sdk/positionId.ts";
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
});

import { expect, type Page } from "@playwright/test";
import { type Address, createWalletClient, encodeFunctionData, http } from "viem";
import { hardhat } from "viem/chains";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { ordersAbi } from "../../sdk/abi/orders.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { approvePositionCall } from "../../sdk/calls/approvePosition.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { splitPairCall } from "../../sdk/calls/splitPair.ts";
import { crossCall } from "../../sdk/orders/crossCall.ts";
import { permitCall } from "../../sdk/orders/permitCall.ts";
import { getOrders, type Relay } from "../../sdk/orders/relay.ts";
import { signOrder } from "../../sdk/orders/signOrder.ts";
import { accounts, client, createMarket, deployment, dollars, held, send, skipTo, USD } from "./chain.ts";
import { confirm, connect, submit, tab, ticket, transaction } from "./page.ts";
import { ORDERS_PORT, RPC_URL } from "./stack.ts";
import { test } from "./test.ts";
import { violations } from "./violations.ts";

const { trader, stranger } = accounts;

function relay(): Relay {
  return { url: `http://127.0.0.1:${ORDERS_PORT}`, chainId: hardhat.id, orders: deployment().contracts.Orders as Address };
}

async function fillLimit(page: Page, order: { outcome: string; price: string; amount: string; op?: "Buy" | "Sell" }): Promise<void> {
  const form = ticket(page);
  for (const name of [order.op ?? "Buy", "Limit", order.outcome])
    await form.getByRole("radio", { name, exact: true }).check({ force: true });
  await form.getByRole("textbox", { name: "Limit price" }).fill(order.price);
  await form.getByRole("textbox", { name: "Amount" }).fill(order.amount);
}

/** Another account sells to an order that waits, at its price, and uses the permit that came with it. */
async function sellTo(id: bigint, positions: bigint): Promise<void> {
  const { contracts, collaterals } = deployment();
  const { Markets: markets } = contracts;
  const { orders, chainId } = relay();
  const [bid] = await getOrders(relay(), { maker: trader.address, market: id });
  if (!bid) throw new Error("The relay has no order of the trader's.");
  await send(stranger, approveCall({ token: collaterals.usd as Address, spender: markets, amount: positions }));
  await send(stranger, splitPairCall({ markets, marketId: id, outcome: 0, amount: positions }));
  await send(stranger, approvePositionCall({ markets, spender: orders, id: bid.order.positionId, amount: positions }));
  const wallet = createWalletClient({ account: stranger, chain: hardhat, transport: http(RPC_URL) });
  const order = { ...bid.order, maker: stranger.address, sell: true, amount: positions, slot: 0, nonce: BigInt(Date.now()) };
  const ask = await signOrder(wallet, { order, chainId, orders });
  const calls = [
    ...(bid.permit ? [permitCall({ orders, owner: trader.address, permit: bid.permit })] : []),
    crossCall({ orders, a: ask, b: bid, positions }),
  ];
  await send(stranger, makeCall(orders, ordersAbi, "multicall", [calls.map((call) => encodeFunctionData(call))]));
}

test("a limit order from a signature to its end, to the base unit", async ({ page, wallet }) => {
  const question = `Will somebody wait (${Date.now()})?`;
  const { id } = await createMarket({ question, outcomes: ["Yes", "No"] });
  await page.goto(`/market/${id}`);
  await connect(page);

  await test.step("is placed by signatures alone", async () => {
    const before = await client.getTransactionCount({ address: trader.address });
    await fillLimit(page, { outcome: "Yes", price: "45", amount: "18" });
    await expect(
      ticket(page)
        .getByText(/All of it waits, until .* at the latest/)
        .first(),
    ).toBeVisible();
    await expect(submit(page)).toHaveText("Buy Yes at 45% or less · $18.00");
    await confirm(page, submit(page));
    expect(
      wallet.asked.filter((method) => method === "eth_signTypedData_v4"),
      "a permit and the order",
    ).toHaveLength(2);
    expect(wallet.asked).not.toContain("eth_sendTransaction");
    expect(await client.getTransactionCount({ address: trader.address })).toBe(before);
  });

  const open = page.getByRole("table", { name: "Open orders" });
  await test.step("waits where everybody sees it, and what it can cost is said", async () => {
    await expect(open.getByRole("row", { name: /Buy Yes at 45% or less/ })).toContainText("40.00");
    await expect(page.getByText("Together they can still cost $18.00.")).toBeVisible();
    const book = await tab(page, "Order book");
    await book.getByRole("combobox", { name: "Outcome" }).selectOption("Yes");
    await expect(book.getByRole("table", { name: "Order book of Yes" }).getByRole("row", { name: /^45/ })).toContainText("40.00");
    await fillLimit(page, { outcome: "Yes", price: "46", amount: "5" });
    for (const width of [768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await violations(page), `${width} px wide`).toEqual([]);
    }
  });

  await test.step("is filled by another account, and the page tells", async () => {
    const [cash, yes] = [await dollars(trader.address), await held(trader.address, id, 0)];
    await sellTo(id, 30n * USD);
    await expect(transaction(page)).toContainText("Filled: 30.00 Yes for $13.50");
    expect(cash - (await dollars(trader.address))).toBe((30n * USD * 45n) / 100n);
    expect((await held(trader.address, id, 0)) - yes).toBe(30n * USD);
    await expect(open.getByRole("row", { name: /Buy Yes at 45% or less/ })).toContainText("10.00 of 40.00");
  });

  await test.step("stands in the portfolio with what it cost, and so does what is left of it", async () => {
    await page.goto("/portfolio");
    const position = page.getByRole("table", { name: "Positions" }).getByRole("row").filter({ hasText: question });
    await expect(position).toContainText("$13.50");
    await expect(open.getByRole("row").filter({ hasText: question })).toContainText("10.00 of 40.00");
    type Rows = { data: Record<"marketId" | "paid" | "profit" | "value", string & { base: string }>[] };
    const rows = (await (await page.request.get(`/api/indexer/accounts/${trader.address.toLowerCase()}/markets`)).json()) as Rows;
    const books = rows.data.find(({ marketId }) => marketId === String(id));
    expect(BigInt(books?.paid.base ?? 0)).toBe(13_500_000n);
    expect(BigInt(books?.profit.base ?? 0)).toBe(BigInt(books?.value.base ?? 0) - 13_500_000n);
  });

  await test.step("is in the history as what its maker bought, once, and as what the other sold", async () => {
    const history = page.getByRole("table", { name: "History" }).getByRole("row").filter({ hasText: question });
    await expect(history).toHaveCount(1);
    await expect(history).toContainText("bought 30.00 Yes for $13.50 by limit order");
    await page.goto(`/market/${id}`);
    const [sold, bought] = ["sold", "bought"].map((verb) => `${verb} 30.00 Yes for $13.50 by limit order`);
    const activity = page.getByRole("table", { name: "Activity" });
    for (const text of [sold, bought]) await expect(activity.getByRole("row").filter({ hasText: text })).toHaveCount(1);
    await expect(activity.getByRole("row")).toHaveCount(5); // the header, the market, the pairs that were sold from, and these
    await expect(activity).not.toContainText("sent");
  });

  await test.step("is cancelled on the chain, and the page says what was filled before", async () => {
    await page.goto(`/market/${id}`);
    await confirm(page, open.getByRole("button", { name: "Cancel" }));
    await expect(transaction(page)).toContainText("Cancelled what was left of Buy Yes at 45% or less: 30.00 were filled before");
    await expect(open).toBeHidden();
    await expect(sellTo(id, USD)).rejects.toThrow("no order of the trader's");
  });
});

test("what cannot be an order is said beside the field, and a refused signature places nothing", async ({ page, wallet }) => {
  const { id } = await createMarket({ question: `Will it be refused (${Date.now()})?`, outcomes: ["Yes", "No"] });
  await page.goto(`/market/${id}`);
  await connect(page);
  await fillLimit(page, { outcome: "No", price: "100", amount: "10" });
  await expect(submit(page)).toHaveText("Check the limit price");
  await expect(ticket(page).getByText(/between 0% and 100%/)).toBeVisible();
  await fillLimit(page, { outcome: "No", price: "30", amount: "12" });
  wallet.refuseNext = true;
  await submit(page).click();
  await expect(transaction(page)).toContainText("rejected in the wallet");
  await expect(submit(page)).toHaveText("Buy No at 30% or less · $12.00");
  expect(await getOrders(relay(), { maker: trader.address, market: id })).toEqual([]);
});

test("an order is renewed before it ends, without more at risk", async ({ page, wallet }) => {
  const { id } = await createMarket({ question: `Will it be renewed (${Date.now()})?`, outcomes: ["Yes", "No"] });
  await page.goto(`/market/${id}`);
  await connect(page);
  await fillLimit(page, { outcome: "Yes", price: "40", amount: "12" });
  await confirm(page, submit(page));
  const [first] = await getOrders(relay(), { maker: trader.address, market: id });
  await skipTo((first?.order.expiry ?? 0) - 600);
  await page.reload();
  const open = page.getByRole("table", { name: "Open orders" });
  const asked = wallet.asked.filter((method) => method === "eth_signTypedData_v4").length;
  await confirm(page, open.getByRole("button", { name: "Renew" }));
  await expect(open.getByRole("button", { name: "Renew" })).toBeHidden();
  await expect(open.getByRole("row")).toHaveCount(2);
  await expect(page.getByText("Together they can still cost $12.00.")).toBeVisible();
  const kept = await getOrders(relay(), { maker: trader.address, market: id });
  expect(new Set(kept.map(({ order }) => `${order.slot} ${order.nonce}`)).size).toBe(1);
  expect(kept.map(({ order }) => order.start)).toContain(first?.order.expiry);
  expect(wallet.asked.filter((method) => method === "eth_signTypedData_v4")).toHaveLength(asked + 1);
  expect(wallet.asked).not.toContain("eth_sendTransaction");
});

test("a sale allows exactly what it sells first", async ({ page, wallet }) => {
  const { id } = await createMarket({ question: `Will it be sold (${Date.now()})?`, outcomes: ["Yes", "No"] });
  const { contracts, collaterals } = deployment();
  await send(trader, approveCall({ token: collaterals.usd as Address, spender: contracts.Markets, amount: 10n * USD }));
  await send(trader, splitPairCall({ markets: contracts.Markets, marketId: id, outcome: 0, amount: 10n * USD }));
  await page.goto(`/market/${id}`);
  await connect(page);
  await fillLimit(page, { op: "Sell", outcome: "Yes", price: "70", amount: "4" });
  await expect(submit(page)).toHaveText("Sell 4.00 Yes at 70% or more");
  await confirm(page, submit(page));
  expect(wallet.asked.filter((method) => method === "eth_sendTransaction")).toHaveLength(1);
  expect(wallet.asked.filter((method) => method === "eth_signTypedData_v4")).toHaveLength(1);
  const [ask] = await getOrders(relay(), { maker: trader.address, market: id });
  const allowance = await client.readContract({
    address: contracts.Markets,
    abi: marketsAbi,
    functionName: "allowance",
    args: [trader.address, relay().orders, ask?.order.positionId as bigint],
  });
  expect(allowance).toBe(4n * USD);
});

import { expect, type Page } from "@playwright/test";
import { keccak256, stringToHex } from "viem";
import { approveCall } from "../../sdk/calls/approve.ts";
import { finalizeCall } from "../../sdk/calls/finalize.ts";
import { proposeCall } from "../../sdk/calls/propose.ts";
import { accounts, createMarket, deployment, dollars, held, NEVER, now, send, skipTo, USD } from "./chain.ts";
import { confirm, connect, fillTicket, submit, ticket } from "./page.ts";
import { test } from "./test.ts";
import { violations } from "./violations.ts";

const { creator, trader } = accounts;
const row = (page: Page, table: string, text: string) =>
  page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: text });

/** Somebody answers, and nobody objects. */
async function decide(id: bigint, closesAt: number, liveness: number): Promise<void> {
  const { contracts, collaterals } = deployment();
  const resolver = contracts.OptimisticResolver as `0x${string}`;
  const evidence = { evidenceUri: "https://example.org/result", evidenceHash: keccak256(stringToHex("result")) };
  await skipTo(closesAt);
  await send(creator, approveCall({ token: collaterals.usd as `0x${string}`, spender: resolver, amount: 50n * USD }));
  await send(creator, proposeCall({ resolver, marketId: id, payouts: [1n, 0n], maxBond: 50n * USD, deadline: NEVER, ...evidence }));
  await skipTo((await now()) + liveness);
  await send(creator, finalizeCall({ resolver, marketId: id }));
}

test("what was bought leads to its sale, and what was won stays with what was paid for it", async ({ page, wallet }) => {
  const question = `Will the portfolio keep this (${Date.now()})?`;
  const { id, closesAt, liveness } = await createMarket({ question, outcomes: ["Yes", "No"] });
  await page.goto(`/market/${id}`);
  await connect(page);
  await fillTicket(page, { op: "Buy", outcome: "Yes", amount: "31.50" });
  await confirm(page, submit(page));
  await expect(page.getByRole("status", { name: "Transaction" })).toContainText(/Bought [\d.,]+ Yes at [\d.]+% for \$31\.50/);

  await page.goto("/portfolio");
  const open = row(page, "Positions", question);
  await expect(open).toContainText("$31.50");
  await open.getByRole("link", { name: "Sell" }).click();
  await expect(page).toHaveURL(`/market/${id}?outcome=%231&op=sell`);
  await expect(ticket(page).getByRole("radio", { name: "Sell" })).toBeChecked();

  await decide(id, closesAt, liveness);
  await page.goto("/portfolio");
  const closed = row(page, "Decided", question);
  await expect(closed).toContainText("$31.50");
  await expect(closed).toContainText("to redeem");
  expect(await violations(page)).toEqual([]);
  const [before, won] = [await dollars(trader.address), await held(trader.address, id, 0)];
  await confirm(page, page.getByRole("button", { name: "Redeem all" }));
  expect((await dollars(trader.address)) - before).toBeGreaterThanOrEqual(won);
  await expect(closed).not.toContainText("to redeem");
  await expect(closed).toContainText("$31.50");
  expect(wallet.asked).toContain("eth_sendTransaction");
});

test("on a phone a portfolio has all figures and needs no sideways scrolling", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/portfolio/0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc");
  const first = page.getByRole("table", { name: "Positions" }).getByRole("row").nth(1);
  for (const word of ["Shares", "Paid", "Worth", "Profit"]) await expect(first.getByText(word, { exact: true })).toBeVisible();
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  expect(scroll).toBeLessThanOrEqual(client);
});

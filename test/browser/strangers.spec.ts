// properties: T1, T2, T3 (tokens that misbehave, as a reader of the pages meets them)
import { expect, type Page } from "@playwright/test";
import type { Address } from "viem";
import { createMarket } from "./chain.ts";
import { confirm, connect, fillTicket, submit, tab, ticket } from "./page.ts";
import { test } from "./test.ts";

/** The demo's account, which strangers give a position in each of their markets. */
const GIFTED = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const STRANGE = /Will anybody miss a token that/;

interface Listed {
  id: string;
  resolver: Address;
  question: string;
  collateral: string;
  known: boolean;
}

async function listed(page: Page, query = ""): Promise<Listed[]> {
  const answer = await page.request.get(`/api/indexer/markets?limit=100${query}`);
  return ((await answer.json()) as { data: Listed[] }).data;
}

async function strangers(page: Page): Promise<Listed[]> {
  return (await listed(page, "&include=unknown")).filter(({ question }) => STRANGE.test(question));
}

async function strangerThat(page: Page, manner: string): Promise<Listed> {
  const found = (await strangers(page)).find(({ question }) => question.includes(manner));
  if (!found) throw new Error(`No market is in a token that ${manner}.`);
  return found;
}

test("lists leave strangers out, and tell them from the rest where they are asked for", async ({ page }) => {
  expect(await strangers(page)).toHaveLength(9);
  expect((await listed(page)).filter(({ known }) => !known)).toEqual([]);
  await page.goto("/?q=miss+a+token&status=all");
  const list = page.getByRole("list", { name: "Markets" });
  await expect(page.getByText("No market matches.")).toBeVisible();

  await page.getByRole("link", { name: "Show them" }).click();
  const strange = list.getByRole("listitem").filter({ hasText: STRANGE });
  await expect(strange).toHaveCount(9);
  for (const card of await strange.all()) await expect(card).toContainText("Not known");
  await page.goto("/resolve");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("To resolve");
  await expect(page.getByRole("listitem").first()).toBeVisible();
  await expect(page.getByText(STRANGE)).toHaveCount(0);
});

test("each of their markets opens, warns, and calls its token by the address", async ({ page }) => {
  for (const { id, question, collateral } of await strangers(page)) {
    await page.goto(`/market/${id}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(question);
    await expect(page.getByRole("alert").filter({ hasText: "a token that Presage does not know" })).toContainText(
      new RegExp(collateral, "i"),
    );
    await expect(page.getByRole("alert").filter({ hasText: "a contract that Presage does not know" })).toBeVisible();
    await expect(page.getByText("$", { exact: false })).toHaveCount(0);
  }
});

test("honest markets trade beside them", async ({ page, wallet }) => {
  await page.goto("/market/1");
  await connect(page);
  await ticket(page).getByRole("textbox", { name: "Amount" }).fill("5");
  await expect(ticket(page).getByRole("status", { name: "Quote" })).toContainText(/To win \$\d/);
  await expect(submit(page)).toHaveText(/· \$5\.00$/);
  await expect(page.getByRole("alert").filter({ hasText: "does not know" })).toHaveCount(0);
  expect(wallet.asked).not.toContain("eth_sendTransaction");
});

test("their gifts spoil no portfolio, and what they cannot pay is left out and named", async ({ page }) => {
  await page.goto(`/portfolio/${GIFTED}`);
  const owed = page.getByRole("region", { name: "You can be paid now" });
  await expect(owed).toHaveCount(1);
  await expect(owed).toContainText(/\$[\d,.]+/);
  // what happened is told whole: the history names them
  await expect(page.getByRole("table", { name: "Positions" })).not.toContainText(STRANGE);
  await expect(page.getByRole("table", { name: "Decided" })).not.toContainText(STRANGE);
  await page.getByRole("button", { name: "Show 9 in unknown tokens" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Unknown token 0x" })).toHaveCount(9);
  for (const table of ["History", "Positions"]) {
    const named = page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: STRANGE });
    await expect(named.first()).toBeVisible();
    for (const row of await named.all()) await expect(row).toContainText("Not known");
    const others = page.getByRole("table", { name: table }).getByRole("row").filter({ hasNotText: STRANGE });
    for (const row of await others.all()) await expect(row).not.toContainText("Not known");
  }
  for (const manner of ["burns all gas", "answers rubbish"]) {
    const { collateral } = await strangerThat(page, manner);
    const short = new RegExp(`${collateral.slice(0, 6)}…${collateral.slice(-4)}`, "i");
    await expect(page.getByText("Left out: Decided markets").filter({ hasText: short })).toBeVisible();
  }
});

test("a reader's own token list makes a token known to them alone, until they remove it", async ({ page }) => {
  const { id, collateral } = await strangerThat(page, "refuses at length");
  const token = { chainId: 31_337, address: collateral, symbol: "PEBBLE", name: "Pebble", decimals: 6 };
  const list = (tokens: readonly object[]) => ({
    name: "list.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify({ name: "Friends", tokens })),
  });
  const warning = page.getByRole("alert").filter({ hasText: "a token that Presage does not know" });
  const mine = page.getByRole("region", { name: "Your token list" });
  await page.goto(`/market/${id}`);
  await expect(warning).toBeVisible();

  await mine.getByLabel("Open a token list").setInputFiles(list([{ ...token, decimals: "six" }]));
  await expect(mine.getByRole("alert")).toContainText('tokens[0].decimals is "six", expected a whole number');
  await mine.getByLabel("Open a token list").setInputFiles(list([{ ...token, decimals: 18 }]));
  await expect(mine).toContainText("“Friends”");
  await expect(warning).toBeVisible(); // the chain says 6 decimals
  await mine.getByLabel("Open another").setInputFiles(list([token]));
  await expect(warning).toHaveCount(0);
  await expect(page.getByText("PEBBLE traded")).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "a contract that Presage does not know" })).toBeVisible();

  await page.goto(`/portfolio/${GIFTED}`);
  await expect(page.getByRole("region", { name: "In PEBBLE" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Show 8 in unknown tokens" })).toBeVisible();
  await page.goto(`/market/${id}`);
  await mine.getByRole("button", { name: "Remove the list" }).click();
  await expect(warning).toBeVisible();
  await page.reload();
  await expect(warning).toBeVisible();
});

test("what nobody vouches for is paid into only by whoever types that they want to", async ({ page, wallet }) => {
  expect(wallet.asked).toEqual([]);
  const { resolver } = await strangerThat(page, "refuses at length");
  const question = `Will a stranger decide (${Date.now()})?`;
  const { id } = await createMarket({ question, outcomes: ["Yes", "No"] }, { resolver, policy: () => "0x" });
  await page.goto(`/market/${id}`);
  await expect(page.getByRole("alert").filter({ hasText: "does not know" })).toHaveText([/a contract that Presage does not know/]);
  await connect(page);
  const word = ticket(page).getByRole("textbox", { name: /Nobody vouches .* Type confirm/ });
  await expect(word).toHaveCount(0); // there is nothing to confirm yet
  await fillTicket(page, { op: "Buy", outcome: "Yes", amount: "5" });
  await expect(submit(page)).toHaveText("Confirm that you trust it");
  await expect(submit(page)).toBeDisabled();
  await word.fill("confirmed");
  await expect(submit(page)).toBeDisabled();
  await word.fill(" Confirm ");
  await expect(submit(page)).toBeEnabled();
  await ticket(page).getByRole("radio", { name: "Limit" }).check(); // another order than the one that was confirmed
  await expect(submit(page)).toHaveText("Confirm that you trust it");
  await expect(submit(page)).toBeDisabled();
  await word.fill("confirm");
  await expect(submit(page)).toBeEnabled();
  await ticket(page).getByRole("radio", { name: "Market" }).check();
  await word.fill("confirm");
  await confirm(page, submit(page));

  // whoever is in gets out unasked
  await fillTicket(page, { op: "Sell", outcome: "Yes", amount: "1" });
  await expect(word).toHaveCount(0);
  await expect(submit(page)).toBeEnabled();

  const panel = await tab(page, "Liquidity");
  const ways = [
    { name: "Liquidity", button: "Add liquidity" },
    { name: "Sets", button: "Split" },
  ];
  for (const { name } of ways) await panel.getByRole("textbox", { name, exact: true }).fill("2");
  for (const { button } of ways) await expect(panel.getByRole("button", { name: button })).toBeDisabled();
  await panel.getByRole("textbox", { name: /Type confirm/ }).fill("confirm");
  for (const { button } of ways) await expect(panel.getByRole("button", { name: button })).toBeEnabled();
});

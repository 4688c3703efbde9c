import { expect } from "@playwright/test";
import { accounts, createMarket, dollars, held, skipTo, USD } from "./chain.ts";
import { confirm, connect, fillTicket, region, submit, ticket, transaction } from "./page.ts";
import { test } from "./test.ts";

const { address } = accounts.trader;
const outcomes = ["Yes", "No"];

test("a rejected signature costs nothing, and the trade can be tried again", async ({ page, wallet }) => {
  const { id } = await createMarket({ question: `Will it be refused (${Date.now()})?`, outcomes });
  await page.goto(`/market/${id}`);
  await connect(page);
  const before = await dollars(address);
  await fillTicket(page, { op: "Buy", outcome: "Yes", amount: "25" });
  wallet.refuseNext = true;
  await submit(page).click();
  await expect(transaction(page)).toContainText(/reject|declin|refus/i);
  expect(await dollars(address)).toBe(before);
  expect(wallet.asked).not.toContain("eth_sendTransaction");

  await confirm(page, submit(page));
  expect(before - (await dollars(address))).toBe(25n * USD);
});

test("a wallet on another network is asked to switch first", async ({ page, wallet }) => {
  wallet.chainId = 1;
  const { id } = await createMarket({ question: `Will the network be wrong (${Date.now()})?`, outcomes });
  await page.goto(`/market/${id}`);
  await connect(page);
  await fillTicket(page, { op: "Buy", outcome: "Yes", amount: "25" });
  await expect(submit(page)).toHaveText(/network|switch/i);
  await submit(page).click();
  await expect.poll(() => wallet.chainId).toBe(31_337);
  await expect(submit(page)).not.toHaveText(/network|switch/i);
  await confirm(page, submit(page));
  expect(await held(address, id, 0)).toBeGreaterThan(0n);
});

test("too little balance says what one has and needs", async ({ page, wallet }) => {
  const { id } = await createMarket({ question: `Will there be enough (${Date.now()})?`, outcomes });
  await page.goto(`/market/${id}`);
  await connect(page);
  const form = ticket(page);
  await form.getByRole("textbox", { name: "Amount" }).fill("25000000");
  await expect(submit(page)).toHaveText(/^Not enough USD: have [\d,.]+, need 25,000,000(\.00)?$/);
  await expect(submit(page)).toBeDisabled();
  expect(wallet.asked).not.toContain("eth_sendTransaction");
});

test("a market that closes between the quote and the click takes no money", async ({ page, wallet }) => {
  const { id, closesAt } = await createMarket({ question: `Will it close meanwhile (${Date.now()})?`, outcomes });
  await page.goto(`/market/${id}`);
  await connect(page);
  const before = await dollars(address);
  await fillTicket(page, { op: "Buy", outcome: "Yes", amount: "25" });
  await skipTo(closesAt);
  // whether the page knows already or learns it from the simulation
  if (await submit(page).isEnabled()) await submit(page).click();
  await expect(page.getByText(/closed/i).first()).toBeVisible();
  expect(await dollars(address)).toBe(before);
  expect(wallet.asked).not.toContain("eth_sendTransaction");
});

test("evidence that others cannot open holds the step back, and says why", async ({ page, wallet }) => {
  const { id, closesAt } = await createMarket({ question: `Will the evidence be found (${Date.now()})?`, outcomes });
  await skipTo(closesAt);
  await page.goto(`/market/${id}`);
  await connect(page);
  const panel = region(page, "Resolution");
  const propose = panel.getByRole("button", { name: "Propose outcome" });
  const link = panel.getByRole("textbox", { name: "Link to the evidence" });
  const step = panel.getByRole("listitem").filter({ has: page.getByRole("button", { name: "Propose outcome" }) });
  await panel.getByRole("combobox", { name: "Outcome to report" }).selectOption("Yes");
  await expect(propose).toBeEnabled();
  for (const [text, reason] of [
    ["http://example.org/result", "must begin with https:// or ipfs://"],
    ["the news said so", "is not a link that others can open"],
  ] as const) {
    await link.fill(text);
    await expect(propose).toBeDisabled();
    await expect(step).toContainText(reason);
  }
  await link.fill("");
  await panel
    .getByLabel("Copy of it, for its hash only")
    .setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") });
  await expect(step).toContainText("Give the link at which others find that file.");
  await link.fill("https://example.org/result");
  await expect(propose).toBeEnabled();
  expect(wallet.asked).not.toContain("eth_sendTransaction");
});

// What a person does on a page, by the names that docs and assistive technology use.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Side } from "../../sdk/types.ts";
import { WALLET_NAME } from "./wallet.ts";

export async function connect(page: Page): Promise<void> {
  const account = page.getByRole("button", { name: /^Account 0x/ });
  // the server's HTML shows the button before React listens to it
  await expect(async () => {
    await page.getByRole("button", { name: "Connect wallet" }).first().click({ timeout: 1_000 });
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole("dialog").getByRole("button", { name: WALLET_NAME }).click();
  await expect(account).toBeVisible();
}

export function ticket(page: Page): Locator {
  return page.getByRole("form", { name: "Trade" });
}

/** The button at the end of the ticket: its text says what comes next, or what is in the way. */
export function submit(page: Page): Locator {
  return ticket(page).locator('button[type="submit"]');
}

export async function fillTicket(page: Page, trade: { op: "Buy" | "Sell"; outcome: string; side?: Side; amount: string }): Promise<void> {
  const form = ticket(page);
  await choose(form, trade.op);
  await choose(form, trade.outcome);
  if (trade.side) await choose(form, trade.side === "yes" ? "Yes" : "No");
  await form.getByRole("textbox", { name: "Amount" }).fill(trade.amount);
  await expect(form.getByRole("status", { name: "Quote" })).toContainText("You receive");
}

/** Goes on until the wallet has signed and the transaction is mined. */
export async function confirmTicket(page: Page): Promise<void> {
  await expect(submit(page)).toBeEnabled();
  await submit(page).click();
  await finished(page);
}

export async function finished(page: Page): Promise<void> {
  await expect(page.getByRole("status", { name: "Transaction" })).toContainText(/done|confirmed|bought|sold|success/i, { timeout: 30_000 });
}

export function region(page: Page, name: "Resolution" | "Liquidity"): Locator {
  return page.getByRole("region", { name });
}

async function choose(form: Locator, name: string): Promise<void> {
  const radio = form.getByRole("radio", { name, exact: true });
  if (!(await radio.isChecked())) await radio.click({ force: true });
  await expect(radio).toBeChecked();
}

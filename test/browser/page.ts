// What a person does on a page, by the names that docs and assistive technology use.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Side } from "../../sdk/types.ts";
import { WALLET_NAME } from "./wallet.ts";

export async function connect(page: Page): Promise<void> {
  const account = page.getByRole("button", { name: /^Account 0x/ });
  // the server's HTML shows the button before React listens to it
  await expect(async () => {
    const dialog = page.getByRole("dialog");
    // on a busy machine it may have opened after the last attempt gave up, and hides the button
    if (!(await dialog.isVisible())) await page.getByRole("button", { name: "Connect wallet" }).first().click({ timeout: 1_000 });
    await expect(dialog).toBeVisible({ timeout: 1_000 });
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
  await expect(form.getByRole("status", { name: "Quote" })).toContainText(trade.op === "Buy" ? "To win" : "You receive");
}

/** Presses a button and waits until the wallet has signed and the transaction is mined. */
export async function confirm(page: Page, button: Locator): Promise<void> {
  await expect(button).toBeEnabled();
  await dismiss(page);
  await button.click();
  await expect(transaction(page)).toContainText("Done", { timeout: 30_000 });
}

/** What became of the last transaction stays on the page: it must not be taken for the next one's. */
async function dismiss(page: Page): Promise<void> {
  const button = transaction(page).getByRole("button", { name: "Dismiss" });
  // it may leave by itself meanwhile
  if (await button.isVisible()) await button.click({ timeout: 2_000 }).catch(() => undefined);
  await expect(button).toBeHidden();
}

export function transaction(page: Page): Locator {
  return page.getByRole("status", { name: "Transaction" });
}

/** Opens one of the market's tabs and gives what is in it. */
export async function tab(page: Page, name: "Activity" | "Holders" | "Order book" | "Liquidity"): Promise<Locator> {
  const trigger = page.getByRole("tab", { name });
  // the server's HTML shows the tab before React listens to it
  await expect(async () => {
    await trigger.click({ timeout: 1_000 });
    await expect(trigger).toHaveAttribute("aria-selected", "true", { timeout: 500 });
  }).toPass();
  return page.getByRole("tabpanel", { name });
}

export function region(page: Page, name: "Resolution"): Locator {
  return page.getByRole("region", { name });
}

async function choose(form: Locator, name: string): Promise<void> {
  const radio = form.getByRole("radio", { name, exact: true });
  if (!(await radio.isChecked())) await radio.click({ force: true });
  await expect(radio).toBeChecked();
}

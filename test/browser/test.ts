import { test as base, expect } from "@playwright/test";
import { accounts } from "./chain.ts";
import { installWallet, type Wallet } from "./wallet.ts";

/** A page with a wallet in it, which fails its test on any error that the page does not catch. */
export const test = base.extend<{ wallet: Wallet }>({
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await use(page);
    expect(errors, "errors that the page did not catch").toEqual([]);
  },
  wallet: async ({ page }, use) => {
    await use(await installWallet(page, accounts.trader));
  },
});

// properties: T4, T5, W6 (each way of paying and each way of writing a number, in a browser)
import { expect, type Page } from "@playwright/test";
import { type Address, parseGwei } from "viem";
import { faucetCall } from "../../sdk/calls/faucet.ts";
import { accounts, client, createMarket, deployment, dollars, send, skipTo, USD, walletOf } from "./chain.ts";
import { confirm, connect, fillTicket, submit, ticket, transaction } from "./page.ts";
import { test } from "./test.ts";
import { violations } from "./violations.ts";
import { installWallet } from "./wallet.ts";

const { address } = accounts.trader;
/** Milliseconds between blocks, as the local chain has been told (`prepareChain.ts`). */
const INTERVAL_MS = 2_000;
const amount = (page: Page) => ticket(page).getByRole("textbox", { name: "Amount" });

async function open(page: Page, what: string): Promise<void> {
  const { id } = await createMarket({ question: `${what} (${Date.now()})?`, outcomes: ["Yes", "No"] });
  await page.goto(`/market/${id}`);
  await connect(page);
}

test("a refused signature is said, and the next way offered and taken", async ({ page, wallet }) => {
  await open(page, "Will the signature be refused");
  const before = await dollars(address);
  await fillTicket(page, { op: "Buy", outcome: "Yes", amount: "25" });
  wallet.refuseNext = true;
  await submit(page).click();
  await expect(transaction(page)).toContainText("The signature was refused in the wallet");
  expect(wallet.asked).not.toContain("eth_sendTransaction");
  wallet.answers.eth_signTypedData_v4 = () => {
    throw new Error("asked again");
  };
  await transaction(page).getByRole("button", { name: "Pay by an exact allowance instead" }).click();
  await expect(transaction(page)).toContainText("Done", { timeout: 30_000 });
  expect(before - (await dollars(address))).toBe(25n * USD);
  // this wallet does nothing as one: allowance and trade
  expect(wallet.asked.filter((method) => method === "eth_sendTransaction")).toHaveLength(2);
});

test("a change of account while signing is told as that", async ({ page, wallet }) => {
  await open(page, "Will the account change");
  await fillTicket(page, { op: "Buy", outcome: "Yes", amount: "25" });
  wallet.answers.eth_signTypedData_v4 = () => {
    wallet.answers.eth_accounts = () => [accounts.stranger.address];
    throw Object.assign(new Error("User rejected the request."), { code: 4001 });
  };
  await submit(page).click();
  await expect(transaction(page)).toContainText(`changed to another account, ${accounts.stranger.address}`);
  expect(wallet.asked).not.toContain("eth_sendTransaction");
});

test.describe("an account whose other owners sign later", () => {
  const { stranger } = accounts;
  const sent = (page: Page) => page.getByRole("region", { name: "Sent and not done" });
  /** A contract's account, as the chain tells it: by its code. */
  const setCode = (code: string) => client.request({ method: "hardhat_setCode", params: [stranger.address, code] } as never);
  test.beforeEach(() => setCode("0x00"));
  test.afterEach(() => setCode("0x"));

  async function buy(page: Page): Promise<void> {
    await open(page, "Will the others sign");
    await fillTicket(page, { op: "Buy", outcome: "Yes", amount: "25" });
    await submit(page).click();
    await expect(sent(page)).toContainText("Waits for other signers:", { timeout: 60_000 });
    await expect(transaction(page)).toBeEmpty();
  }

  test("sees its batch wait over a reload, and end", async ({ page }) => {
    const { answers } = await installWallet(page, stranger);
    answers.wallet_getCapabilities = () => ({ "0x7a69": { atomic: { status: "supported" } } });
    answers.wallet_sendCalls = () => ({ id: "shared" });
    const status = { version: "2.0.0", id: "shared", chainId: "0x7a69", atomic: true, status: 100 };
    answers.wallet_getCallsStatus = () => status;
    await buy(page);
    await expect(submit(page)).toHaveText("Enter an amount"); // nothing is submitted twice
    await page.reload();
    await expect(sent(page)).toContainText(/Waits for other signers: .*bought [\d.,]+ Yes/);
    expect(await violations(page)).toEqual([]);
    const { transactionHash } = await send(accounts.creator, faucetCall({ token: deployment().collaterals.usd as Address, amount: USD }));
    answers.wallet_getCallsStatus = async () => ({
      ...status,
      status: 200,
      receipts: [await client.request({ method: "eth_getTransactionReceipt", params: [transactionHash] })],
    });
    await expect(transaction(page)).toContainText("Done", { timeout: 30_000 });
    await expect(sent(page)).toBeHidden();
  });

  test("sees a transaction wait that the chain does not know, and puts it away", async ({ page }) => {
    const { answers } = await installWallet(page, stranger);
    answers.eth_sendTransaction = () => `0x${"ab".repeat(32)}`; // as the wallet of a shared account calls it until all have signed
    await buy(page);
    await page.reload();
    await expect(sent(page)).toContainText("Waits for other signers:");
    await sent(page).getByRole("button", { name: "Put away" }).click();
    await expect(sent(page)).toBeHidden();
    await page.reload();
    await expect(submit(page)).toBeVisible();
    await expect(sent(page)).toBeHidden();
  });
});

test.describe("what was sent and not mined when the page was left", () => {
  const sent = (page: Page) => page.getByRole("region", { name: "Sent and not done" });
  const setMining = async (isOn: boolean) => {
    await client.request({ method: "evm_setAutomine", params: [isOn] } as never);
    await client.request({ method: "evm_setIntervalMining", params: [isOn ? INTERVAL_MS : 0] } as never);
  };
  test.afterEach(() => setMining(true));

  async function leave(page: Page, what: string): Promise<{ closesAt: number }> {
    const market = await createMarket({ question: `${what} (${Date.now()})?`, outcomes: ["Yes", "No"] });
    await page.goto(`/market/${market.id}`);
    await connect(page);
    await fillTicket(page, { op: "Buy", outcome: "Yes", amount: "25" });
    await setMining(false);
    await submit(page).click();
    await expect(transaction(page)).toContainText("Sent, waiting for the chain", { timeout: 30_000 });
    await page.reload();
    await expect(sent(page)).toContainText(/Sent, waiting for the chain: .*bought [\d.,]+ Yes/);
    return market;
  }

  test("is told to have failed, and why", async ({ page, wallet }) => {
    const { closesAt } = await leave(page, "Will it be too late");
    await skipTo(closesAt + 1);
    await expect(sent(page)).toContainText("Failed on the chain, and changed nothing:", { timeout: 15_000 });
    await expect(sent(page)).toContainText("The permit was refused: the allowance of"); // its deadline has passed
    await expect(sent(page)).toContainText("25.00 USD is needed");
    expect(wallet.asked.filter((method) => method === "eth_sendTransaction")).toHaveLength(1);
    expect(await violations(page)).toEqual([]);
  });

  test("is told to have been replaced", async ({ page, wallet }) => {
    await leave(page, "Will it be replaced");
    const nonce = await client.getTransactionCount({ address });
    await walletOf(accounts.trader).sendTransaction({
      to: address,
      nonce,
      maxPriorityFeePerGas: parseGwei("90"),
      maxFeePerGas: parseGwei("200"),
    });
    await client.request({ method: "evm_mine" } as never);
    await expect(sent(page)).toContainText("another transaction of its account was sent in its place", { timeout: 15_000 });
    expect(wallet.asked.filter((method) => method === "eth_sendTransaction")).toHaveLength(1);
  });
});

test("amounts and tolerance are understood or refused with the reason", async ({ page, wallet }) => {
  await open(page, "Will the amount be read");
  for (const [text, button] of [
    ["1,000", /^Confirm the price impact$/], // a thousand, not one
    ["$10", /^Buy Yes · \$10\.00$/],
    [".5", /^Buy Yes · \$0\.50$/],
    ["٥٠", /^Buy Yes · \$50\.00$/],
    ["1.000", /^Check the amount$/],
    ["12,5", /^Check the amount$/],
    ["€5", /^Check the amount$/],
  ] as const) {
    await amount(page).fill(text);
    await expect(submit(page)).toHaveText(button);
  }
  await amount(page).fill("1.000");
  await expect(ticket(page)).toContainText("1.0000 to some and 1,000 to others");
  await amount(page).fill("25");
  await ticket(page).getByRole("button", { name: "Details" }).click();
  const tolerance = ticket(page).getByRole("textbox", { name: /^Tolerance/ });
  await tolerance.fill("1,5");
  await expect(submit(page)).toHaveText("Check the tolerance");
  await expect(submit(page)).toBeDisabled();
  await expect(tolerance).toHaveValue("1,5");
  await tolerance.fill("1.5%");
  await expect(submit(page)).toBeEnabled();
  expect(wallet.asked).not.toContain("eth_sendTransaction");
});

test.describe("where a comma stands before the fraction", () => {
  test.use({ locale: "de-DE" });
  test("it is read and written so", async ({ page, wallet }) => {
    await open(page, "Wird es gelesen");
    await amount(page).fill("1,000");
    await expect(ticket(page)).toContainText("1,0000 to some and 1.000 to others");
    await amount(page).fill("12,5 $");
    await expect(submit(page)).toHaveText("Buy Yes · $12,50");
    const before = await dollars(address);
    await confirm(page, submit(page));
    expect(before - (await dollars(address))).toBe((25n * USD) / 2n);
    expect(wallet.asked.filter((method) => method === "eth_sendTransaction")).toHaveLength(1);
  });
});

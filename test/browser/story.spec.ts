import { expect } from "@playwright/test";
import { accounts, createMarket, dollars, held, now, quoted, skipTo, USD } from "./chain.ts";
import { confirmTicket, connect, fillTicket, finished, region, submit, ticket } from "./page.ts";
import { test } from "./test.ts";

const { address } = accounts.trader;

test("from connecting a wallet to redeeming, to the base unit", async ({ page, wallet }) => {
  const question = `Will the story's market resolve Yes (${Date.now()})?`;
  const { id, closesAt, liveness } = await createMarket({ question, outcomes: ["Yes", "No"] });
  await page.goto(`/market/${id}`);
  await expect(page.getByRole("heading", { name: question })).toBeVisible();
  await connect(page);

  await test.step("buys YES with one signature", async () => {
    const before = await dollars(address);
    const expected = await quoted("quoteBuy", id, 0, "yes", 25n * USD);
    await fillTicket(page, { op: "Buy", outcome: "Yes", amount: "25" });
    await confirmTicket(page);
    expect(await held(address, id, 0)).toBe(expected);
    expect(before - (await dollars(address))).toBe(25n * USD);
    expect(wallet.asked.filter((method) => method === "eth_sendTransaction")).toHaveLength(1);
    expect(wallet.asked.filter((method) => method === "eth_signTypedData_v4")).toHaveLength(1);
  });

  await test.step("sells a part", async () => {
    const [before, positions] = [await dollars(address), await held(address, id, 0)];
    const expected = await quoted("quoteSell", id, 0, "yes", 10n * USD);
    await fillTicket(page, { op: "Sell", outcome: "Yes", amount: "10" });
    await confirmTicket(page);
    expect(positions - (await held(address, id, 0))).toBe(10n * USD);
    expect((await dollars(address)) - before).toBe(expected);
  });

  await test.step("adds liquidity", async () => {
    expect(await held(address, id)).toBe(0n);
    const before = await dollars(address);
    await region(page, "Liquidity").getByRole("textbox").first().fill("100");
    await region(page, "Liquidity").getByRole("button", { name: "Add liquidity" }).click();
    await expect.poll(() => held(address, id)).toBeGreaterThan(0n);
    await finished(page);
    expect(before - (await dollars(address))).toBeLessThanOrEqual(100n * USD);
  });

  await test.step("time passes: the market closes", async () => {
    await skipTo(closesAt);
    await page.reload();
    await expect(submit(page)).toBeDisabled();
    await expect(ticket(page)).toContainText(/closed/i);
  });

  await test.step("proposes the outcome with a bond", async () => {
    const before = await dollars(address);
    await region(page, "Resolution").getByRole("radio", { name: "Yes", exact: true }).click({ force: true });
    await region(page, "Resolution").getByRole("button", { name: "Propose outcome" }).click();
    await finished(page);
    expect(before - (await dollars(address))).toBe(50n * USD);
  });

  await test.step("nobody disputes: finalizes", async () => {
    await skipTo((await now()) + liveness);
    await page.reload();
    await region(page, "Resolution").getByRole("button", { name: "Finalize" }).click();
    await finished(page);
  });

  await test.step("redeems every position for one dollar", async () => {
    const [before, positions] = [await dollars(address), await held(address, id, 0)];
    await page.reload();
    await page.getByRole("button", { name: "Redeem", exact: true }).first().click();
    await expect.poll(() => held(address, id, 0)).toBe(0n);
    expect((await dollars(address)) - before).toBeGreaterThanOrEqual(positions);
  });
});

test("buys NO of one candidate among five", async ({ page, wallet }) => {
  const question = `Who will win the story's election (${Date.now()})?`;
  const { id } = await createMarket({ question, outcomes: ["Ada", "Blaise", "Carl", "Dorothy", "Other"] });
  await page.goto(`/market/${id}`);
  await connect(page);
  const before = await dollars(address);
  const expected = await quoted("quoteBuy", id, 2, "no", 40n * USD);
  await fillTicket(page, { op: "Buy", outcome: "Carl", side: "no", amount: "40" });
  await confirmTicket(page);
  expect(await held(address, id, 2, "no")).toBe(expected);
  expect(await held(address, id, 2, "yes")).toBe(0n);
  expect(before - (await dollars(address))).toBe(40n * USD);
  expect(wallet.asked).toContain("eth_sendTransaction");
});

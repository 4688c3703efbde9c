import { expect } from "@playwright/test";
import { accounts, createMarket, dollars, held, marketOf, now, quoted, skipTo, USD } from "./chain.ts";
import { confirm, connect, fillTicket, region, submit, tab } from "./page.ts";
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
    await confirm(page, submit(page));
    expect(await held(address, id, 0)).toBe(expected);
    expect(before - (await dollars(address))).toBe(25n * USD);
    expect(wallet.asked.filter((method) => method === "eth_sendTransaction")).toHaveLength(1);
    expect(wallet.asked.filter((method) => method === "eth_signTypedData_v4")).toHaveLength(1);
  });

  await test.step("sells a part", async () => {
    const [before, positions] = [await dollars(address), await held(address, id, 0)];
    const expected = await quoted("quoteSell", id, 0, "yes", 10n * USD);
    await fillTicket(page, { op: "Sell", outcome: "Yes", amount: "10" });
    await confirm(page, submit(page));
    expect(positions - (await held(address, id, 0))).toBe(10n * USD);
    expect((await dollars(address)) - before).toBe(expected);
  });

  await test.step("adds liquidity", async () => {
    expect(await held(address, id)).toBe(0n);
    const before = await dollars(address);
    const liquidity = await tab(page, "Liquidity");
    await liquidity.getByRole("textbox", { name: "Liquidity" }).fill("100");
    await confirm(page, liquidity.getByRole("button", { name: "Add liquidity" }));
    expect(await held(address, id)).toBe(100n * USD);
    expect(before - (await dollars(address))).toBeLessThanOrEqual(100n * USD);
  });

  await test.step("time passes: the market closes", async () => {
    await skipTo(closesAt);
    await page.reload();
    await expect(submit(page)).toBeDisabled();
    await expect(submit(page)).toHaveText("Market is closed: no trading");
  });

  await test.step("proposes the outcome with a bond", async () => {
    const before = await dollars(address);
    const resolution = region(page, "Resolution");
    await resolution.getByRole("combobox", { name: "Outcome to report" }).selectOption("Yes");
    await resolution.getByRole("textbox", { name: "Link to the evidence" }).fill("https://example.org/result");
    await confirm(page, resolution.getByRole("button", { name: "Propose outcome" }));
    expect(before - (await dollars(address))).toBe(50n * USD);
  });

  await test.step("nobody disputes: finalizes", async () => {
    await skipTo((await now()) + liveness);
    await page.reload();
    await confirm(page, region(page, "Resolution").getByRole("button", { name: "Finalize" }));
  });

  await test.step("redeems every position for one dollar, and the liquidity with it", async () => {
    const [before, yes, no] = [await dollars(address), await held(address, id, 0), await held(address, id, 1)];
    const { liquidityValue, liquidity } = await marketOf(id);
    const shares = await held(address, id);
    await page.reload();
    await confirm(page, page.getByRole("button", { name: "Redeem", exact: true }));
    expect((await dollars(address)) - before).toBe(yes + (shares * liquidityValue) / liquidity);
    expect(await held(address, id, 0)).toBe(0n);
    expect(await held(address, id)).toBe(0n);
    expect(no, "a losing position is worth nothing").toBeGreaterThanOrEqual(0n);
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
  await confirm(page, submit(page));
  expect(await held(address, id, 2, "no")).toBe(expected);
  expect(await held(address, id, 2, "yes")).toBe(0n);
  expect(before - (await dollars(address))).toBe(40n * USD);
  expect(wallet.asked).toContain("eth_sendTransaction");
});

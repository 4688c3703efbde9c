import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { buyCall } from "../../sdk/calls/buy.ts";
import { transferCall } from "../../sdk/calls/transfer.ts";
import { positionId } from "../../sdk/positionId.ts";
import { type AppBesideIndexer, startAppBesideIndexer } from "./appBesideIndexer.ts";
import { accounts, createMarket, deployment, dollars, held, now, quoted, send, skipTo, USD } from "./chain.ts";
import { confirm, connect, fillTicket, region, submit, tab } from "./page.ts";
import { test } from "./test.ts";

const { address } = accounts.trader;
const outcomes = ["Yes", "No"];
const table = (page: Page, name: string) => page.getByRole("table", { name });

/** Somebody else buys, past the page. */
async function buyElsewhere(marketId: bigint, amount: bigint): Promise<void> {
  const { contracts } = deployment();
  const deadline = BigInt((await now()) + 3_600);
  // the market's creator has approved already
  await send(
    accounts.creator,
    buyCall({
      markets: contracts.Markets,
      marketId,
      outcome: 0,
      side: "yes",
      collateralIn: amount,
      minPositionsOut: 0n,
      recipient: accounts.creator.address,
      deadline,
    }),
  );
}

test("one's own trade is in the activity and in the price history, once", async ({ page, wallet }) => {
  expect(wallet.asked).toEqual([]);
  const { id } = await createMarket({ question: `Will history be kept (${Date.now()})?`, outcomes });
  await page.goto(`/market/${id}`);
  await connect(page);
  const history = table(page, "Price history");
  await expect(history.getByRole("row")).toHaveCount(2); // the header, and now
  await fillTicket(page, { op: "Buy", outcome: "Yes", amount: "40" });
  await confirm(page, submit(page));

  const rows = table(page, "Activity").getByRole("row").filter({ hasText: "for $40.00" });
  await expect(rows).toHaveCount(1);
  const candle = history.getByRole("row").nth(2);
  await expect(candle).toContainText("40 USD");
  // the trade's own receipt tells the candle, the chain what the price is now: both come to say the same
  const priceIn = (row: Locator) => row.getByRole("cell").first().textContent();
  await expect(async () => {
    expect(await priceIn(candle)).toBe(await priceIn(history.getByRole("row").nth(1)));
  }).toPass();
  // by now the indexer has it too, and it is the same row
  await expect(rows).toHaveCount(1);
  await tab(page, "Holders");
  await expect(table(page, "Holders").getByRole("row").filter({ hasText: /0x/i })).not.toHaveCount(0);
});

test("what others do appears without a reload", async ({ page }) => {
  const { id } = await createMarket({ question: `Will it be live (${Date.now()})?`, outcomes });
  await page.goto(`/market/${id}`);
  await expect(table(page, "Activity")).toContainText("created the market");
  await page.waitForTimeout(1_500); // the stream opens once the page has settled
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  await buyElsewhere(id, 123n * USD);
  // well before the page would ask again by itself
  await expect(table(page, "Activity")).toContainText("for $123.00", { timeout: 6_000 });
  await expect(table(page, "Price history")).toContainText("123 USD", { timeout: 6_000 });
  expect(await page.evaluate(() => "stayed" in window)).toBe(true);
});

test("the period of the chart is chosen by keyboard", async ({ page }) => {
  await page.goto("/market/1");
  const periods = page.getByRole("radiogroup", { name: "Period" });
  await expect(periods.getByRole("radio", { name: "1 week" })).toBeChecked();
  await expect(table(page, "Price history")).toBeAttached();
  await periods.getByRole("radio", { name: "1 week" }).focus();
  const asked = page.waitForRequest(/\/api\/indexer\/markets\/1\/prices\?.*interval=5m/);
  await page.keyboard.press("ArrowLeft");
  await asked;
  await expect(periods.getByRole("radio", { name: "1 day" })).toBeChecked();
  await page.getByRole("button", { name: "Show as a table" }).click();
  await expect(table(page, "Price history")).toBeVisible();
});

test("a browser that names no language draws the chart", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "language", { get: () => "en-US@posix" }));
  await page.goto("/market/1");
  await expect(page.locator(".uplot canvas")).toBeVisible();
});

test("the portfolio has cost, profit and a history to take along", async ({ page }) => {
  const owner = accounts.creator.address;
  const { id } = await createMarket({ question: `Will it, "quoted", be exported (${Date.now()})?`, outcomes });
  await buyElsewhere(id, 77n * USD);
  await page.goto(`/portfolio/${owner}`);
  await expect(table(page, "History")).toContainText("for $77.00");
  const row = table(page, "Positions").getByRole("row").filter({ hasText: "be exported" }).filter({ hasText: "77.00" });
  await expect(row.first()).toBeVisible();
  await expect(table(page, "Realized by day")).toBeAttached();

  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  const text = readFileSync(await (await started).path(), "utf8");
  const [header, first] = parseCsv(text);
  const at = (name: string) => first[header.indexOf(name)];
  expect([at("kind"), at("market"), at("asset"), at("amount")]).toEqual(["Trade", String(id), "collateral", "-77.00"]);
  expect(at("question")).toContain('Will it, "quoted", be exported');
});

test("a gift was sent by one and received by the other, and in the market's activity sent", async ({ page }) => {
  const { creator, stranger } = accounts;
  const question = `Will it be given away (${Date.now()})?`;
  const { id } = await createMarket({ question, outcomes });
  await buyElsewhere(id, 20n * USD);
  const { Markets: markets } = deployment().contracts;
  const yes = positionId({ marketId: id, outcome: 0, side: "yes", outcomeCount: 2 });
  await send(creator, transferCall({ markets, recipient: stranger.address, id: yes, amount: 3n * USD }));
  const short = (account: string) => new RegExp(`${account.slice(0, 6)}…${account.slice(-4)}`, "i");
  for (const [reader, says, other] of [
    [creator, "sent 3.00 Yes to", stranger],
    [stranger, "received 3.00 Yes from", creator],
  ] as const) {
    await page.goto(`/portfolio/${reader.address}`);
    const row = table(page, "History").getByRole("row").filter({ hasText: question }).filter({ hasText: "3.00 Yes" });
    await expect(row).toHaveCount(1);
    await expect(row).toContainText(says);
    await expect(row).toContainText(short(other.address));
  }
  await page.goto(`/market/${id}`);
  await expect(
    table(page, "Activity")
      .getByRole("row")
      .filter({ hasText: short(creator.address) })
      .first(),
  ).toContainText("sent 3.00 Yes");
});

test("the leaderboard ranks by what its address says", async ({ page }) => {
  await page.goto("/leaderboard?by=volume&period=30d");
  const ranks = table(page, "Leaderboard");
  await expect(ranks.getByRole("row").nth(1)).toContainText("1");
  const volumes = (await ranks.locator("tbody tr td:nth-child(3)").allTextContents()).map((text) => Number(text.replace(/[^\d.]/g, "")));
  expect(volumes.length).toBeGreaterThan(3);
  expect(volumes).toEqual(volumes.toSorted((a, b) => b - a));
  await page.getByRole("link", { name: "Calibration" }).click();
  await expect(page).toHaveURL(/by=brier/);
  await expect(page.getByText("Brier score measures foresight")).toBeVisible();
  const account = ranks.getByRole("link").first();
  await account.click();
  await expect(page).toHaveURL(/\/portfolio\/0x[0-9a-f]{40}$/);
});

test("the status page says how the chain and the indexer are", async ({ page }) => {
  await page.goto("/status");
  await expect(page.getByText("Up to date")).toBeVisible();
  await expect(page.getByText(deployment().contracts.Markets)).toBeVisible();
  await expect(page.getByRole("status", { name: "Freshness" })).toHaveText(/^As of block \d+$/);
});

test("the app passes on what pages need and nothing else", async ({ request }) => {
  expect((await request.get("/api/indexer/ready")).status()).toBe(200);
  for (const path of ["sql", "graphql", "metrics", "markets/%2e%2e/metrics", "openapi.json"]) {
    expect((await request.get(`/api/indexer/${path}`)).status(), path).toBe(404);
  }
  expect((await request.post("/api/indexer/markets")).status()).toBe(405);
});

test.describe("when the indexer dies", () => {
  let app: AppBesideIndexer;
  test.beforeAll(async () => {
    app = await startAppBesideIndexer();
  });
  test.afterAll(() => app?.stop());

  test("the page says so, and one can still sell, resolve and redeem; afterwards all is as before", async ({ page, wallet }) => {
    const { id, closesAt, liveness } = await createMarket({ question: `Will the indexer live (${Date.now()})?`, outcomes });
    await page.goto(`${app.url}/market/${id}`);
    await connect(page);
    await fillTicket(page, { op: "Buy", outcome: "Yes", amount: "50" });
    await confirm(page, submit(page));
    await expect(table(page, "Activity")).toContainText("for $50.00");
    const notice = page.getByRole("status", { name: "History" });
    await expect(notice).toHaveText("");

    app.killIndexer();
    await expect(notice).toContainText("History is unavailable");
    const [before, positions] = [await dollars(address), await held(address, id, 0)];
    const expected = await quoted("quoteSell", id, 0, "yes", 20n * USD);
    await fillTicket(page, { op: "Sell", outcome: "Yes", amount: "20" });
    await confirm(page, submit(page));
    expect((await dollars(address)) - before).toBe(expected);
    expect(positions - (await held(address, id, 0))).toBe(20n * USD);
    await expect(table(page, "Activity")).toContainText("sold 20.00 Yes");
    expect(wallet.asked).toContain("eth_sendTransaction");

    await page.reload();
    await expect(page.getByText("Read from the chain itself.")).toBeVisible();
    await expect(table(page, "Activity")).toContainText("sold 20.00 Yes");
    const refused = await page.request.get(`${app.url}/api/indexer/markets`);
    expect(refused.status()).toBe(502);
    expect(await refused.text()).not.toMatch(/127\.0\.0\.1|localhost|ECONN/);
    await page.goto(`${app.url}/leaderboard`);
    await expect(page.getByText("History is unavailable").first()).toBeVisible();

    await skipTo(closesAt);
    await page.goto(`${app.url}/market/${id}`);
    const resolution = region(page, "Resolution");
    await resolution.getByRole("combobox", { name: "Outcome to report" }).selectOption("Yes");
    await confirm(page, resolution.getByRole("button", { name: "Propose outcome" }));
    await skipTo((await now()) + liveness);
    await page.reload();
    await confirm(page, region(page, "Resolution").getByRole("button", { name: "Finalize" }));
    const [cash, won] = [await dollars(address), await held(address, id, 0)];
    await page.reload();
    await confirm(page, page.getByRole("button", { name: "Redeem", exact: true }));
    expect((await dollars(address)) - cash).toBe(won);

    app.reviveIndexer();
    await page.goto(`${app.url}/market/${id}`);
    await expect(table(page, "Price history")).toContainText(/\d USD/);
    await expect(page.locator("canvas").first()).toBeVisible();
    await expect(notice).toHaveText("");
  });
});

/** Cells as RFC 4180 has them. */
function parseCsv(text: string): string[][] {
  return text
    .trimEnd()
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ""),
    );
}

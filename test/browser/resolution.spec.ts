// properties: R1, R3, R8
import { expect, type Page } from "@playwright/test";
import { type Address, keccak256, parseEther, stringToHex, zeroAddress } from "viem";
import { utc } from "../../app/_lib/format.ts";
import { pushRoundsCall } from "../../scripts/cli/localFeed.ts";
import { encodeCommitteePolicy } from "../../sdk/encodeCommitteePolicy.ts";
import { encodePriceFeedPolicy } from "../../sdk/encodePriceFeedPolicy.ts";
import { encodeRealityPolicy } from "../../sdk/encodeRealityPolicy.ts";
import { encodeUmaPolicy } from "../../sdk/encodeUmaPolicy.ts";
import { accounts, byProposal, createMarket, type Decider, deployment, HOUR, marketOf, now, send, skipTo, USD } from "./chain.ts";
import { confirm, connect, region } from "./page.ts";
import { test } from "./test.ts";

const EVIDENCE = "https://example.org/result";
const RESOLVED = 3;
const STRIKE = 50_000n * 10n ** 8n + 1n;

test.beforeEach(({ wallet }) => {
  expect(wallet.asked).toEqual([]);
});

/** A market that has closed, on its page, with a wallet. */
async function open(page: Page, what: string, decider: Decider) {
  const market = await createMarket({ question: `Will ${what} say Yes (${Date.now()})?`, outcomes: ["Yes", "No"] }, decider);
  await skipTo(market.closesAt);
  await page.goto(`/market/${market.id}`);
  await connect(page);
  return market;
}

async function press(page: Page, name: string): Promise<void> {
  await confirm(page, region(page, "Resolution").getByRole("button", { name, exact: true }));
}

async function skip(page: Page, seconds: number): Promise<void> {
  await skipTo((await now()) + seconds);
  await page.reload();
}

async function report(page: Page, outcome: string): Promise<void> {
  await region(page, "Resolution").getByRole("combobox", { name: "Outcome to report" }).selectOption(outcome);
}

async function expectYes(page: Page, id: bigint): Promise<void> {
  await expect(region(page, "Resolution")).toContainText("Decided: Yes");
  const { status } = await marketOf(id);
  expect(status).toBe(RESOLVED);
}

test("a price feed: waits for a price, then anyone settles", async ({ page }) => {
  const { PriceFeedResolver: resolver } = deployment().contracts;
  const [[name, feed]] = Object.entries(deployment().feeds ?? {}) as [[string, Address]];
  const { id, closesAt, resolveBy } = await open(page, "the feed", (settlesAt) => ({
    resolver,
    resolverData: encodePriceFeedPolicy({
      feed,
      sequencerFeed: zeroAddress,
      gracePeriod: 0,
      settlesAt,
      maxDelay: 24 * HOUR,
      kind: "strike",
      strict: false,
      bounds: [STRIKE],
    }),
  }));
  const panel = region(page, "Resolution");
  await expect(panel).toContainText(`The first price of the feed ${name} `);
  await expect(panel).toContainText("decides: Yes if it is ≥ 50,000.00000001.");
  await expect(panel).toContainText("The feed has no price of that time yet");
  await expect(panel, "by when it ends if nobody acts").toContainText(utc(resolveBy, "en-GB"));
  await expect(panel.getByRole("button", { name: "Settle by the price" })).toHaveCount(0);
  await send(accounts.stranger, pushRoundsCall({ feed, rounds: [{ price: STRIKE, updatedAt: closesAt }] })); // exactly on the strike
  await page.reload();
  await press(page, "Settle by the price");
  await expectYes(page, id);
});

test("UMA: an assertion with evidence stands, and is finalized", async ({ page }) => {
  const { contracts, collaterals } = deployment();
  const { id } = await open(page, "UMA", () => ({
    resolver: contracts.UmaResolver,
    resolverData: encodeUmaPolicy({
      currency: collaterals.usd ?? zeroAddress,
      bond: 20n * USD,
      liveness: BigInt(2 * HOUR),
      earlyAssertions: false,
    }),
  }));
  const panel = region(page, "Resolution");
  await report(page, "Yes");
  await panel.getByRole("textbox", { name: "Link to the evidence" }).fill(EVIDENCE);
  await press(page, "Assert outcome");
  await expect(panel).toContainText("If nobody else acts");
  await expect(panel.getByRole("link", { name: EVIDENCE })).toBeVisible();
  await expect(panel).toContainText(keccak256(stringToHex(EVIDENCE)));
  await skip(page, 2 * HOUR);
  await press(page, "Finalize");
  await expectYes(page, id);
});

test("Reality.eth: an answer with a bond in ether, and its end", async ({ page }) => {
  const { contracts, accounts: named } = deployment();
  const { id } = await open(page, "Reality.eth", () => ({
    resolver: contracts.RealityResolver,
    resolverData: encodeRealityPolicy({
      arbitrator: named?.court ?? accounts.stranger.address,
      timeout: HOUR,
      minBond: parseEther("0.01"),
      templateId: 2,
      earlyAnswers: false,
      question: 'Which?␟"Yes","No"␟misc␟en_US',
    }),
  }));
  await report(page, "Yes");
  await press(page, "Answer");
  await expect(region(page, "Resolution")).toContainText("The answer that stands is Yes");
  await skip(page, HOUR);
  await press(page, "Finalize");
  await expectYes(page, id);
});

test("a committee: a vote, its delay, and the end", async ({ page }) => {
  const { id } = await open(page, "the committee", () => ({
    resolver: deployment().contracts.CommitteeResolver,
    resolverData: encodeCommitteePolicy({
      members: [accounts.trader.address],
      threshold: 1,
      delay: HOUR,
      earlyVotes: false,
      haltOnProposal: false,
    }),
  }));
  await report(page, "Yes");
  await press(page, "Vote");
  await skip(page, HOUR);
  await press(page, "Finalize");
  await expectYes(page, id);
});

test("a proposal is disputed, and the arbiter rules", async ({ page }) => {
  const { id } = await open(page, "the arbiter", byProposal(accounts.trader.address));
  const panel = region(page, "Resolution");
  await report(page, "No");
  await press(page, "Propose outcome");
  await panel.getByRole("textbox", { name: "Link to the evidence" }).fill(EVIDENCE);
  await press(page, "Dispute");
  await expect(panel).toContainText("somebody disputes it");
  await report(page, "Yes");
  await press(page, "Rule");
  await expectYes(page, id);
  const { payoutDenominator } = await marketOf(id);
  expect(payoutDenominator).toBe(1n);
  await expect(panel.getByRole("listitem").filter({ hasText: "Disputed" })).toContainText(keccak256(stringToHex(EVIDENCE)));
});

test("the queue leads to what waits, and forgets what has ended", async ({ page }) => {
  const question = `Will the queue show this (${Date.now()})?`;
  const { id, closesAt } = await createMarket({ question, outcomes: ["Yes", "No"] });
  await skipTo(closesAt);
  await page.goto("/resolve");
  const entry = page.getByRole("link", { name: question });
  await entry.click();
  await expect(page).toHaveURL(new RegExp(`/market/${id}`));
  await connect(page);
  await report(page, "Yes");
  await press(page, "Propose outcome");
  await skip(page, HOUR);
  await press(page, "Finalize");
  await expectYes(page, id);
  await page.goto("/resolve");
  await expect(page.getByRole("heading", { name: "To resolve" })).toBeVisible();
  await expect(entry).toHaveCount(0);
});

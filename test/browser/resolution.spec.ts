// properties: R3, R8
import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { type Account, type Address, keccak256, parseEther, stringToHex, zeroAddress } from "viem";
import { utc } from "../../app/_lib/format.ts";
import { setRoundCall } from "../../scripts/cli/localFeed.ts";
import { optimisticResolverAbi } from "../../sdk/abi/optimisticResolver.ts";
import { realityResolverAbi } from "../../sdk/abi/realityResolver.ts";
import { answerCall } from "../../sdk/calls/answer.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { clarifyCall } from "../../sdk/calls/clarify.ts";
import { proposeCall } from "../../sdk/calls/propose.ts";
import { voteCall } from "../../sdk/calls/vote.ts";
import { encodeCommitteePolicy } from "../../sdk/resolvers/committee/policy.ts";
import { aggregatorAbi } from "../../sdk/resolvers/priceFeed/aggregatorAbi.ts";
import { encodePriceFeedPolicy } from "../../sdk/resolvers/priceFeed/policy.ts";
import { answerFor } from "../../sdk/resolvers/reality/answerOf.ts";
import { encodeRealityPolicy } from "../../sdk/resolvers/reality/policy.ts";
import { encodeUmaPolicy } from "../../sdk/resolvers/uma/policy.ts";
import { accounts, client, createMarket, deployment, dollars, HOUR, held, NEVER, now, send, skipTo, USD } from "./chain.ts";
import { confirm, connect, fillTicket, region, submit } from "./page.ts";
import { test } from "./test.ts";
import { violations } from "./violations.ts";
import { installWallet } from "./wallet.ts";

const DAY = 24 * HOUR;
const LOCALE = "en-US"; // the browser's, as playwright.config.ts has it
/** Short, so that the markets of others stay open. */
const WINDOW = 60;
const closesIn = 60;
const outcomes = ["Yes", "No"];
const { trader, creator, stranger } = accounts;
const question = (about: string) => `Will ${about} decide this (${Date.now()})?`;

const panel = (page: Page): Locator => region(page, "Resolution");
const step = (page: Page, name: string): Locator => panel(page).getByRole("button", { name, exact: true });

function resolver(name: "CommitteeResolver" | "PriceFeedResolver" | "UmaResolver" | "RealityResolver" | "OptimisticResolver"): Address {
  const address = deployment().contracts[name];
  if (!address) throw new Error(`The address book has no ${name}.`);
  return address;
}

async function open(page: Page, id: bigint): Promise<void> {
  await page.goto(`/market/${id}`);
  await connect(page);
}

/** By the queue of what is due, which must hold the market among those that wait. */
async function openFromQueue(page: Page, text: string): Promise<void> {
  await page.goto("/resolve");
  const waiting = page.getByRole("region", { name: "Waiting" });
  const link = waiting.getByRole("link", { name: text });
  await expect(async () => {
    const more = waiting.getByRole("button", { name: /^Show all/ });
    if (await more.isVisible()) await more.click({ timeout: 1_000 });
    await expect(link).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await link.click();
  await expect(page.getByRole("heading", { name: text })).toBeVisible();
}

async function report(page: Page, outcome: string, evidence?: string): Promise<void> {
  await panel(page).getByRole("combobox", { name: "Outcome to report" }).selectOption(outcome);
  if (evidence) await panel(page).getByRole("textbox", { name: "Link to the evidence" }).fill(evidence);
}

async function isFinal(page: Page, outcome: string): Promise<void> {
  await expect(panel(page)).toContainText(`Decided: ${outcome}.`);
  await expect(panel(page)).not.toContainText("If nobody");
}

async function isAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await violations(page)).toEqual([]);
  }
}

/** Another person at another computer. */
async function asOther(browser: Browser, account: Account, id: bigint, act: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await installWallet(page, account);
    await open(page, id);
    await act(page);
  } finally {
    await context.close();
  }
}

test("a price feed's market is settled by anyone, from the queue", async ({ page, wallet }) => {
  const feed = deployment().feeds?.["BTC/USD"] as Address;
  const terms = { feed, sequencerFeed: zeroAddress, gracePeriod: 0, maxDelay: 25 * HOUR, strict: false, bounds: [100_000n * 10n ** 8n] };
  const text = question("a price feed");
  const { id, closesAt, resolveBy } = await createMarket(
    { question: text, outcomes },
    {
      resolver: resolver("PriceFeedResolver"),
      policy: (settlesAt) => encodePriceFeedPolicy({ ...terms, settlesAt, kind: "strike" }),
      closesIn,
    },
  );
  await page.goto(`/market/${id}`);
  await expect(panel(page)).toContainText(`If nobody acts: from ${utc(resolveBy, LOCALE)} anyone voids`);

  await skipTo(closesAt);
  await page.reload();
  await expect(panel(page)).toContainText("The feed has no price of that time yet");
  const [latest] = await client.readContract({ address: feed, abi: aggregatorAbi, functionName: "latestRoundData" });
  await send(stranger, setRoundCall({ feed, roundId: latest + 1n, price: 100_000n * 10n ** 8n, updatedAt: BigInt(closesAt) }));

  await openFromQueue(page, text);
  await connect(page);
  await confirm(page, step(page, "Settle by the price"));
  expect(wallet.asked).toContain("eth_sendTransaction");
  await isFinal(page, "Yes");
});

test("an assertion at UMA carries evidence and its hash, and settles when the time has passed", async ({ page, wallet }) => {
  const policy = { currency: deployment().collaterals.usd as Address, bond: 20n * USD, liveness: BigInt(HOUR), earlyAssertions: false };
  const { id, closesAt, resolveBy } = await createMarket(
    { question: question("UMA"), outcomes },
    { resolver: resolver("UmaResolver"), policy: () => encodeUmaPolicy(policy), closesIn, lasts: 70 * DAY },
  );
  await skipTo(closesAt);
  await open(page, id);
  await expect(panel(page)).toContainText(`from ${utc(resolveBy, LOCALE)} anyone voids`);
  await report(page, "No", "https://example.org/table");
  const copy = "The table, as it was published.";
  await panel(page)
    .getByLabel("Copy of it, for its hash only")
    .setInputFiles({ name: "table.txt", mimeType: "text/plain", buffer: Buffer.from(copy) });
  const before = await dollars(trader.address);
  await confirm(page, step(page, "Assert outcome"));
  expect(before - (await dollars(trader.address))).toBe(20n * USD);
  await expect(panel(page).getByRole("link", { name: "https://example.org/table" })).toBeVisible();
  await expect(panel(page)).toContainText(keccak256(stringToHex(copy)));
  await expect(panel(page)).toContainText("it pays No");
  await isAccessible(page);

  await page.getByRole("button", { name: /^Account 0x/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "1 hour" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await confirm(page, step(page, "Finalize"));
  await isFinal(page, "No");
  expect(await dollars(trader.address), "the bond comes back").toBe(before);
  expect(wallet.asked).toContain("eth_sendTransaction");
});

test("Reality.eth's answer is outbid on the page, and the last one counts", async ({ page, wallet }) => {
  const text = question("Reality.eth");
  const policy = { timeout: WINDOW, minBond: parseEther("0.05"), templateId: 2, earlyAnswers: false };
  const realityResolver = resolver("RealityResolver");
  const { id, closesAt } = await createMarket(
    { question: text, outcomes },
    {
      resolver: realityResolver,
      policy: () =>
        encodeRealityPolicy({ ...policy, arbitrator: deployment().accounts?.court as Address, question: `${text}␟"Yes","No"␟other␟en` }),
      closesIn,
      lasts: 70 * DAY,
    },
  );
  await skipTo(closesAt);
  const contract = { address: realityResolver, abi: realityResolverAbi } as const;
  const questionId = await client.readContract({ ...contract, functionName: "questionOf", args: [id] });
  const reality = await client.readContract({ ...contract, functionName: "reality" });
  await send(
    stranger,
    answerCall({ reality, questionId, answer: answerFor([1n, 0n], policy.templateId), bond: policy.minBond, maxPrevious: 0n }),
  );
  await open(page, id);
  await expect(panel(page)).toContainText("The answer that stands is Yes, with a bond of 0.05 ETH.");
  await report(page, "No");
  await confirm(page, step(page, "Answer"));
  await expect(panel(page)).toContainText("The answer that stands is No, with a bond of 0.10 ETH.");
  await skipTo((await now()) + WINDOW);
  await openFromQueue(page, text);
  await confirm(page, step(page, "Finalize"));
  await isFinal(page, "No");
  expect(wallet.asked).toContain("eth_sendTransaction");
});

test("a false proposal is disputed, ruled on and redeemed, with evidence at every step", async ({ page, wallet, browser }) => {
  const text = question("a dispute");
  const { id, closesAt } = await createMarket({ question: text, outcomes });
  const optimistic = resolver("OptimisticResolver");
  const usd = deployment().collaterals.usd as Address;
  const owed = await client.readContract({
    address: optimistic,
    abi: optimisticResolverAbi,
    functionName: "withdrawable",
    args: [trader.address, usd],
  }); // by markets of other tests
  await open(page, id);
  await fillTicket(page, { op: "Buy", outcome: "Yes", amount: "10" });
  await confirm(page, submit(page));
  await skipTo(closesAt);
  const evidence = (what: string) => ({ evidenceUri: `https://example.org/${what}`, evidenceHash: keccak256(stringToHex(what)) });
  await send(creator, approveCall({ token: usd, spender: optimistic, amount: 50n * USD }));
  await send(
    creator,
    proposeCall({ resolver: optimistic, marketId: id, payouts: [0n, 1n], maxBond: 50n * USD, deadline: NEVER, ...evidence("false") }),
  );
  await send(creator, clarifyCall({ resolver: optimistic, marketId: id, text: "The page of the source as of noon counts." }));
  await page.reload();
  await expect(panel(page)).toContainText("it pays No");
  await expect(panel(page).getByRole("listitem").filter({ hasText: "Clarified" })).toContainText(
    "The page of the source as of noon counts.",
  );
  await expect(panel(page)).toContainText("if you are right you get it back and win 25.00 USD of the other");
  await expect(step(page, "Dispute"), "a dispute names an answer").toBeDisabled();
  await report(page, "Yes", "https://example.org/why");
  await confirm(page, step(page, "Dispute"));
  await expect(panel(page)).toContainText("disputes it and says Yes.");
  await expect(step(page, "Rule")).toHaveCount(0);
  await isAccessible(page);

  await asOther(browser, stranger, id, async (arbiter) => {
    await report(arbiter, "Yes", "https://example.org/ruling");
    await confirm(arbiter, step(arbiter, "Rule"));
    await isFinal(arbiter, "Yes");
  });

  await page.reload();
  for (const what of ["false", "why", "ruling"]) {
    await expect(panel(page).getByRole("link", { name: `https://example.org/${what}` })).toBeVisible();
  }
  await expect(panel(page)).toContainText(keccak256(stringToHex("false")));
  const [before, positions] = [await dollars(trader.address), await held(trader.address, id, 0)];
  await confirm(page, page.getByRole("button", { name: "Redeem", exact: true }));
  expect((await dollars(trader.address)) - before).toBe(positions);
  await confirm(page, panel(page).getByRole("button", { name: /^Withdraw bonds/ }));
  expect((await dollars(trader.address)) - before, "its bond, and half of the other").toBe(positions + 75n * USD + owed);
  expect(wallet.asked).toContain("eth_sendTransaction");
});

test("a committee's members vote on the page, and anyone finalizes after the delay", async ({ page, wallet }) => {
  const members = [trader.address, creator.address, stranger.address];
  const committee = resolver("CommitteeResolver");
  const text = question("a committee");
  const { id, closesAt } = await createMarket(
    { question: text, outcomes },
    {
      resolver: committee,
      policy: () => encodeCommitteePolicy({ members, threshold: 2, delay: WINDOW, earlyVotes: false, haltOnProposal: false }),
      closesIn,
    },
  );
  await skipTo(closesAt);
  await send(creator, voteCall({ resolver: committee, marketId: id, payouts: [1n, 0n] }));
  await openFromQueue(page, text);
  await connect(page);
  await report(page, "Yes");
  await confirm(page, step(page, "Vote"));
  await expect(panel(page)).toContainText("The committee says: Yes.");
  await expect(panel(page)).toContainText("it pays Yes");
  await skipTo((await now()) + WINDOW);
  await page.reload();
  await confirm(page, step(page, "Finalize"));
  await isFinal(page, "Yes");
  expect(wallet.asked).toContain("eth_sendTransaction");
});

import { type Address, type Hex, keccak256, stringToHex } from "viem";
import { approveCall } from "../../sdk/calls/approve.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { createMarketCall } from "../../sdk/calls/createMarket.ts";
import { disputeCall } from "../../sdk/calls/dispute.ts";
import { finalizeCall } from "../../sdk/calls/finalize.ts";
import { proposeCall } from "../../sdk/calls/propose.ts";
import { requestRulingCall } from "../../sdk/calls/requestRuling.ts";
import { voidCall } from "../../sdk/calls/void.ts";
import { toCreateParams } from "../../sdk/specification/toCreateParams.ts";
import type { Specification } from "../../sdk/specification/types.ts";
import { earliestResolveBy } from "../../sdk/specification/windowsOf.ts";
import type { Call, Deployment, Side } from "../../sdk/types.ts";
import type { Cast } from "./cast.ts";
import { demoOracle, OTHER_POLICIES, type OtherKind, type Question } from "./demoOracle.ts";
import type { Moment } from "./timeline.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const USD = 10n ** 6n;
const NEVER = 2n ** 40n;
const BOND = 50n * USD;

type Bet = { who: number; outcome: number; side: Side; usd: number };

/** A market of a few days whose end has come, or is near: one for every state that a market can be in. */
type Case = Pick<Specification, "question" | "category" | "outcomes" | "rules" | "source" | "edgeCases"> & {
  /** Hours before now; negative is after. */
  created: number;
  closed: number;
  bets: Bet[];
  proposal?: {
    hoursAgo: number;
    payouts: bigint[];
    evidence: string;
    dispute?: { hoursAgo: number; payouts: bigint[]; evidence: string; askedHoursAgo?: number };
    finalizedHoursAgo?: number;
  };
  voidedHoursAgo?: number;
  liveness?: string;
  arbiter?: string;
  arbiterTimeout?: string;
  /** Decided by another kind of resolver than the optimistic one. */
  kind?: OtherKind;
};

/** A market of the demo as a creator would have written it. */
export interface DemoMarket {
  specification: Specification;
  /** Unix seconds. */
  createdAt: number;
}

interface Options {
  deployment: Deployment;
  cast: Cast;
  /** The number of the market that is created first. */
  firstId: bigint;
  now: number;
  proposalId: (marketId: bigint) => Promise<Hex>;
  question: Question;
  /** What the court asks for, in wei. */
  courtCost: () => Promise<bigint>;
}

/** What happens in the demo markets whose end has come. */
export function demoCases(options: Options): Moment[] {
  return casesOf(options.now).flatMap((each, index) => play(each, options.firstId + BigInt(index), options));
}

/** These markets, in the order of their creation. */
export function demoMarkets(now: number): DemoMarket[] {
  return casesOf(now).map((each) => ({ specification: specificationOf(each, now), createdAt: hoursBefore(now, each.created) }));
}

function casesOf(now: number): Case[] {
  return describeCases(now).sort((a, b) => b.created - a.created);
}

function hoursBefore(now: number, hours: number): number {
  return Math.floor(now - hours * HOUR);
}

function specificationOf(each: Case, now: number): Specification {
  const { created, closed, bets: _, proposal: __, kind, voidedHoursAgo, liveness = "P1D", arbiterTimeout = "P3D", ...rest } = each;
  const { arbiter = "arbiter", ...text } = rest;
  const time = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000", "");
  const dated = {
    ...text,
    closes: time(hoursBefore(now, closed)),
    resolver: kind ? OTHER_POLICIES[kind] : ({ kind: "optimistic", bond: String(BOND / USD), liveness, arbiter, arbiterTimeout } as const),
  };
  // just enough for the one that is to be voided, time for several attempts for the others
  const resolveBy = earliestResolveBy(dated, hoursBefore(now, created)) + (voidedHoursAgo === undefined ? 14 * DAY : HOUR);
  return { ...dated, resolveBy: time(resolveBy), collateral: "usd", liquidity: { b: "600" }, fee: "4%", creatorShare: "25%" };
}

function play(each: Case, marketId: bigint, options: Options): Moment[] {
  const { deployment, cast, now, proposalId, courtCost } = options;
  const { Markets: markets, OptimisticResolver: resolver, Erc792Arbiter: adapter } = deployment.contracts;
  const collateral = deployment.collaterals.usd;
  if (!resolver || !adapter || !collateral)
    throw new Error("The demo needs the OptimisticResolver, the local court and test dollars in the address book.");
  const { created, closed, bets, proposal, voidedHoursAgo, kind } = each;
  const ago = (hours: number): number => hoursBefore(now, hours);
  const evidence = (text: string) => ({
    evidenceUri: `data:text/plain,${encodeURIComponent(text)}`,
    evidenceHash: keccak256(stringToHex(text)),
  });
  const params = toCreateParams(specificationOf(each, now), { deployment, decimals: 6, feedDecimals: 8, now: ago(created) });
  const [proposer, disputer] = cast.traders;
  const moments: Moment[] = [
    { at: ago(created), from: cast.creator, call: createMarketCall({ markets, params, maxFunding: 10_000n * USD }) },
  ];
  const add = (hoursAgo: number, from: Address, call: Call | (() => Promise<Call>)) => moments.push({ at: ago(hoursAgo), from, call });

  bets.forEach(({ who, outcome, side, usd }, index) => {
    const from = who < 0 ? cast.demo : cast.traders[who % cast.traders.length];
    const hoursAgo = created + ((Math.max(closed, 0) - created) * (index + 1)) / (bets.length + 1);
    const amount = BigInt(usd) * USD;
    if (who < 0) add(hoursAgo, from, approveCall({ token: collateral, spender: markets, amount }));
    add(
      hoursAgo,
      from,
      buyCall({ markets, marketId, outcome, side, collateralIn: amount, minPositionsOut: 0n, recipient: from, deadline: NEVER }),
    );
  });
  if (proposal) {
    const { payouts, dispute, finalizedHoursAgo } = proposal;
    const terms = { resolver, marketId, maxBond: BOND, deadline: NEVER };
    add(proposal.hoursAgo, proposer, proposeCall({ ...terms, payouts, ...evidence(proposal.evidence) }));
    if (dispute) {
      const said = { payouts: dispute.payouts, ...evidence(dispute.evidence) };
      add(dispute.hoursAgo, disputer, async () => disputeCall({ ...terms, proposalId: await proposalId(marketId), ...said }));
      const { evidenceUri } = evidence(`Market ${marketId}: the proposal, the dispute, and what both show for it.`);
      if (dispute.askedHoursAgo !== undefined)
        add(dispute.askedHoursAgo, disputer, async () => requestRulingCall({ adapter, marketId, evidenceUri, fee: await courtCost() }));
    }
    if (finalizedHoursAgo !== undefined) add(finalizedHoursAgo, disputer, finalizeCall({ resolver, marketId }));
  }
  if (kind) moments.push(...demoOracle(kind, { ...options, marketId, ago, evidence }));
  if (voidedHoursAgo !== undefined) add(voidedHoursAgo, disputer, voidCall({ markets, marketId, odds: [] }));
  return moments;
}

function describeCases(now: number): Case[] {
  const day = (hoursAgo: number) => new Date((now - hoursAgo * HOUR) * 1000).toISOString().slice(0, 10);
  const minute = (hoursAgo: number) => `${new Date((now - hoursAgo * HOUR) * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const silent = { if: "The source publishes nothing within two days", then: "void" };
  return [
    {
      question: `Will Ethereum's base fee be under 1 gwei at ${minute(-0.5)}?`,
      category: "crypto",
      outcomes: ["Yes", "No"],
      rules: `Resolves Yes if the base fee of the first Ethereum mainnet block dated at or after ${minute(-0.5)} is below 1 gwei, else No.`,
      source: "https://etherscan.io/blocks",
      edgeCases: [{ if: "No block is produced within ten minutes", then: "void" }],
      created: 9,
      closed: -0.5,
      liveness: "PT60S",
      arbiterTimeout: "PT1H",
      bets: [
        { who: 0, outcome: 0, side: "yes", usd: 120 },
        { who: 3, outcome: 1, side: "yes", usd: 60 },
        { who: 5, outcome: 0, side: "yes", usd: 210 },
      ],
    },
    {
      question: `Will it rain at London Heathrow on ${day(30)}?`,
      category: "climate",
      outcomes: ["Yes", "No"],
      rules: `Resolves Yes if the Met Office's daily total for Heathrow on ${day(30)} is 0.2 mm or more, else No.`,
      source: "https://www.metoffice.gov.uk/observations/weather",
      edgeCases: [{ if: "The station reports no value for the day", then: "The value of Northolt counts." }, silent],
      created: 110,
      closed: 30,
      bets: [
        { who: 1, outcome: 0, side: "yes", usd: 80 },
        { who: 2, outcome: 0, side: "yes", usd: 150 },
        { who: -1, outcome: 0, side: "yes", usd: 40 },
        { who: 4, outcome: 1, side: "yes", usd: 90 },
      ],
    },
    {
      question: `Will the ECB's EUR/USD reference rate of ${day(40)} be above that of the business day before?`,
      category: "economics",
      outcomes: ["Yes", "No"],
      rules: `Resolves Yes if the euro reference rate published for ${day(40)} is above the one published for the business day before it, else No.`,
      source: "https://www.ecb.europa.eu/stats/eurofxref",
      edgeCases: [{ if: "No rate is published for the day", then: "The next published rate counts." }, silent],
      created: 140,
      closed: 40,
      bets: [
        { who: 2, outcome: 1, side: "yes", usd: 100 },
        { who: 6, outcome: 0, side: "yes", usd: 180 },
        { who: 0, outcome: 0, side: "yes", usd: 60 },
      ],
      proposal: { hoursAgo: 5, payouts: [1n, 0n], evidence: "Reference rates of both days, as published at 16:00 CET." },
    },
    {
      question: `Which language will top GitHub's daily trending page on ${day(52)}?`,
      category: "technology",
      outcomes: ["Python", "TypeScript", "Rust", "Another"],
      rules: `Resolves to the language of the first repository on the page at ${day(52)} 12:00 UTC; to Another if it is none of those named or has none.`,
      source: "https://github.com/trending",
      edgeCases: [{ if: "The page cannot be reached at noon", then: "The first archived copy after noon of that day counts." }, silent],
      created: 150,
      closed: 52,
      bets: [
        { who: 3, outcome: 0, side: "yes", usd: 140 },
        { who: 5, outcome: 2, side: "no", usd: 110 },
        { who: -1, outcome: 1, side: "yes", usd: 50 },
        { who: 1, outcome: 1, side: "yes", usd: 90 },
        { who: 7, outcome: 3, side: "no", usd: 70 },
      ],
      proposal: {
        hoursAgo: 26,
        payouts: [1n, 0n, 0n, 0n],
        evidence: "Copy of the page at noon: a Python repository stands first.",
        dispute: {
          hoursAgo: 20,
          payouts: [0n, 1n, 0n, 0n],
          evidence: "The page of the source shows another order at the stated minute; the screenshot is of the day before.",
        },
      },
    },
    {
      question: `Will Amsterdam's highest temperature on ${day(70)} reach 10 °C?`,
      category: "climate",
      outcomes: ["Yes", "No"],
      rules: `Resolves Yes if the daily maximum of station 240 (Schiphol) on ${day(70)} is 10.0 °C or more, else No.`,
      source: "https://www.knmi.nl/nederland-nu/klimatologie/daggegevens",
      edgeCases: [{ if: "The station reports no maximum", then: "Station 260 (De Bilt) counts." }, silent],
      created: 160,
      closed: 70,
      bets: [
        { who: 4, outcome: 0, side: "yes", usd: 75 },
        { who: -1, outcome: 0, side: "yes", usd: 120 },
        { who: 6, outcome: 1, side: "yes", usd: 130 },
        { who: 0, outcome: 0, side: "yes", usd: 220 },
      ],
      proposal: { hoursAgo: 66, payouts: [1n, 0n], evidence: "Daily values of station 240: maximum 11.4 °C.", finalizedHoursAgo: 40 },
    },
    {
      question: `Will the harbour museum report more than 5,000 visitors for ${day(158)}?`,
      category: "culture",
      outcomes: ["Yes", "No"],
      rules: `Resolves Yes if the museum's own count for ${day(158)}, published on its site, is above 5,000, else No.`,
      source: "https://www.hetscheepvaartmuseum.nl",
      edgeCases: [{ if: "The museum publishes no count", then: "void" }],
      created: 165,
      closed: 158,
      liveness: "PT2H",
      arbiterTimeout: "PT1H",
      bets: [
        { who: 7, outcome: 0, side: "yes", usd: 100 },
        { who: 2, outcome: 1, side: "yes", usd: 45 },
      ],
      voidedHoursAgo: 50,
    },
    {
      question: `Who will win the chess league's match of ${day(60)}?`,
      category: "sport",
      outcomes: ["Home side", "Away side", "Draw or none"],
      rules: `Resolves to the side that the league's table of ${day(60)} gives more board points, to "Draw or none" if they have the same or no match was played.`,
      source: "https://www.schachbundesliga.de",
      edgeCases: [
        { if: "The match is postponed or cancelled", then: "Draw or none" },
        { if: "A result is changed within two days", then: "The changed result decides." },
        silent,
      ],
      created: 156,
      closed: 60,
      arbiter: "court",
      arbiterTimeout: "P60D",
      bets: [
        { who: 0, outcome: 0, side: "yes", usd: 90 },
        { who: 4, outcome: 1, side: "yes", usd: 110 },
        { who: 6, outcome: 2, side: "no", usd: 65 },
      ],
      proposal: {
        hoursAgo: 42,
        payouts: [1n, 0n, 0n],
        evidence: "The league's table as of the evening: 4.5 to 3.5 for the home side.",
        dispute: {
          hoursAgo: 30,
          payouts: [0n, 0n, 1n],
          evidence: "The table as corrected the day after: board 5 was scored as drawn, 4 to 4.",
          askedHoursAgo: 28,
        },
      },
    },
    {
      question: `Will the BTC/USD feed report 100,000 or more at ${minute(6)}?`,
      category: "crypto",
      outcomes: ["Yes", "No"],
      rules: `Resolves Yes if the first round of the feed dated at or after ${minute(6)} reports 100,000 or more, else No. The contract reads the feed.`,
      source: "https://data.chain.link/feeds",
      edgeCases: [{ if: "The feed has no round within 25 hours", then: "void" }],
      created: 130,
      closed: 6,
      kind: "priceFeed",
      bets: [
        { who: 0, outcome: 0, side: "yes", usd: 130 },
        { who: 4, outcome: 1, side: "yes", usd: 85 },
        { who: 6, outcome: 0, side: "yes", usd: 60 },
      ],
    },
    {
      question: `Will the release of Node.js planned for ${day(20)} be out by that day's end?`,
      category: "technology",
      outcomes: ["Yes", "No"],
      rules: `Resolves Yes if the release is listed on the project's page with a date of ${day(20)} (UTC) or before, else No.`,
      source: "https://nodejs.org/en/about/previous-releases",
      edgeCases: [{ if: "The page cannot be reached for two days", then: "The project's tags on GitHub count." }, silent],
      created: 135,
      closed: 20,
      kind: "committee",
      bets: [
        { who: 2, outcome: 0, side: "yes", usd: 160 },
        { who: 5, outcome: 1, side: "yes", usd: 40 },
      ],
    },
    {
      question: `Will the Suez Canal Authority report 40 transits or more for ${day(48)}?`,
      category: "world",
      outcomes: ["Yes", "No"],
      rules: `Resolves Yes if the authority's daily count of transits for ${day(48)} is 40 or more, else No.`,
      source: "https://www.suezcanal.gov.eg",
      edgeCases: [{ if: "The count is corrected within two days", then: "The corrected count decides." }, silent],
      created: 145,
      closed: 48,
      kind: "uma",
      bets: [
        { who: 1, outcome: 1, side: "yes", usd: 95 },
        { who: 3, outcome: 0, side: "yes", usd: 140 },
      ],
    },
    {
      question: `Will the Kp index reach 5 on ${day(36)}?`,
      category: "science",
      outcomes: ["Yes", "No"],
      rules: `Resolves Yes if any of the eight definitive Kp values of ${day(36)} (UTC) is 5- or higher, else No.`,
      source: "https://kp.gfz.de/en/data",
      edgeCases: [{ if: "Only nowcast values are published within ten days", then: "They count." }, silent],
      created: 148,
      closed: 36,
      kind: "reality",
      bets: [
        { who: 7, outcome: 0, side: "yes", usd: 70 },
        { who: 6, outcome: 1, side: "yes", usd: 125 },
      ],
    },
  ];
}

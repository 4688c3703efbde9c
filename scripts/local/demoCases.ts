import { type Address, type Hex, keccak256, stringToHex } from "viem";
import { approveCall } from "../../sdk/calls/approve.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { createMarketCall } from "../../sdk/calls/createMarket.ts";
import { disputeCall } from "../../sdk/calls/dispute.ts";
import { finalizeCall } from "../../sdk/calls/finalize.ts";
import { proposeCall } from "../../sdk/calls/propose.ts";
import { voidCall } from "../../sdk/calls/void.ts";
import { encodeOptimisticPolicy } from "../../sdk/resolvers/optimistic/policy.ts";
import type { Call, Deployment, Metadata, Side } from "../../sdk/types.ts";
import type { Cast } from "./cast.ts";
import { demoOracle, type OtherKind, type Question } from "./demoOracle.ts";
import type { Moment } from "./timeline.ts";

const DAY = 86_400;
const HOUR = 3_600;
const USD = 10n ** 6n;
const NEVER = 2n ** 40n;
const BOND = 50n * USD;

type Bet = { who: number; outcome: number; side: Side; usd: number };

/** A market of a few days whose end has come, or is near: one for every state that a market can be in. */
type Case = Metadata & {
  /** Hours before now; negative is after. */
  created: number;
  closed: number;
  bets: Bet[];
  proposal?: { hoursAgo: number; payouts: bigint[]; evidence: string; disputedHoursAgo?: number; finalizedHoursAgo?: number };
  voidedHoursAgo?: number;
  liveness?: number;
  arbiterTimeout?: number;
  /** Decided by another kind of resolver than the optimistic one. */
  kind?: OtherKind;
};

/** What happens in the demo markets whose end has come. `firstId`: of the market that is created first. */
export function demoCases(options: {
  deployment: Deployment;
  cast: Cast;
  firstId: bigint;
  now: number;
  proposalId: (marketId: bigint) => Promise<Hex>;
  question: Question;
}): Moment[] {
  const cases = describeCases(options.now).sort((a, b) => b.created - a.created);
  return cases.flatMap((each, index) => play(each, options.firstId + BigInt(index), options));
}

function play(each: Case, marketId: bigint, options: Parameters<typeof demoCases>[0]): Moment[] {
  const { deployment, cast, now, proposalId } = options;
  const { Markets: markets, OptimisticResolver: resolver } = deployment.contracts;
  const collateral = deployment.collaterals.usd;
  if (!resolver || !collateral) throw new Error("The demo needs the OptimisticResolver and test dollars in the address book.");
  const { created, closed, bets, proposal, voidedHoursAgo, liveness = DAY, arbiterTimeout = 3 * DAY, kind, ...metadata } = each;
  const ago = (hours: number): number => Math.floor(now - hours * HOUR);
  const closesAt = ago(closed);
  const evidence = (text: string) => ({
    evidenceUri: `data:text/plain,${encodeURIComponent(text)}`,
    evidenceHash: keccak256(stringToHex(text)),
  });
  const other = kind && demoOracle(kind, { ...options, marketId, closesAt, ago, evidence });
  const params = {
    collateral,
    resolver,
    closesAt: BigInt(closesAt),
    // just enough for the one that is to be voided, time for several attempts for the others
    resolveBy: BigInt(closesAt + liveness + arbiterTimeout + DAY + (voidedHoursAgo === undefined ? 14 * DAY : HOUR)),
    feeRate: 400,
    creatorShare: 2500,
    outcomeCount: metadata.outcomes.length,
    liquidity: 600n * USD,
    odds: [],
    metadata: JSON.stringify(metadata),
    resolverData: encodeOptimisticPolicy({
      arbiter: cast.arbiter,
      bond: BOND,
      maxBond: BOND,
      bondRate: 0,
      liveness,
      arbiterTimeout,
      earlyProposals: false,
      haltOnProposal: false,
      creatorMayArbitrate: false,
    }),
    ...other?.terms,
  };
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
    const { payouts, disputedHoursAgo, finalizedHoursAgo } = proposal;
    add(proposal.hoursAgo, proposer, proposeCall({ resolver, marketId, payouts, ...evidence(proposal.evidence) }));
    if (disputedHoursAgo !== undefined) {
      const why = "The page of the source shows another order at the stated minute; the screenshot is of the day before.";
      add(disputedHoursAgo, disputer, async () =>
        disputeCall({ resolver, marketId, proposalId: await proposalId(marketId), ...evidence(why) }),
      );
    }
    if (finalizedHoursAgo !== undefined) add(finalizedHoursAgo, disputer, finalizeCall({ resolver, marketId }));
  }
  if (other) moments.push(...other.moments);
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
      liveness: 60,
      arbiterTimeout: HOUR,
      bets: [
        { who: 0, outcome: 0, side: "yes", usd: 120 },
        { who: 3, outcome: 1, side: "yes", usd: 60 },
        { who: 5, outcome: 0, side: "yes", usd: 210 },
      ],
    },
    {
      question: `Will it rain at London Heathrow on ${day(30)}?`,
      category: "weather",
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
        disputedHoursAgo: 20,
      },
    },
    {
      question: `Will Amsterdam's highest temperature on ${day(70)} reach 10 °C?`,
      category: "weather",
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
      question: `Will the harbour museum report more than 5,000 visitors for ${day(120)}?`,
      category: "culture",
      outcomes: ["Yes", "No"],
      rules: `Resolves Yes if the museum's own count for ${day(120)}, published on its site, is above 5,000, else No.`,
      source: "https://www.hetscheepvaartmuseum.nl",
      edgeCases: [{ if: "The museum publishes no count", then: "void" }],
      created: 162,
      closed: 120,
      liveness: 2 * HOUR,
      arbiterTimeout: HOUR,
      bets: [
        { who: 7, outcome: 0, side: "yes", usd: 100 },
        { who: 2, outcome: 1, side: "yes", usd: 45 },
      ],
      voidedHoursAgo: 80,
    },
    {
      question: `Will the BTC/USD feed report 100,000 or more at ${minute(6)}?`,
      category: "crypto",
      outcomes: ["Yes", "No"],
      rules: `Resolves Yes if the first round of the feed dated at or after ${minute(6)} reports 100,000 or more, else No. The contract reads the feed.`,
      source: "https://data.chain.link/feeds",
      edgeCases: [{ if: "The feed has no round within six hours", then: "void" }],
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

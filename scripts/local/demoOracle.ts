import { type Address, type Hex, parseEther, zeroAddress } from "viem";
import { answerCall } from "../../sdk/calls/answer.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { assertPayoutsCall } from "../../sdk/calls/assertPayouts.ts";
import { voteCall } from "../../sdk/calls/vote.ts";
import { encodeCommitteePolicy } from "../../sdk/resolvers/committee/policy.ts";
import { encodePriceFeedPolicy } from "../../sdk/resolvers/priceFeed/policy.ts";
import { answerFor } from "../../sdk/resolvers/reality/answerOf.ts";
import { encodeRealityPolicy } from "../../sdk/resolvers/reality/policy.ts";
import { encodeUmaPolicy } from "../../sdk/resolvers/uma/policy.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { Cast } from "./cast.ts";
import type { Moment } from "./timeline.ts";

const DAY = 86_400;
const HOUR = 3_600;
const UMA_BOND = 100n * 10n ** 6n;
const MIN_BOND = parseEther("0.05");
const STRIKE = 100_000n * 10n ** 8n;
const YES = [1n, 0n];
const NO = [0n, 1n];

export type OtherKind = "committee" | "priceFeed" | "uma" | "reality";
export type Question = (marketId: bigint) => Promise<{ questionId: Hex; reality: Address }>;

type Terms = { resolver: Address; resolveBy: bigint; resolverData: Hex };
type Options = {
  deployment: Deployment;
  cast: Cast;
  marketId: bigint;
  closesAt: number;
  ago: (hours: number) => number;
  evidence: (text: string) => { evidenceUri: string; evidenceHash: Hex };
  question: Question;
};

/** How a demo market of another kind is decided, and what has happened to its resolution so far. */
export function demoOracle(kind: OtherKind, options: Options): { terms: Terms; moments: Moment[] } {
  const { deployment, cast, marketId, closesAt, ago, evidence, question } = options;
  const { CommitteeResolver, PriceFeedResolver, UmaResolver, RealityResolver } = deployment.contracts;
  const { usd } = deployment.collaterals;
  const feed = deployment.feeds?.["BTC/USD"];
  const court = deployment.accounts?.court;
  if (!CommitteeResolver || !PriceFeedResolver || !UmaResolver || !RealityResolver || !usd || !feed || !court) {
    throw new Error("The demo needs every resolver, the local feed and the local court in the address book.");
  }
  const [asserter, outbidder] = cast.traders as [Address, Address];
  const resolveBy = (days: number) => BigInt(closesAt + days * DAY);
  switch (kind) {
    case "committee": {
      const policy = { members: cast.members, threshold: 2, delay: DAY, earlyVotes: false, haltOnProposal: false };
      const vote = (hours: number, from: Address): Moment => ({
        at: ago(hours),
        from,
        call: voteCall({ resolver: CommitteeResolver, marketId, payouts: YES }),
      });
      return {
        terms: { resolver: CommitteeResolver, resolveBy: resolveBy(30), resolverData: encodeCommitteePolicy(policy) },
        moments: [vote(12, cast.members[0] as Address), vote(9, cast.members[2] as Address)],
      };
    }
    case "priceFeed": {
      const resolverData = encodePriceFeedPolicy({
        feed,
        sequencerFeed: zeroAddress,
        gracePeriod: 0,
        settlesAt: closesAt,
        maxDelay: 6 * HOUR,
        kind: "strike",
        strict: false,
        bounds: [STRIKE],
      });
      return { terms: { resolver: PriceFeedResolver, resolveBy: resolveBy(14), resolverData }, moments: [] };
    }
    case "uma": {
      const policy = { currency: usd, bond: UMA_BOND, liveness: BigInt(DAY), earlyAssertions: false };
      const proof = evidence("The authority's table of daily transits, as published the day after: 43.");
      return {
        terms: { resolver: UmaResolver, resolveBy: resolveBy(120), resolverData: encodeUmaPolicy(policy) },
        moments: [
          { at: ago(5), from: asserter, call: approveCall({ token: usd, spender: UmaResolver, amount: UMA_BOND }) },
          { at: ago(4), from: asserter, call: assertPayoutsCall({ resolver: UmaResolver, marketId, payouts: YES, ...proof }) },
        ],
      };
    }
    case "reality": {
      const resolverData = encodeRealityPolicy({
        arbitrator: court,
        timeout: DAY,
        minBond: MIN_BOND,
        templateId: 2,
        earlyAnswers: false,
        question: 'Will the Kp index reach 5 on that day?\u241f"Yes","No"\u241fscience\u241fen',
      });
      const answer = (hours: number, from: Address, payouts: readonly bigint[], bond: bigint): Moment => ({
        at: ago(hours),
        from,
        call: async () => answerCall({ ...(await question(marketId)), answer: answerFor(payouts), bond, maxPrevious: 0n }),
      });
      return {
        terms: { resolver: RealityResolver, resolveBy: resolveBy(120), resolverData },
        moments: [answer(14, outbidder, NO, MIN_BOND), answer(7, asserter, YES, 2n * MIN_BOND)],
      };
    }
  }
}

import { type Address, type Hex, parseEther } from "viem";
import { answerCall } from "../../sdk/calls/answer.ts";
import { approveCall } from "../../sdk/calls/approve.ts";
import { assertPayoutsCall } from "../../sdk/calls/assertPayouts.ts";
import { voteCall } from "../../sdk/calls/vote.ts";
import { answerFor } from "../../sdk/resolvers/reality/answerOf.ts";
import { templates } from "../../sdk/resolvers/reality/policy.ts";
import type { ResolverPolicy } from "../../sdk/specification/types.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { Cast } from "./cast.ts";
import type { Moment } from "./timeline.ts";

const NEVER = 2n ** 40n;
const UMA_BOND = 100n * 10n ** 6n;
const MIN_BOND = parseEther("0.05");
const YES = [1n, 0n];
const NO = [0n, 1n];

export type OtherKind = "committee" | "priceFeed" | "uma" | "reality";
export type Question = (marketId: bigint) => Promise<{ questionId: Hex; reality: Address }>;

/** How the demo's markets of other kinds than the optimistic one are decided, as a specification says it. */
export const OTHER_POLICIES: Record<OtherKind, ResolverPolicy> = {
  committee: { kind: "committee", members: ["member1", "member2", "member3"], threshold: 2, delay: "P1D" },
  priceFeed: { kind: "priceFeed", feed: "BTC/USD", maxDelay: "PT25H", bounds: ["100000"] },
  uma: { kind: "uma", bond: "100", liveness: "P1D" },
  reality: { kind: "reality", arbitrator: "court", timeout: "P1D", minBond: "0.05" },
};

/** What has happened so far to the resolution of such a market. */
export function demoOracle(
  kind: OtherKind,
  options: {
    deployment: Deployment;
    cast: Cast;
    marketId: bigint;
    ago: (hours: number) => number;
    evidence: (text: string) => { evidenceUri: string; evidenceHash: Hex };
    question: Question;
  },
): Moment[] {
  const { deployment, cast, marketId, ago, evidence, question } = options;
  const { CommitteeResolver, UmaResolver } = deployment.contracts;
  const { usd } = deployment.collaterals;
  if (!CommitteeResolver || !UmaResolver || !usd) throw new Error("The demo needs every resolver and test dollars in the address book.");
  const [asserter, outbidder] = cast.traders as [Address, Address];
  switch (kind) {
    case "committee": {
      const vote = (hours: number, from: Address): Moment => ({
        at: ago(hours),
        from,
        call: voteCall({ resolver: CommitteeResolver, marketId, payouts: YES }),
      });
      return [vote(12, cast.members[0] as Address), vote(9, cast.members[2] as Address)];
    }
    case "priceFeed":
      return [];
    case "uma": {
      const proof = evidence("The authority's table of daily transits, as published the day after: 43.");
      const terms = { resolver: UmaResolver, marketId, payouts: YES, maxBond: UMA_BOND, deadline: NEVER };
      return [
        { at: ago(5), from: asserter, call: approveCall({ token: usd, spender: UmaResolver, amount: UMA_BOND }) },
        { at: ago(4), from: asserter, call: assertPayoutsCall({ ...terms, ...proof }) },
      ];
    }
    case "reality": {
      const answer = (hours: number, from: Address, payouts: readonly bigint[], bond: bigint): Moment => ({
        at: ago(hours),
        from,
        call: async () =>
          answerCall({ ...(await question(marketId)), answer: answerFor(payouts, templates.singleSelect), bond, maxPrevious: 0n }),
      });
      return [answer(14, outbidder, NO, MIN_BOND), answer(7, asserter, YES, 2n * MIN_BOND)];
    }
  }
}

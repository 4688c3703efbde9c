import { zeroAddress } from "viem";
import { formatAmount } from "../../sdk/formatAmount.ts";
import type { Resolution } from "../../sdk/resolution.ts";
import { NATIVE } from "../../sdk/resolvers/step.ts";
import type { Market } from "../../sdk/types.ts";
import { amountText, payoutsText, spanText, timeText } from "./present.ts";

/** In plain words who decides, for what bond, in what time. */
export function policyText(resolution: Resolution, market: Pick<Market, "collateral" | "outcomes">): string[] {
  switch (resolution.kind) {
    case "optimistic": {
      const { arbiter, liveness, arbiterTimeout, earlyProposals, haltOnProposal } = resolution.policy;
      const { proposal } = resolution;
      return [
        `anyone proposes with a bond of ${amountText(resolution.bond, market.collateral)}${earlyProposals ? ", also before the close" : ""}, anyone disputes it within ${spanText(liveness)};`,
        `${arbiter} rules on a dispute within ${spanText(arbiterTimeout)}, or the bonds go back${haltOnProposal ? "; a proposal halts trading" : ""}`,
        ...(proposal
          ? [
              `proposed ${payoutsText(proposal.payouts, market.outcomes)} by ${proposal.proposer}, until ${timeText(proposal.deadline)}${proposal.disputer ? `, disputed by ${proposal.disputer}` : ""}`,
            ]
          : []),
      ];
    }
    case "committee": {
      const { members, threshold, delay } = resolution.policy;
      const { proposal } = resolution;
      return [
        `${threshold} of ${members.length} members agree, and their answer is public for ${spanText(delay)}: ${members.join(", ")}`,
        ...(proposal
          ? [`they agree on ${payoutsText(proposal.payouts, market.outcomes)}; anyone finalizes from ${timeText(proposal.deadline)}`]
          : []),
      ];
    }
    case "priceFeed": {
      const { feed, settlesAt, maxDelay, kind, strict, bounds, sequencerFeed, gracePeriod } = resolution.policy;
      const shown = bounds.map((bound) => formatAmount(bound, resolution.feedDecimals, { minDigits: 0 })).join(", ");
      return [
        `the first price of the feed ${feed} at or after ${timeText(settlesAt)}, within ${spanText(maxDelay)}: ${kind} ${shown}, a price on a bound is ${strict ? "below" : "above"} it`,
        ...(sequencerFeed === zeroAddress ? [] : [`not before the sequencer (${sequencerFeed}) has been up for ${spanText(gracePeriod)}`]),
      ];
    }
    case "uma": {
      const { liveness, earlyAssertions } = resolution.policy;
      return [
        `anyone asserts at UMA's oracle with a bond of ${amountText(resolution.bond, resolution.currency)}${earlyAssertions ? ", also before the close" : ""}, anyone disputes it within ${spanText(Number(liveness))};`,
        "UMA's voters decide disputes, without a time limit",
        ...resolution.assertions.map((each) => `${each.id}: ${payoutsText(each.payouts, market.outcomes)}, ${each.state}`),
      ];
    }
    case "reality": {
      const { arbitrator, timeout, minBond } = resolution.policy;
      const { answer } = resolution;
      const said = answer?.payouts ? payoutsText(answer.payouts, market.outcomes) : answer?.meaning;
      return [
        `anyone answers at Reality.eth with a bond of ${amountText(minBond, NATIVE)} or more, anyone outbids with twice the bond within ${spanText(timeout)};`,
        `${arbitrator} decides if somebody pays for it`,
        ...(answer ? [`answered ${said} with ${amountText(answer.bond, NATIVE)}, until ${timeText(answer.deadline)}`] : []),
      ];
    }
    case "unknown":
      return ["this contract is none of Presage's: it can decide anything"];
  }
}

import type { Resolution } from "../../sdk/resolution.ts";
import type { Market } from "../../sdk/types.ts";
import { amountText, payoutsText, timeText } from "./present.ts";

const HOUR = 3_600;

/** In plain words who decides, for what bond, in what time. */
export function policyText(resolution: Resolution, market: Pick<Market, "collateral" | "outcomes">): string[] {
  switch (resolution.kind) {
    case "optimistic": {
      const { arbiter, liveness, arbiterTimeout, earlyProposals, haltOnProposal } = resolution.policy;
      const { proposal } = resolution;
      return [
        `anyone proposes with a bond of ${amountText(resolution.bond, market.collateral)}${earlyProposals ? ", also before the close" : ""}, anyone disputes it within ${span(liveness)};`,
        `${arbiter} rules on a dispute within ${span(arbiterTimeout)}, or the bonds go back${haltOnProposal ? "; a proposal halts trading" : ""}`,
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
        `${threshold} of ${members.length} members agree, and their answer is public for ${span(delay)}: ${members.join(", ")}`,
        ...(proposal
          ? [`they agree on ${payoutsText(proposal.payouts, market.outcomes)}; anyone finalizes from ${timeText(proposal.deadline)}`]
          : []),
      ];
    }
    case "priceFeed":
      return [`the feed ${resolution.policy.feed} at ${timeText(resolution.policy.settlesAt)}`];
    case "unknown":
      return ["this contract is none of Presage's: it can decide anything"];
    default:
      return [];
  }
}

function span(seconds: number): string {
  const [count, unit] =
    seconds % (24 * HOUR) === 0 ? [seconds / (24 * HOUR), "day"] : seconds % HOUR === 0 ? [seconds / HOUR, "hour"] : [seconds, "second"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

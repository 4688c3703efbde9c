import { type Address, isAddressEqual, zeroAddress } from "viem";
import { chainOf, isKnownSequencerFeed } from "../../sdk/chains.ts";
import { formatAmount } from "../../sdk/formatAmount.ts";
import { payoutsText } from "../../sdk/payoutsText.ts";
import type { Situation } from "../../sdk/resolution.ts";
import type { CommitteePolicy } from "../../sdk/resolvers/committee/policy.ts";
import { courtChoice } from "../../sdk/resolvers/optimistic/courtChoice.ts";
import type { OptimisticPolicy } from "../../sdk/resolvers/optimistic/policy.ts";
import type { Court } from "../../sdk/resolvers/optimistic/situation.ts";
import { type PriceFeedPolicy, sequencerCountsUntil } from "../../sdk/resolvers/priceFeed/policy.ts";
import type { RealityPolicy } from "../../sdk/resolvers/reality/policy.ts";
import { NATIVE } from "../../sdk/resolvers/step.ts";
import type { UmaPolicy } from "../../sdk/resolvers/uma/policy.ts";
import type { Deployment, Market, Token } from "../../sdk/types.ts";
import { amountText, spanText, timeText } from "./present.ts";

/** How a market is decided, as it was read or as it would be created. */
export type PolicyTerms =
  | { kind: "optimistic"; policy: OptimisticPolicy; bond: bigint; court?: Pick<Court, "arbitrator"> }
  | { kind: "committee"; policy: CommitteePolicy }
  | { kind: "priceFeed"; policy: PriceFeedPolicy; feedDecimals: number }
  | { kind: "uma"; policy: UmaPolicy; bond: bigint; currency: Token }
  | { kind: "reality"; policy: RealityPolicy; questionText: string }
  | { kind: "unknown" };

interface Context {
  deployment: Deployment;
  collateral: Token;
  creator: Address;
}

/** In plain words who decides, for what bond, in what time, and whose word that is. */
export function policyText(terms: PolicyTerms, context: Context): string[] {
  const { collateral, deployment } = context;
  const named = (address: Address) => nameOf(address, deployment.accounts);
  switch (terms.kind) {
    case "optimistic": {
      const { arbiter, liveness, arbiterTimeout, earlyProposals, haltOnProposal, maxBond } = terms.policy;
      const range = maxBond > terms.bond ? ` (it follows the liquidity, to ${amountText(maxBond, collateral)} at most)` : "";
      return [
        `anyone proposes with a bond of ${amountText(terms.bond, collateral)}${range}${earlyProposals ? ", also before the close" : ""}`,
        `anyone disputes that within ${spanText(liveness)}, with an equal bond and the answer that is right instead`,
        `${arbiterText(arbiter, terms.court, context)} rules on a dispute within ${spanText(arbiterTimeout)}, or the bonds go back`,
        "who is wrong loses the bond: half to who is right, half to the arbiter; if neither is right the proposer loses it, half of it for ever",
        ...(haltOnProposal ? ["a proposal halts trading until it is decided, for the arbiter's time if that is silent"] : []),
      ];
    }
    case "committee": {
      const { members, threshold, delay, earlyVotes } = terms.policy;
      return [
        `${threshold} of ${members.length} members agree${earlyVotes ? ", also before the close" : ""}, and their answer is public for ${spanText(delay)}: ${members.map(named).join(", ")}`,
      ];
    }
    case "priceFeed": {
      const { feed, settlesAt, maxDelay, kind, strict, bounds } = terms.policy;
      const shown = bounds.map((bound) => formatAmount(bound, terms.feedDecimals, { minDigits: 0 })).join(", ");
      const known = Object.entries(deployment.feeds ?? {}).find(([, address]) => isAddressEqual(address, feed))?.[0];
      return [
        `the first price of the feed ${known ? `${known} (${feed})` : feed} at or after ${timeText(settlesAt)}, within ${spanText(maxDelay)}: ${kind} ${shown}, a price on a bound is ${strict ? "below" : "above"} it`,
        ...(known ? [] : ["that feed is the creator's word: whoever controls it decides the market"]),
        ...sequencerText(terms.policy, deployment.chainId),
      ];
    }
    case "uma": {
      const { liveness, earlyAssertions } = terms.policy;
      return [
        `anyone asserts at UMA's oracle with a bond of ${amountText(terms.bond, terms.currency)}${earlyAssertions ? ", also before the close" : ""}, anyone disputes it within ${spanText(Number(liveness))} with as much`,
        "UMA's voters decide disputes, without a time limit",
      ];
    }
    case "reality": {
      const { arbitrator, timeout, minBond } = terms.policy;
      return [
        `anyone answers at Reality.eth with a bond of ${amountText(minBond, NATIVE)} or more, anyone outbids with twice the bond within ${spanText(timeout)}`,
        `${named(arbitrator)} decides if somebody pays for it`,
        `the question that is answered there: ${JSON.stringify(terms.questionText)}`,
      ];
    }
    case "unknown":
      return ["this contract is none of Presage's: it can decide anything"];
  }
}

function arbiterText(arbiter: Address, court: Pick<Court, "arbitrator"> | undefined, { deployment, creator }: Context): string {
  if (court) {
    return `the court ${court.arbitrator}, asked through ${arbiter} by whoever pays its fee, chooses among each outcome, equal shares, what was proposed, what the disputer says and none of these; it`;
  }
  const self = isAddressEqual(arbiter, creator) ? ", the market's own creator," : "";
  return `the arbiter ${nameOf(arbiter, deployment.accounts)}${self}`;
}

/** What a sequencer's feed can do to a market, and whose word it is. */
function sequencerText(policy: PriceFeedPolicy, chainId: number): string[] {
  const { sequencerFeed, gracePeriod } = policy;
  const { chain, hasSequencer } = chainOf(chainId, process.env);
  if (sequencerFeed === zeroAddress)
    return hasSequencer ? [`no sequencer's feed is asked, though ${chain.name} may have a sequencer that can stand still`] : [];
  const whose = isKnownSequencerFeed(sequencerFeed, chainId)
    ? `known for ${chain.name}`
    : `not known for ${chain.name}: the creator's word, whoever controls it can cause that delay`;
  return [
    `nobody settles before the chain's sequencer has been up for ${spanText(gracePeriod)}, as the feed ${sequencerFeed} says (${whose}); from ${timeText(sequencerCountsUntil(policy))} it is not asked, so it can delay the settlement, never prevent it or change the price`,
  ];
}

/** An address with its name in the address book, if it has one. */
function nameOf(address: Address, names: Record<string, Address> = {}): string {
  const name = Object.entries(names).find(([, each]) => isAddressEqual(each, address))?.[0];
  return name ? `${name} (${address})` : address;
}

/** In plain words what has been said so far: a proposal, assertions, an answer. */
export function standingText(resolution: Situation, market: Pick<Market, "outcomes" | "metadata" | "outcomeCount">): string[] {
  switch (resolution.kind) {
    case "optimistic": {
      const { proposal, court } = resolution;
      if (!proposal) return [];
      const { disputer, disputerAnswer } = proposal;
      const instead = disputerAnswer === "tooEarly" ? "too early" : disputerAnswer ? payoutsText(disputerAnswer, market) : "another answer";
      return [
        `proposed ${payoutsText(proposal.payouts, market)} by ${proposal.proposer}, until ${timeText(proposal.deadline)}${disputer ? `, disputed by ${disputer}, who says ${instead}` : ""}`,
        ...(court?.disputeId !== undefined
          ? [
              `before the court as its dispute ${court.disputeId}${court.ruling === undefined ? "" : `, which ruled: ${rulingText(court.ruling, market)}`}`,
            ]
          : []),
      ];
    }
    case "committee": {
      const { proposal } = resolution;
      return proposal
        ? [`they agree on ${payoutsText(proposal.payouts, market)}; anyone finalizes from ${timeText(proposal.deadline)}`]
        : [];
    }
    case "uma":
      return resolution.assertions.map((each) => `${each.id}: ${payoutsText(each.payouts, market)}, ${each.state}`);
    case "reality": {
      const { answer } = resolution;
      if (!answer) return [];
      const words = { outcome: "an outcome", vector: `the hash ${answer.value} of payouts`, tooSoon: '"too soon"', invalid: '"invalid"' };
      const said = answer.payouts ? payoutsText(answer.payouts, market) : words[answer.meaning];
      return [`answered ${said} with ${amountText(answer.bond, NATIVE)}, until ${timeText(answer.deadline)}`];
    }
    default:
      return [];
  }
}

/** What a court's number means. */
export function rulingText(ruling: bigint, { outcomes, outcomeCount }: Pick<Market, "outcomes" | "outcomeCount">): string {
  const choice = courtChoice(ruling, outcomeCount);
  const words = {
    equalShares: "equal shares",
    proposal: "the proposal is right",
    disputerAnswer: "the disputer is right",
    none: "none of these",
    refused: "it refused to rule",
  };
  return choice.kind === "outcome" ? (outcomes[choice.outcome] ?? "") : words[choice.kind];
}

/** What a void pays: the initial odds, whatever has become likely since. */
export function voidText(odds: readonly bigint[], outcomes: readonly string[]): string {
  if (odds.length === 0) return "if nobody resolves it, a void pays every outcome the same";
  const shares = odds.map((odd, index) => `${outcomes[index]} ${formatAmount(odd, 16, { maxDigits: 4, minDigits: 0 })}%`);
  return `if nobody resolves it, a void pays the initial odds: ${shares.slice(0, 8).join(", ")}${shares.length > 8 ? ", …" : ""}`;
}

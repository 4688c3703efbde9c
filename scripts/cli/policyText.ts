import { type Address, isAddressEqual } from "viem";
import { chainOf } from "../../sdk/chains.ts";
import { formatAmount } from "../../sdk/formatAmount.ts";
import { payoutsText } from "../../sdk/payoutsText.ts";
import type { Situation } from "../../sdk/resolution.ts";
import { courtChoice } from "../../sdk/resolvers/optimistic/courtChoice.ts";
import { NATIVE } from "../../sdk/resolvers/step.ts";
import type { Saying } from "../../sdk/specification/resolvers/resolverForm.ts";
import { formOf, type PolicyTerms } from "../../sdk/specification/resolvers/resolvers.ts";
import type { Market } from "../../sdk/types.ts";
import { amountText, spanText, timeText } from "./present.ts";

/** In plain words who decides, for what bond, in what time, and whose word that is. */
export function policyText(
  terms: PolicyTerms | { kind: "unknown" },
  context: Pick<Saying, "deployment" | "collateral" | "creator">,
): string[] {
  if (terms.kind === "unknown") return ["this contract is none of Presage's: it can decide anything"];
  const { accounts, chainId } = context.deployment;
  return formOf(terms).sentences(terms, {
    ...context,
    chain: chainOf(chainId, process.env),
    amount: amountText,
    time: timeText,
    span: spanText,
    account: (address) => nameOf(address, accounts),
  });
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

import type { Address, Hex } from "viem";
import { answerCall } from "../../../../sdk/calls/answer.ts";
import { arbitrateCall } from "../../../../sdk/calls/arbitrate.ts";
import { assertPayoutsCall } from "../../../../sdk/calls/assertPayouts.ts";
import { disputeCall } from "../../../../sdk/calls/dispute.ts";
import { disputeAssertionCall } from "../../../../sdk/calls/disputeAssertion.ts";
import { finalizeCall } from "../../../../sdk/calls/finalize.ts";
import { finalizeAssertionCall } from "../../../../sdk/calls/finalizeAssertion.ts";
import { finalizeVectorCall } from "../../../../sdk/calls/finalizeVector.ts";
import { proposeCall } from "../../../../sdk/calls/propose.ts";
import { reopenQuestionCall } from "../../../../sdk/calls/reopenQuestion.ts";
import { ruleCall } from "../../../../sdk/calls/rule.ts";
import { ruleTooEarlyCall } from "../../../../sdk/calls/ruleTooEarly.ts";
import { settleCall } from "../../../../sdk/calls/settle.ts";
import { voidCall } from "../../../../sdk/calls/void.ts";
import { voteCall } from "../../../../sdk/calls/vote.ts";
import { withdrawVoteCall } from "../../../../sdk/calls/withdrawVote.ts";
import type { Resolution } from "../../../../sdk/resolution.ts";
import { answerFor, INVALID, TOO_SOON } from "../../../../sdk/resolvers/reality/answerOf.ts";
import type { Step } from "../../../../sdk/resolvers/step.ts";
import type { Call, Market } from "../../../../sdk/types.ts";

/** What a person has filled in. */
export interface Report {
  /** What to report, or one of the two other answers that Reality.eth knows. */
  answer: readonly bigint[] | "invalid" | "tooSoon";
  evidenceUri: string;
  evidenceHash: Hex;
}

/** The steps that report an answer, and so need one. */
export const REPORTS: readonly Step["action"][] = ["propose", "vote", "assert", "answer", "rule"];
/** The steps that can carry evidence. */
export const EVIDENCED: readonly Step["action"][] = ["propose", "dispute", "rule", "ruleTooEarly", "assert"];

/** The call that does a step; undefined where it is not done from here (a vote of UMA's, an arbitrator's ruling, an unknown vector). */
export function stepCall(
  { action, about, cost }: Step,
  resolution: Resolution,
  { market, contract, account, report }: { market: Market; contract: Address; account: Address; report: Report },
): Call | undefined {
  const target = { resolver: market.resolver, marketId: market.id };
  const { answer, ...evidence } = report;
  const payouts = typeof answer === "string" ? [] : answer;
  switch (action) {
    case "void":
      return voidCall({ markets: contract, marketId: market.id, odds: market.odds });
    case "propose":
      return proposeCall({ ...target, payouts, ...evidence });
    case "vote":
      return voteCall({ ...target, payouts });
    case "withdrawVote":
      return withdrawVoteCall(target);
    case "assert":
      return assertPayoutsCall({ ...target, payouts, ...evidence });
    case "reopen":
      return reopenQuestionCall(target);
    case "dispute":
      if (!about) return undefined;
      return resolution.kind === "uma"
        ? disputeAssertionCall({ oracle: resolution.oracle, assertionId: about, disputer: account })
        : disputeCall({ ...target, proposalId: about, ...evidence });
    case "rule":
      return resolution.kind === "optimistic" && about ? ruleCall({ ...target, proposalId: about, payouts, ...evidence }) : undefined;
    case "ruleTooEarly":
      return about && ruleTooEarlyCall({ ...target, proposalId: about, ...evidence });
    case "settle":
      return resolution.kind === "priceFeed" && resolution.round ? settleCall({ ...target, ...resolution.round }) : undefined;
    case "answer": {
      if (resolution.kind !== "reality") return undefined;
      const { reality, questionId, nextBond: bond, answer: standing } = resolution;
      const value = answer === "invalid" ? INVALID : answer === "tooSoon" ? TOO_SOON : answerFor(answer);
      return answerCall({ reality, questionId, answer: value, bond, maxPrevious: standing?.bond ?? 0n });
    }
    case "arbitrate": {
      if (resolution.kind !== "reality") return undefined;
      const { policy, questionId, answer: standing } = resolution;
      return arbitrateCall({ arbitrator: policy.arbitrator, questionId, fee: cost?.amount ?? 0n, maxPrevious: standing?.bond ?? 0n });
    }
    case "finalize":
      if (resolution.kind === "uma") return about && finalizeAssertionCall({ resolver: market.resolver, assertionId: about });
      if (resolution.kind === "reality" && resolution.answer?.meaning === "vector") {
        const vector = resolution.answer.payouts ?? (typeof answer === "string" ? undefined : answer);
        return vector && finalizeVectorCall({ ...target, payouts: vector });
      }
      return finalizeCall(target);
  }
}

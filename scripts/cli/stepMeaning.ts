import { answerHash } from "../../sdk/answerHash.ts";
import { TIME_TO_MINE } from "../../sdk/getDeadline.ts";
import { payoutsText } from "../../sdk/payoutsText.ts";
import type { Resolution, ResolutionOf, ResolutionStep } from "../../sdk/resolution.ts";
import type { Answer } from "../../sdk/resolvers/step.ts";
import type { Market } from "../../sdk/types.ts";
import { rulingText } from "./policyText.ts";
import { amountText, spanText, timeText } from "./present.ts";

/** What a step brings about, what it puts at risk, and until when others can answer it. */
export function meaningOf(step: ResolutionStep, resolution: Resolution, { market, answer }: { market: Market; answer?: Answer }): string[] {
  switch (resolution.kind) {
    case "optimistic":
      return optimisticMeaning(step, resolution, { market, answer });
    case "committee":
      return step.action === "vote"
        ? [`once ${resolution.policy.threshold} members say the same, it is public for ${spanText(resolution.policy.delay)} and then final`]
        : [];
    case "uma":
      return umaMeaning(step, resolution);
    case "reality":
      return realityMeaning(step, resolution);
    case "priceFeed":
      return resolution.round ? [`final at once: it pays ${payoutsText(resolution.round.payouts, market)}`] : [];
    default:
      return [];
  }
}

type Said = { market: Market; answer?: Answer };

const once = `or, if that takes more than ${spanText(TIME_TO_MINE)}, not at all`;

function optimisticMeaning({ action, cost }: ResolutionStep, resolution: ResolutionOf<"optimistic">, { market, answer }: Said): string[] {
  const { policy, proposal, court } = resolution;
  const bond = cost ? amountText(cost.amount, cost.token) : "";
  switch (action) {
    case "propose":
      return [
        `you pay a bond of ${bond} at most, ${once}`,
        `it comes back if nobody disputes for ${spanText(policy.liveness)} or the arbiter finds you right; otherwise you lose it`,
      ];
    case "dispute":
      return [
        `you pay a bond of ${bond} at most, ${once}`,
        "it comes back with half of the proposer's if the arbiter rules what you say; you lose it if the arbiter rules the proposal",
      ];
    case "rule":
      return typeof answer === "object" ? [`final at once: it pays ${payoutsText(answer, market)}`, rightText(answer, resolution)] : [];
    case "ruleTooEarly":
      return [
        "the proposal falls, and somebody can propose again",
        proposal?.disputer ? rightText("tooEarly", resolution) : "the proposer's bond goes to you",
      ];
    case "ruleNeither":
      return [
        "the proposal falls, and somebody can propose again",
        "the disputer's bond goes back; of the proposer's, half goes to you and half is lost for ever",
      ];
    case "requestRuling":
      return ["the fee does not come back; whoever pays it gets the arbiter's part of the bonds"];
    case "appeal":
      return ["the fee does not come back; the court judges the dispute again"];
    case "enforce":
      return court?.ruling === undefined ? [] : [`the court ruled: ${rulingText(court.ruling, market)}`];
    case "finalize":
      if (resolution.state === "Disputed" || resolution.state === "Refundable")
        return ["both bonds go back, and somebody can propose again"];
      return proposal ? [`final: it pays ${payoutsText(proposal.payouts, market)}, and the bond goes back`] : [];
    default:
      return [];
  }
}

/** Who of the two a ruling finds right: answers are compared by what they pay. */
function rightText(ruling: readonly bigint[] | "tooEarly", { proposal }: ResolutionOf<"optimistic">): string {
  const hash = (said: readonly bigint[] | "tooEarly") => answerHash(said === "tooEarly" ? [] : said);
  if (proposal && hash(ruling) === hash(proposal.payouts)) return "the proposer is right, and the disputer loses the bond";
  const { disputerAnswer } = proposal ?? {};
  if (disputerAnswer && hash(ruling) === hash(disputerAnswer)) return "the disputer is right, and the proposer loses the bond";
  return "neither is right: the disputer's bond goes back; of the proposer's, half goes to you and half is lost for ever";
}

function umaMeaning({ action, cost }: ResolutionStep, { policy }: ResolutionOf<"uma">): string[] {
  const bond = cost ? amountText(cost.amount, cost.token) : "";
  if (action === "assert") {
    return [
      `you pay a bond of ${bond} at most, ${once}`,
      `it comes back if nobody disputes for ${spanText(Number(policy.liveness))} or UMA's voters find you right; otherwise you lose it`,
    ];
  }
  return action === "dispute" ? [`you pay a bond of ${bond}, and lose it if UMA's voters find the assertion true`] : [];
}

function realityMeaning({ action }: ResolutionStep, { policy, questionText, answer }: ResolutionOf<"reality">): string[] {
  if (action === "answer") {
    return [
      `you answer this question: ${JSON.stringify(questionText)}`,
      `the bond comes back if nobody outbids you for ${spanText(policy.timeout)} or the answer is yours in the end; otherwise you lose it`,
    ];
  }
  return action === "arbitrate" && answer ? [`until ${timeText(answer.deadline)}; the fee does not come back`] : [];
}

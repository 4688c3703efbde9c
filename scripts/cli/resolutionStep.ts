import type { Hex } from "viem";
import { answerCall } from "../../sdk/calls/answer.ts";
import { arbitrateCall } from "../../sdk/calls/arbitrate.ts";
import { assertPayoutsCall } from "../../sdk/calls/assertPayouts.ts";
import { clarifyCall } from "../../sdk/calls/clarify.ts";
import { disputeCall } from "../../sdk/calls/dispute.ts";
import { disputeAssertionCall } from "../../sdk/calls/disputeAssertion.ts";
import { finalizeCall } from "../../sdk/calls/finalize.ts";
import { finalizeAssertionCall } from "../../sdk/calls/finalizeAssertion.ts";
import { finalizeVectorCall } from "../../sdk/calls/finalizeVector.ts";
import { proposeCall } from "../../sdk/calls/propose.ts";
import { reopenQuestionCall } from "../../sdk/calls/reopenQuestion.ts";
import { ruleCall } from "../../sdk/calls/rule.ts";
import { ruleTooEarlyCall } from "../../sdk/calls/ruleTooEarly.ts";
import { settleCall } from "../../sdk/calls/settle.ts";
import { voidCall } from "../../sdk/calls/void.ts";
import { voteCall } from "../../sdk/calls/vote.ts";
import { withdrawVoteCall } from "../../sdk/calls/withdrawVote.ts";
import { PresageError } from "../../sdk/errors.ts";
import { parseAmount } from "../../sdk/parseAmount.ts";
import type { Resolution } from "../../sdk/resolution.ts";
import type { Proposal } from "../../sdk/resolvers/optimistic/situation.ts";
import { answerFor, INVALID, TOO_SOON } from "../../sdk/resolvers/reality/answerOf.ts";
import type { Cost } from "../../sdk/resolvers/step.ts";
import { NATIVE } from "../../sdk/resolvers/step.ts";
import type { Assertion } from "../../sdk/resolvers/uma/situation.ts";
import type { Call, Deployment, Market } from "../../sdk/types.ts";
import { evidenceOf } from "./evidence.ts";
import { payoutsArgument } from "./marketArgument.ts";
import { payoutsText, timeText } from "./present.ts";

export interface StepArguments {
  outcome: string;
  payouts: string;
  value: string;
  tooEarly: boolean;
  invalid: boolean;
  evidence: string;
  assertion: string;
  bond: string;
  text: string;
}

/** A step to be sent: its call, what it takes beside gas, and words for it. */
export interface PreparedStep {
  call: Call;
  cost?: Cost;
  text: string;
}

type Context = { args: StepArguments; deployment: Deployment; market: Market; account: Hex };
type Of<kind extends Resolution["kind"]> = Extract<Resolution, { kind: kind }>;

/** The steps of each kind of resolver that the command line takes; `claim` is apart, being about money already won. */
export const ACTIONS: Record<Resolution["kind"], readonly string[]> = {
  optimistic: ["propose", "dispute", "rule", "finalize", "void", "clarify"],
  committee: ["vote", "withdraw-vote", "finalize", "void", "clarify"],
  priceFeed: ["settle", "void", "clarify"],
  uma: ["assert", "dispute", "settle", "void", "clarify"],
  reality: ["answer", "arbitrate", "settle", "reopen", "claim", "void", "clarify"],
  unknown: ["void"],
};

/** Other words for the same steps. */
const SYNONYMS: Record<string, Record<string, string>> = {
  committee: { propose: "vote", execute: "finalize" },
  priceFeed: { finalize: "settle" },
  uma: { finalize: "settle", propose: "assert" },
  reality: { finalize: "settle", propose: "answer" },
};

/** The step's own name for a resolver; throws `InvalidArguments` or `WrongResolver`. */
export function actionOf(text: string, resolution: Resolution, market: Market): string {
  const actions = ACTIONS[resolution.kind];
  const action = SYNONYMS[resolution.kind]?.[text] ?? text;
  if (actions.includes(action)) return action;
  const isKnown = Object.values(ACTIONS).flat().includes(text);
  const kind = resolution.kind === "unknown" ? `a resolver that is not known here (${market.resolver})` : resolution.kind;
  throw new PresageError({
    code: isKnown ? "WrongResolver" : "InvalidArguments",
    message: isKnown ? `Market ${market.id} is decided by ${kind}: there is no ${text} there.` : `"${text}" is not a step of a resolution.`,
    remedy: `Use one of ${actions.join(", ")}. Nothing was sent.`,
  });
}

export function prepareStep(action: string, resolution: Resolution, context: Context): PreparedStep {
  const { market, deployment, args } = context;
  const target = { resolver: market.resolver, marketId: market.id };
  const about = `market ${market.id}`;
  if (action === "void")
    return { call: voidCall({ markets: deployment.contracts.Markets, marketId: market.id, odds: market.odds }), text: `void ${about}` };
  if (action === "clarify") return { call: clarifyCall({ ...target, text: textOf(args) }), text: `clarify ${about}` };
  switch (resolution.kind) {
    case "optimistic":
      return optimisticStep(action, resolution, context);
    case "committee":
      return committeeStep(action, context);
    case "priceFeed":
      return priceFeedStep(resolution, context);
    case "uma":
      return umaStep(action, resolution, context);
    case "reality":
      return realityStep(action, resolution, context);
    case "unknown":
      throw new Error("Unreachable: `actionOf` has refused it.");
  }
}

function optimisticStep(action: string, resolution: Of<"optimistic">, { args, market }: Context): PreparedStep {
  const target = { resolver: market.resolver, marketId: market.id };
  const evidence = evidenceOf(args.evidence);
  const say = (payouts: readonly bigint[]) => payoutsText(payouts, market.outcomes);
  if (action === "finalize") return { call: finalizeCall(target), text: `finalize market ${market.id}` };
  if (action === "propose") {
    const payouts = payoutsArgument(args, market);
    return {
      call: proposeCall({ ...target, payouts, ...evidence }),
      cost: { amount: resolution.bond, token: market.collateral },
      text: `propose ${say(payouts)} for market ${market.id}`,
    };
  }
  const proposal = running(resolution.proposal, market);
  if (action === "dispute")
    return {
      call: disputeCall({ ...target, proposalId: proposal.id, ...evidence }),
      cost: { amount: proposal.bond, token: market.collateral },
      text: `dispute ${say(proposal.payouts)} for market ${market.id}`,
    };
  if (args.tooEarly)
    return { call: ruleTooEarlyCall({ ...target, proposalId: proposal.id, ...evidence }), text: `rule "too early" on market ${market.id}` };
  const payouts = payoutsArgument(args, market);
  return {
    call: ruleCall({ ...target, proposalId: proposal.id, payouts, ...evidence }),
    text: `rule ${say(payouts)} on market ${market.id}`,
  };
}

function committeeStep(action: string, { args, market }: Context): PreparedStep {
  const target = { resolver: market.resolver, marketId: market.id };
  if (action === "finalize") return { call: finalizeCall(target), text: `finalize market ${market.id}` };
  if (action === "withdraw-vote") return { call: withdrawVoteCall(target), text: `withdraw the vote on market ${market.id}` };
  const payouts = payoutsArgument(args, market);
  return { call: voteCall({ ...target, payouts }), text: `vote ${payoutsText(payouts, market.outcomes)} on market ${market.id}` };
}

function priceFeedStep({ round, waitsFor, policy, feedDecimals, now }: Of<"priceFeed">, { market }: Context): PreparedStep {
  const end = timeText(policy.settlesAt + policy.maxDelay);
  if (now < policy.settlesAt)
    throw new PresageError({
      code: "AnswerNotDue",
      message: `The price of ${timeText(policy.settlesAt)} settles market ${market.id}, it is ${timeText(now)}.`,
      remedy: "Wait until then. Nothing was sent.",
    });
  if (!round)
    throw new PresageError({
      code: "NoRound",
      message:
        waitsFor === "never"
          ? `The feed ${policy.feed} had no round from ${timeText(policy.settlesAt)} to ${end}.`
          : `The feed ${policy.feed} has no round at or after ${timeText(policy.settlesAt)} yet.`,
      remedy:
        waitsFor === "never"
          ? `The market falls to void: anyone voids it from ${timeText(market.resolveBy)}. Nothing was sent.`
          : `Try again when it has one, until ${end}. Nothing was sent.`,
    });
  const { roundId, lastRounds, price, payouts, updatedAt } = round;
  const shown = Number(price) / 10 ** feedDecimals;
  return {
    call: settleCall({ resolver: market.resolver, marketId: market.id, roundId, lastRounds }),
    text: `settle market ${market.id} by round ${roundId}, ${shown} at ${timeText(updatedAt)}: ${payoutsText(payouts, market.outcomes)}`,
  };
}

function umaStep(action: string, resolution: Of<"uma">, { args, market, account }: Context): PreparedStep {
  const say = (payouts: readonly bigint[]) => payoutsText(payouts, market.outcomes);
  if (action === "assert") {
    const payouts = payoutsArgument(args, market);
    return {
      call: assertPayoutsCall({ resolver: market.resolver, marketId: market.id, payouts, ...evidenceOf(args.evidence) }),
      cost: { amount: resolution.bond, token: resolution.currency },
      text: `assert ${say(payouts)} for market ${market.id}`,
    };
  }
  if (action === "dispute") {
    const assertion = assertionOf(resolution.assertions, args, market, "Running");
    return {
      call: disputeAssertionCall({ oracle: resolution.oracle, assertionId: assertion.id, disputer: account }),
      cost: { amount: assertion.bond, token: resolution.currency },
      text: `dispute the assertion of ${say(assertion.payouts)} for market ${market.id}`,
    };
  }
  const assertion = assertionOf(resolution.assertions, args, market, "Finalizable");
  return {
    call: finalizeAssertionCall({ resolver: market.resolver, assertionId: assertion.id }),
    text: `settle the assertion of ${say(assertion.payouts)} for market ${market.id}`,
  };
}

function assertionOf(assertions: readonly Assertion[], args: StepArguments, market: Market, state: Assertion["state"]): Assertion {
  const listed = assertions.map((each) => `${each.id} (${payoutsText(each.payouts, market.outcomes)}, ${each.state})`).join("; ");
  if (args.assertion) {
    const named = assertions.find(({ id }) => id.toLowerCase() === args.assertion.toLowerCase());
    if (named) return named;
    throw new PresageError({
      code: "UnknownAssertion",
      message: `Market ${market.id} has no assertion ${args.assertion}.`,
      remedy: `${listed ? `It has ${listed}.` : "It has none."} Nothing was sent.`,
    });
  }
  const fitting = assertions.filter((each) => each.state === state);
  if (fitting.length === 1) return fitting[0] as Assertion;
  if (fitting.length > 1)
    throw new PresageError({
      code: "WhichAssertion",
      message: `Market ${market.id} has ${fitting.length} assertions that this could be about.`,
      remedy: `Name one with --assertion: ${listed}. Nothing was sent.`,
    });
  const waiting = assertions.find((each) => each.state === "Running");
  throw new PresageError({
    code: "NoAssertion",
    message:
      state === "Running"
        ? `Market ${market.id} has no assertion that can be disputed.`
        : `Market ${market.id} has no assertion that can be settled.`,
    remedy: `${waiting ? `The one that runs can be settled from ${timeText(waiting.deadline)}.` : listed ? `It has ${listed}.` : `Assert with \`npx hardhat presage resolve assert ${market.id} --outcome …\`.`} Nothing was sent.`,
  });
}

function realityStep(action: string, resolution: Of<"reality">, { args, market }: Context): PreparedStep {
  const { reality, questionId, answer, nextBond, policy, arbitrationFee } = resolution;
  const target = { resolver: market.resolver, marketId: market.id };
  const maxPrevious = answer?.bond ?? 0n;
  if (action === "answer") {
    const given = answerArgument(args, market);
    const bond = args.bond ? parseAmount(args.bond, NATIVE.decimals) : nextBond;
    return {
      call: answerCall({ reality, questionId, answer: given.value, bond, maxPrevious }),
      cost: { amount: bond, token: NATIVE },
      text: `answer ${given.text} for market ${market.id} at Reality.eth`,
    };
  }
  if (action === "arbitrate") {
    const fee = arbitrationFee ?? 0n;
    return {
      call: arbitrateCall({ arbitrator: policy.arbitrator, questionId, fee, maxPrevious }),
      cost: { amount: fee, token: NATIVE },
      text: `ask ${policy.arbitrator} to arbitrate market ${market.id}`,
    };
  }
  if (action === "reopen") return { call: reopenQuestionCall(target), text: `ask the question of market ${market.id} again` };
  return settleAnswer(resolution, args, market);
}

function settleAnswer({ answer }: Of<"reality">, args: StepArguments, market: Market): PreparedStep {
  const target = { resolver: market.resolver, marketId: market.id };
  const stop = (code: string, message: string, remedy: string) =>
    new PresageError({ code, message, remedy: `${remedy} Nothing was sent.` });
  if (!answer) {
    throw stop(
      "NoAnswer",
      `Nobody has answered market ${market.id} yet.`,
      `Answer with \`npx hardhat presage resolve answer ${market.id} --outcome …\`.`,
    );
  }
  if (answer.meaning === "tooSoon") {
    throw stop(
      "TooSoon",
      `The answer is "too soon".`,
      `From ${timeText(answer.deadline)} ask again with \`npx hardhat presage resolve reopen ${market.id}\`.`,
    );
  }
  if (answer.meaning === "invalid") {
    throw stop(
      "InvalidQuestion",
      "The answer is that the question has none.",
      `Anyone voids the market from ${timeText(market.resolveBy)}.`,
    );
  }
  if (answer.meaning === "outcome") return { call: finalizeCall(target), text: `settle market ${market.id}` };
  const given = [args.outcome, args.payouts, args.value].some((text) => text !== "");
  const payouts = given ? payoutsArgument(args, market) : answer.payouts;
  if (!payouts || answerFor(payouts) !== answer.value) {
    throw stop(
      "NotTheVector",
      `The answer is the hash ${answer.value} of a payout vector${payouts ? ", not of this one" : ""}.`,
      "Give the vector with --payouts.",
    );
  }
  return { call: finalizeVectorCall({ ...target, payouts }), text: `settle market ${market.id}: ${payoutsText(payouts, market.outcomes)}` };
}

function answerArgument(args: StepArguments, market: Market): { value: Hex; text: string } {
  if (args.tooEarly) return { value: TOO_SOON, text: '"too soon"' };
  if (args.invalid) return { value: INVALID, text: '"invalid"' };
  const payouts = payoutsArgument(args, market);
  return { value: answerFor(payouts), text: payoutsText(payouts, market.outcomes) };
}

function running(proposal: Proposal | undefined, market: Market): Proposal {
  if (proposal) return proposal;
  throw new PresageError({
    code: "NoProposal",
    message: `Nothing has been proposed for market ${market.id}.`,
    remedy: `Propose with \`npx hardhat presage resolve propose ${market.id} --outcome …\`.`,
  });
}

function textOf({ text }: StepArguments): string {
  if (text.trim()) return text.trim();
  throw new PresageError({
    code: "InvalidArguments",
    message: "There is no text to add.",
    remedy: 'Give it with --text "…". Nothing was sent.',
  });
}

import { realityResolverAbi } from "../../abi/realityResolver.ts";
import { answerCall } from "../../calls/answer.ts";
import { arbitrateCall } from "../../calls/arbitrate.ts";
import { finalizeCall } from "../../calls/finalize.ts";
import { finalizeVectorCall } from "../../calls/finalizeVector.ts";
import { reopenQuestionCall } from "../../calls/reopenQuestion.ts";
import type { Planned } from "../../planned.ts";
import type { Market } from "../../types.ts";
import { answerIn, payoutsIn } from "../input.ts";
import type { Resolver } from "../resolver.ts";
import { type ActionSpec, type Fallback, type MakeStep, NATIVE, type Plan, type Step, type StepInput, voiding } from "../step.ts";
import { answerFor, INVALID, TOO_SOON } from "./answerOf.ts";
import { encodeRealityPolicy, type RealityPolicy, realityEarliestResolveBy } from "./policy.ts";
import { readReality } from "./readReality.ts";
import { type RealitySituation, realityStates } from "./situation.ts";

const actions = {
  answer: { answers: ["payouts", "tooEarly", "invalid"], evidence: false },
  arbitrate: { answers: [], evidence: false },
  rule: { answers: [], evidence: false, isElsewhere: true },
  finalize: { answers: [], evidence: false },
  /** An answer that is the hash of a payout vector: whoever knows the vector brings it along. */
  finalizeVector: { answers: ["payouts"], evidence: false },
  reopen: { answers: [], evidence: false },
} as const satisfies Record<string, ActionSpec>;
type Action = keyof typeof actions;

/** Bonded answers at Reality.eth 3.0, each to double the one before, and an arbitrator as the last instance. */
export const reality: Resolver<RealityPolicy, RealitySituation, Action> = {
  abi: realityResolverAbi,
  states: realityStates,
  actions,
  encodePolicy: encodeRealityPolicy,
  earliestResolveBy: realityEarliestResolveBy,
  read: readReality,
  terms: ({ policy: { minBond, timeout, arbitrator } }) => ({
    bond: { amount: minBond, token: NATIVE },
    timeout: { seconds: timeout },
    arbitrator: { account: arbitrator },
  }),
  plan,
  call,
};

function plan(situation: RealitySituation, market: Market, step: MakeStep): Plan<Action> {
  const { state, policy, answer, nextBond, arbitrationFee, questionId: about, now } = situation;
  const cost = { amount: nextBond, token: NATIVE };
  const deadline = answer?.deadline ?? 0;
  switch (state) {
    case "Waiting":
    case "Open": {
      // An early answer is welcome, but nobody waits for it.
      const from = policy.earlyAnswers ? 0 : market.closesAt;
      return { steps: [step("answer", { from, cost, about, isDue: now >= market.closesAt })], fallback: voiding(market) };
    }
    case "Answered": {
      const fee = arbitrationFee === undefined ? {} : { cost: { amount: arbitrationFee, token: NATIVE } };
      const standing = [step("answer", { until: deadline, cost, about }), step("arbitrate", { until: deadline, about, ...fee })];
      return { steps: [...standing, ...closing(situation, step)], fallback: accepted(situation, market) };
    }
    case "Arbitration":
      return {
        steps: [step("rule", { who: "arbitrator", accounts: [policy.arbitrator], about, isDue: true })],
        fallback: voiding(market),
      };
    case "Finalizable":
    case "Vector":
    case "TooSoon":
    case "Invalid":
      return { steps: closing(situation, step), fallback: accepted(situation, market) };
    default:
      return { steps: [] };
  }
}

/** What ends the question once its answer is final; nothing if that is "invalid". */
function closing({ answer, questionId: about }: RealitySituation, step: MakeStep): Step<Action>[] {
  const rest = { from: answer?.deadline ?? 0, about, isDue: true };
  switch (answer?.meaning) {
    case "outcome":
      return [step("finalize", rest)];
    case "vector":
      // Only whoever knows the vector can; if it is the hash of nothing, nobody.
      return [step("finalizeVector", { ...rest, isDue: answer.payouts !== undefined })];
    case "tooSoon":
      return [step("reopen", rest)];
    default:
      return [];
  }
}

/** A stranger can bring about an answer that it knows: a vector of which there is only the hash leaves the void for certain. */
function accepted({ answer }: RealitySituation, market: Market): Fallback {
  if (!answer?.payouts) return voiding(market);
  return { kind: "finalize", at: answer.deadline, payouts: answer.payouts };
}

function call({ action, cost }: Step<Action>, situation: RealitySituation, input: StepInput): Planned | undefined {
  const { market } = input;
  const { reality: address, questionId, answer: standing, policy, nextBond } = situation;
  const target = { resolver: market.resolver, marketId: market.id };
  const maxPrevious = standing?.bond ?? 0n;
  switch (action) {
    case "rule":
      return undefined; // the arbitrator's own way
    case "finalize":
      return { call: () => finalizeCall(target) };
    case "reopen":
      return { call: () => reopenQuestionCall(target) };
    case "finalizeVector": {
      const payouts = input.answer === undefined && standing?.payouts ? standing.payouts : payoutsIn(action, input);
      return { call: () => finalizeVectorCall({ ...target, payouts }) };
    }
    case "arbitrate": {
      const fee = cost?.amount ?? 0n;
      return { call: () => arbitrateCall({ arbitrator: policy.arbitrator, questionId, fee, maxPrevious }) };
    }
    case "answer": {
      const given = answerIn(action, actions.answer, input);
      const value =
        given === "invalid" ? INVALID : given === "tooEarly" ? TOO_SOON : answerFor(payoutsIn(action, input), policy.templateId);
      const bond = input.bond ?? nextBond;
      return { call: () => answerCall({ reality: address, questionId, answer: value, bond, maxPrevious }) };
    }
  }
}

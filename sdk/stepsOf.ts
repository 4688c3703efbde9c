import { type Address, type Hex, zeroAddress } from "viem";
import type { Cost, Fallback, Resolution, Step, StepAction } from "./resolution.ts";
import { isFinal } from "./status.ts";
import type { Market, Token } from "./types.ts";

const DAY = 86_400;
export const NATIVE: Token = { address: zeroAddress, symbol: "ETH", decimals: 18 };

type Without<R> = R extends unknown ? Omit<R, "steps" | "fallback" | "timeline" | "history"> : never;
/** A resolution as it was read, before what follows from it. */
export type Situation = Without<Resolution>;

export interface Plan {
  steps: Step[];
  fallback?: Fallback;
}

/** What can be done next, by whom, from when, until when and at what cost, and what one stranger can still bring about. Pure. */
export function stepsOf(situation: Situation, market: Market): Plan {
  const { now } = situation;
  const isOver = isFinal(market.status);
  const step = (action: StepAction, rest: Partial<Step> = {}): Step => {
    const { from = 0, until } = rest;
    // An early answer is welcome, but nobody waits for it.
    const isDue = rest.isDue === true && !(ANSWERS.has(action) && now < market.closesAt);
    const isOpen = rest.isOpen ?? (now >= from && (until === undefined || now < until));
    return { who: "anyone", ...rest, action, from, isOpen, isDue: isDue && isOpen };
  };
  const plan = situation.kind !== "optimistic" && isOver ? { steps: [] } : planOf(situation, market, step);
  // Who can still finalize does that: a void is what is left over.
  const answerWaits = plan.steps.some(({ action, isOpen }) => isOpen && (action === "finalize" || action === "settle"));
  const voids = isOver ? [] : [step("void", { from: market.resolveBy, isDue: !answerWaits })];
  const steps = [...plan.steps, ...voids].sort((a, b) => rank(a) - rank(b));
  return { steps, ...(plan.fallback && { fallback: plan.fallback }) };
}

/** Steps that give a market its answer. */
const ANSWERS: ReadonlySet<StepAction> = new Set(["propose", "vote", "assert", "answer"]);

const rank = ({ isDue, isOpen }: Step): number => (isDue ? 0 : isOpen ? 1 : 2);

type MakeStep = (action: StepAction, rest?: Partial<Step>) => Step;

function planOf(situation: Situation, market: Market, step: MakeStep): Plan {
  if (situation.state === "Final" || situation.state === "None") return { steps: [] };
  switch (situation.kind) {
    case "optimistic":
      return planOptimistic(situation, market, step);
    case "committee":
      return planCommittee(situation, market, step);
    case "priceFeed":
      return planPriceFeed(situation, market, step);
    case "uma":
      return planUma(situation, market, step);
    case "reality":
      return planReality(situation, market, step);
    case "unknown":
      return { steps: [], fallback: voiding(market) };
  }
}

type Of<kind extends Resolution["kind"]> = Extract<Situation, { kind: kind }>;

function planOptimistic({ state, policy, bond, window, proposal }: Of<"optimistic">, market: Market, step: MakeStep): Plan {
  const cost = (amount: bigint): Cost => ({ amount, token: market.collateral });
  const arbiter = { who: "arbiter", accounts: [policy.arbiter] as readonly Address[] } as const;
  const about = proposal?.id;
  const until = proposal?.deadline ?? 0;
  switch (state) {
    case "Waiting":
    case "Proposable":
      return {
        steps: [step("propose", { from: window.earliest, until: window.latest + 1, cost: cost(bond), isDue: true })],
        fallback: voiding(market),
      };
    case "Proposed":
      return {
        steps: [
          step("dispute", { until, about, cost: cost(proposal?.bond ?? 0n) }),
          step("ruleTooEarly", { ...arbiter, until, about }),
          step("finalize", { from: until, about, isDue: true }),
        ],
        fallback: { kind: "finalize", at: until, payouts: proposal?.payouts },
      };
    case "Finalizable":
      return {
        steps: [step("finalize", { from: until, about, isDue: true })],
        fallback: { kind: "finalize", at: until, payouts: proposal?.payouts },
      };
    case "Disputed":
      return {
        steps: [
          step("rule", { ...arbiter, until, about, isDue: true }),
          step("ruleTooEarly", { ...arbiter, until, about }),
          step("finalize", { from: until, about, isDue: true }),
        ],
        fallback: { kind: "refund", at: until, payouts: initialOdds(market) },
      };
    case "Refundable":
      return {
        steps: [step("finalize", { from: until, about, isDue: true })],
        fallback: { kind: "refund", at: until, payouts: isFinal(market.status) ? market.payouts : initialOdds(market) },
      };
    default:
      return { steps: [], fallback: voiding(market) };
  }
}

function planCommittee({ state, policy, proposal }: Of<"committee">, market: Market, step: MakeStep): Plan {
  const members = { who: "member", accounts: policy.members } as const;
  const last = market.resolveBy - DAY - policy.delay + 1;
  const deadline = proposal?.deadline ?? 0;
  const accepted: Fallback = { kind: "finalize", at: deadline, payouts: proposal?.payouts };
  switch (state) {
    case "Waiting":
    case "Voting":
      return {
        steps: [step("vote", { ...members, from: policy.earlyVotes ? 0 : market.closesAt, until: last, isDue: true })],
        fallback: voiding(market),
      };
    case "Proposed":
      return {
        steps: [
          step("vote", { ...members, until: Math.min(deadline, last) }),
          step("withdrawVote", { ...members, until: deadline }),
          step("finalize", { from: deadline, isDue: true }),
        ],
        fallback: accepted,
      };
    case "Finalizable":
      return { steps: [step("finalize", { from: deadline, isDue: true })], fallback: accepted };
    default:
      return { steps: [step("withdrawVote", members)], fallback: voiding(market) };
  }
}

function planPriceFeed({ policy, round, waitsFor, waitsUntil, now }: Of<"priceFeed">, market: Market, step: MakeStep): Plan {
  if (waitsFor === "never") return { steps: [], fallback: voiding(market) };
  // the first round may come at any moment; the other waits end at a known second
  const from = waitsFor === "round" ? policy.settlesAt : (waitsUntil ?? policy.settlesAt);
  const isOpen = now >= from && round !== undefined && waitsFor === undefined;
  return {
    steps: [step("settle", { from, isOpen, isDue: true })],
    fallback: round && isOpen ? { kind: "finalize", at: from, payouts: round.payouts } : voiding(market),
  };
}

function planUma({ state, policy, bond, currency, assertions }: Of<"uma">, market: Market, step: MakeStep): Plan {
  const cost = (amount: bigint): Cost => ({ amount, token: currency });
  const live = assertions.filter((each) => each.state !== "True" && each.state !== "Rejected");
  const first = live.filter((each) => each.state !== "Voting").sort((a, b) => a.deadline - b.deadline)[0];
  const steps = live.flatMap((each): Step[] => {
    const about: Hex = each.id;
    if (each.state === "Running")
      return [
        step("dispute", { until: each.deadline, about, cost: cost(each.bond) }),
        step("finalize", { from: each.deadline, about, isDue: true }),
      ];
    if (each.state === "Voting") return [step("rule", { who: "voter", about, isDue: false })];
    return [step("finalize", { from: each.disputer ? 0 : each.deadline, about, isDue: true })];
  });
  const asserting = step("assert", {
    from: policy.earlyAssertions ? 0 : market.closesAt,
    until: market.resolveBy - DAY - Number(policy.liveness) + 1,
    cost: cost(bond),
    isDue: live.length === 0,
  });
  return {
    steps: state === "Expired" ? steps : [...steps, asserting],
    fallback: first && !first.disputer ? { kind: "finalize", at: first.deadline, payouts: first.payouts } : voiding(market),
  };
}

function planReality(situation: Of<"reality">, market: Market, step: MakeStep): Plan {
  const { state, policy, answer, nextBond, arbitrationFee, questionId: about } = situation;
  const cost = { amount: nextBond, token: NATIVE };
  const from = policy.earlyAnswers ? 0 : market.closesAt;
  const deadline = answer?.deadline ?? 0;
  const accepted: Fallback =
    answer?.meaning === "outcome" || answer?.meaning === "vector"
      ? { kind: "finalize", at: deadline, payouts: answer.payouts }
      : voiding(market);
  const closing: Step[] =
    answer?.meaning === "tooSoon"
      ? [step("reopen", { from: deadline, about, isDue: true })]
      : answer?.meaning === "invalid"
        ? []
        : [step("finalize", { from: deadline, about, isDue: true })];
  switch (state) {
    case "Waiting":
    case "Open":
      return { steps: [step("answer", { from, cost, about, isDue: true })], fallback: voiding(market) };
    case "Answered": {
      const fee = arbitrationFee === undefined ? {} : { cost: { amount: arbitrationFee, token: NATIVE } };
      return {
        steps: [step("answer", { until: deadline, cost, about }), step("arbitrate", { until: deadline, about, ...fee }), ...closing],
        fallback: accepted,
      };
    }
    case "Arbitration":
      return {
        steps: [step("rule", { who: "arbitrator", accounts: [policy.arbitrator], about, isDue: true })],
        fallback: voiding(market),
      };
    case "Finalizable":
    case "TooSoon":
      return { steps: closing, fallback: accepted };
    default:
      return { steps: [], fallback: voiding(market) };
  }
}

function voiding(market: Market): Fallback {
  return { kind: "void", at: market.resolveBy, payouts: initialOdds(market) };
}

/** What a void pays. */
function initialOdds({ odds, outcomeCount }: Market): readonly bigint[] {
  return odds.length > 0 ? odds : new Array<bigint>(outcomeCount).fill(1n);
}

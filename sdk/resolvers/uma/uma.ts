import { umaResolverAbi } from "../../abi/umaResolver.ts";
import { assertPayoutsCall } from "../../calls/assertPayouts.ts";
import { disputeAssertionCall } from "../../calls/disputeAssertion.ts";
import { finalizeAssertionCall } from "../../calls/finalizeAssertion.ts";
import type { Planned } from "../../planned.ts";
import type { Market } from "../../types.ts";
import { evidenceIn, missing, payoutsIn } from "../input.ts";
import type { Resolver } from "../resolver.ts";
import { type ActionSpec, type Cost, type MakeStep, type Plan, type Step, type StepInput, voiding } from "../step.ts";
import { lastAnswerAt } from "../windows.ts";
import { encodeUmaPolicy, type UmaPolicy, umaEarliestResolveBy } from "./policy.ts";
import { readUma } from "./readUma.ts";
import { type UmaSituation, umaStates } from "./situation.ts";

const actions = {
  assert: { answers: ["payouts"], evidence: true },
  dispute: { answers: [], evidence: false },
  rule: { answers: [], evidence: false, isElsewhere: true },
  finalize: { answers: [], evidence: false },
} as const satisfies Record<string, ActionSpec>;
type Action = keyof typeof actions;

/** Assertions at UMA's Optimistic Oracle V3; its voters decide disputes. */
export const uma: Resolver<UmaPolicy, UmaSituation, Action> = {
  abi: umaResolverAbi,
  states: umaStates,
  actions,
  encodePolicy: encodeUmaPolicy,
  earliestResolveBy: umaEarliestResolveBy,
  read: readUma,
  terms: ({ bond, currency, policy }) => ({ bond: { amount: bond, token: currency }, liveness: { seconds: Number(policy.liveness) } }),
  plan,
  call,
};

function plan({ state, policy, bond, currency, assertions, now }: UmaSituation, market: Market, step: MakeStep): Plan<Action> {
  if (state === "None" || state === "Final") return { steps: [] };
  const cost = (amount: bigint): Cost => ({ amount, token: currency });
  const live = assertions.filter((each) => each.state !== "True" && each.state !== "Rejected");
  const first = live.filter((each) => each.state !== "Voting").sort((a, b) => a.deadline - b.deadline)[0];
  const steps = live.flatMap((each): Step<Action>[] => {
    const about = each.id;
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
    until: lastAnswerAt({ resolveBy: market.resolveBy, round: Number(policy.liveness) }) + 1,
    cost: cost(bond),
    isDue: live.length === 0 && now >= market.closesAt, // an early answer is welcome, but nobody waits for it
  });
  return {
    steps: state === "Expired" ? steps : [...steps, asserting],
    fallback: first && !first.disputer ? { kind: "finalize", at: first.deadline, payouts: first.payouts } : voiding(market),
  };
}

function call({ action, about, cost }: Step<Action>, { oracle }: UmaSituation, input: StepInput): Planned | undefined {
  const { market } = input;
  const payment = cost && { payment: cost };
  if (action === "assert") {
    const target = { resolver: market.resolver, marketId: market.id, payouts: payoutsIn(action, input), maxBond: cost?.amount ?? 0n };
    return { ...payment, call: ({ deadline }) => assertPayoutsCall({ ...target, deadline, ...evidenceIn(input) }) };
  }
  if (action === "rule") return undefined; // UMA's own vote
  if (!about) throw missing(action);
  if (action === "finalize") return { call: () => finalizeAssertionCall({ resolver: market.resolver, assertionId: about }) };
  return { ...payment, call: ({ account }) => disputeAssertionCall({ oracle, assertionId: about, disputer: account }) };
}

import { optimisticResolverAbi } from "../../abi/optimisticResolver.ts";
import { appealCall } from "../../calls/appeal.ts";
import { disputeCall } from "../../calls/dispute.ts";
import { enforceCall } from "../../calls/enforce.ts";
import { finalizeCall } from "../../calls/finalize.ts";
import { proposeCall } from "../../calls/propose.ts";
import { requestRulingCall } from "../../calls/requestRuling.ts";
import { ruleCall } from "../../calls/rule.ts";
import { ruleNeitherCall } from "../../calls/ruleNeither.ts";
import { ruleTooEarlyCall } from "../../calls/ruleTooEarly.ts";
import { submitEvidenceCall } from "../../calls/submitEvidence.ts";
import type { Planned } from "../../planned.ts";
import { isFinal } from "../../status.ts";
import type { Market } from "../../types.ts";
import { answerIn, evidenceIn, missing, payoutsIn } from "../input.ts";
import type { Resolver } from "../resolver.ts";
import { type ActionSpec, initialOdds, type MakeStep, NATIVE, type Plan, type Step, type StepInput, voiding } from "../step.ts";
import { courtChoice } from "./courtChoice.ts";
import { encodeOptimisticPolicy, type OptimisticPolicy, optimisticEarliestResolveBy } from "./policy.ts";
import { readOptimistic } from "./readOptimistic.ts";
import { type OptimisticSituation, optimisticStates } from "./situation.ts";

const actions = {
  propose: { answers: ["payouts"], evidence: true },
  dispute: { answers: ["payouts", "tooEarly"], evidence: true },
  rule: { answers: ["payouts"], evidence: true },
  ruleTooEarly: { answers: [], evidence: true },
  ruleNeither: { answers: [], evidence: true },
  requestRuling: { answers: [], evidence: true },
  submitEvidence: { answers: [], evidence: true },
  appeal: { answers: [], evidence: false },
  enforce: { answers: [], evidence: false },
  finalize: { answers: [], evidence: false },
} as const satisfies Record<string, ActionSpec>;
type Action = keyof typeof actions;

/** Anyone proposes with a bond, anyone disputes with an equal one, an arbiter rules. */
export const optimistic: Resolver<OptimisticPolicy, OptimisticSituation, Action> = {
  abi: optimisticResolverAbi,
  states: optimisticStates,
  actions,
  encodePolicy: encodeOptimisticPolicy,
  earliestResolveBy: optimisticEarliestResolveBy,
  read: readOptimistic,
  terms: ({ bond, policy: { liveness, arbiterTimeout } }) => ({
    bond: { amount: bond },
    liveness: { seconds: liveness },
    timeout: { seconds: arbiterTimeout },
  }),
  plan,
  call,
};

function plan(situation: OptimisticSituation, market: Market, step: MakeStep): Plan<Action> {
  const { state, bond, window, proposal, now } = situation;
  const about = proposal?.id;
  const until = proposal?.deadline ?? 0;
  switch (state) {
    case "Waiting":
    case "Proposable": {
      const cost = { amount: bond, token: market.collateral };
      // An early answer is welcome, but nobody waits for it.
      const isDue = now >= market.closesAt;
      return { steps: [step("propose", { from: window.earliest, until: window.latest + 1, cost, isDue })], fallback: voiding(market) };
    }
    case "Proposed": {
      const cost = { amount: proposal?.bond ?? 0n, token: market.collateral };
      const arbiter = situation.court ? [] : [step("ruleTooEarly", { ...arbiterOf(situation), until, about })];
      return {
        steps: [step("dispute", { until, about, cost }), ...arbiter, step("finalize", { from: until, about, isDue: true })],
        fallback: { kind: "finalize", at: until, payouts: proposal?.payouts },
      };
    }
    case "Finalizable":
      return {
        steps: [step("finalize", { from: until, about, isDue: true })],
        fallback: { kind: "finalize", at: until, payouts: proposal?.payouts },
      };
    case "Disputed":
      return {
        steps: [...rulings(situation, market, step), step("finalize", { from: until, about, isDue: true })],
        fallback: { kind: "refund", at: until, payouts: initialOdds(market) },
      };
    case "Refundable":
      return {
        steps: [step("finalize", { from: until, about, isDue: true })],
        fallback: { kind: "refund", at: until, payouts: isFinal(market.status) ? market.payouts : initialOdds(market) },
      };
    default:
      return { steps: [], ...(state === "Expired" && { fallback: voiding(market) }) };
  }
}

function arbiterOf({ policy }: OptimisticSituation) {
  return { who: "arbiter", accounts: [policy.arbiter] } as const;
}

/** Who can end a dispute: the arbiter, or where it is a court, first whoever asks it, then the court, then whoever brings its ruling. */
function rulings(situation: OptimisticSituation, market: Market, step: MakeStep): Step<Action>[] {
  const { court, proposal } = situation;
  const window = { until: proposal?.deadline ?? 0, about: proposal?.id };
  if (!court) {
    const arbiter = { ...arbiterOf(situation), ...window };
    return [step("rule", { ...arbiter, isDue: true }), step("ruleTooEarly", arbiter), step("ruleNeither", arbiter)];
  }
  if (court.disputeId === undefined) {
    const cost = court.cost === undefined ? {} : { cost: { amount: court.cost, token: NATIVE } };
    return [step("requestRuling", { ...window, ...cost, isDue: true })];
  }
  if (court.ruling === undefined) {
    const { appealCost } = court;
    const appeals = appealCost === undefined ? [] : [step("appeal", { ...window, cost: { amount: appealCost, token: NATIVE } })];
    const ruling = step("rule", { who: "court", accounts: [court.arbitrator], ...window, isDue: true });
    return [ruling, step("submitEvidence", window), ...appeals];
  }
  return courtChoice(court.ruling, market.outcomeCount).kind === "refused" ? [] : [step("enforce", { ...window, isDue: true })];
}

function call({ action, about, cost, who }: Step<Action>, { court, proposal }: OptimisticSituation, input: StepInput): Planned | undefined {
  const { market } = input;
  const target = { resolver: market.resolver, marketId: market.id };
  const proposalId = about ?? proposal?.id;
  const evidence = () => evidenceIn(input);
  const bonded = (make: Planned["call"]): Planned => ({ call: make, ...(cost && { payment: cost }) });
  if (action === "finalize") return { call: () => finalizeCall(target) };
  if (action === "propose") {
    const payouts = payoutsIn(action, input);
    return bonded(({ deadline }) => proposeCall({ ...target, payouts, maxBond: cost?.amount ?? 0n, deadline, ...evidence() }));
  }
  if (!proposalId) throw missing(action);
  switch (action) {
    case "dispute": {
      const answer = answerIn(action, actions.dispute, input);
      const payouts = answer === "tooEarly" ? [] : payoutsIn(action, input);
      const maxBond = cost?.amount ?? 0n;
      return bonded(({ deadline }) => disputeCall({ ...target, proposalId, payouts, maxBond, deadline, ...evidence() }));
    }
    case "rule": {
      if (who === "court") return undefined; // the court's own way
      const payouts = payoutsIn(action, input);
      return { call: () => ruleCall({ ...target, proposalId, payouts, ...evidence() }) };
    }
    case "ruleTooEarly":
      return { call: () => ruleTooEarlyCall({ ...target, proposalId, ...evidence() }) };
    case "ruleNeither":
      return { call: () => ruleNeitherCall({ ...target, proposalId, ...evidence() }) };
  }
  if (!court) throw missing(action);
  const { adapter, disputeId } = court;
  if (action === "requestRuling") {
    const fee = cost?.amount ?? court.cost ?? 0n;
    return { call: () => requestRulingCall({ adapter, marketId: market.id, evidenceUri: evidence().evidenceUri, fee }) };
  }
  if (disputeId === undefined) throw missing(action);
  if (action === "appeal") return { call: () => appealCall({ adapter, disputeId, fee: cost?.amount ?? court.appealCost ?? 0n }) };
  if (action === "submitEvidence") return { call: () => submitEvidenceCall({ adapter, disputeId, ...evidence() }) };
  const answer = proposal?.disputerAnswer;
  return { call: () => enforceCall({ adapter, disputeId, disputerPayouts: answer === undefined || answer === "tooEarly" ? [] : answer }) };
}

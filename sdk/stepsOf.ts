import type { Situation, StepAction } from "./resolution.ts";
import { resolvers } from "./resolvers/resolvers.ts";
import { type MakeStep, type Plan, type Step, voiding } from "./resolvers/step.ts";
import { isFinal } from "./status.ts";
import type { Market } from "./types.ts";

/** Steps by which a market takes the answer that stands. */
const CONCLUDING: ReadonlySet<string> = new Set(["finalize", "finalizeVector", "settle"]);

/** What can be done next, by whom, from when, until when and at what cost, and what one stranger can still bring about. Pure. */
export function stepsOf(situation: Situation, market: Market): Plan<StepAction> {
  const { now, kind } = situation;
  const isOver = isFinal(market.status);
  const step: MakeStep = (action, rest = {}) => {
    const { from = 0, until } = rest;
    const isOpen = rest.isOpen ?? (now >= from && (until === undefined || now < until));
    return { who: "anyone", ...rest, action, from, isOpen, isDue: rest.isDue === true && isOpen };
  };
  // Only bonds are left to do after the end, and only the optimistic resolver keeps any.
  const plan = isOver && kind !== "optimistic" ? { steps: [] } : planOf(situation, market, step);
  // Who can still finalize does that: a void is what is left over.
  const answerWaits = plan.steps.some(({ action, isDue }) => isDue && CONCLUDING.has(action));
  const voids = isOver ? [] : [step("void", { from: market.resolveBy, isDue: !answerWaits })];
  const steps = [...plan.steps, ...voids].sort((a, b) => rank(a) - rank(b));
  return { steps, ...(plan.fallback && { fallback: plan.fallback }) };
}

const rank = ({ isDue, isOpen }: Step): number => (isDue ? 0 : isOpen ? 1 : 2);

function planOf(situation: Situation, market: Market, step: MakeStep): Plan<StepAction> {
  if (situation.kind === "unknown") return { steps: [], fallback: voiding(market) };
  // The record has each kind's own type; here the kind and the situation come together.
  const plan = resolvers[situation.kind].plan as (situation: Situation, market: Market, step: MakeStep) => Plan<StepAction>;
  return plan(situation, market, step);
}

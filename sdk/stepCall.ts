import { voidCall } from "./calls/void.ts";
import { PresageError } from "./errors.ts";
import type { Planned } from "./planned.ts";
import type { ResolutionStep, Situation } from "./resolution.ts";
import { resolvers } from "./resolvers/resolvers.ts";
import type { ActionSpec, Step, StepInput } from "./resolvers/step.ts";
import { publicAddressFault } from "./text/publicAddress.ts";

/**
 * The call that does a step of a market's resolution, whatever the resolver, with the answer and the evidence that it
 * reports: what `sendPaying` takes. A bond is at most what the step says that it costs. Undefined where no call of this SDK
 * does it (a vote of UMA's, a court's own ruling). Throws `MissingAnswer`, `InvalidPayoutsLength` and `InvalidEvidence`, where
 * evidence is given at an address that others cannot open; `actionSpec` says what an action needs.
 */
export function stepCall(step: ResolutionStep, situation: Situation, input: StepInput): Planned | undefined {
  if (step.action === "void") {
    const { id: marketId, odds } = input.market;
    return { call: ({ markets }) => voidCall({ markets, marketId, odds }) };
  }
  if (situation.kind === "unknown") return undefined;
  const uri = input.evidence?.uri ?? "";
  const fault = uri === "" ? undefined : publicAddressFault(uri);
  if (fault) throw new PresageError({ code: "InvalidEvidence", details: { uri, fault } });
  // The record has each kind's own type; here the kind and the situation come together.
  const call = resolvers[situation.kind].call as (step: Step, situation: Situation, input: StepInput) => Planned | undefined;
  return call(step, situation, input);
}

/** What a person must be asked before a step: the answers that it can report, and whether it carries evidence. */
export function actionSpec(kind: Situation["kind"], action: ResolutionStep["action"]): ActionSpec {
  const specs: Readonly<Record<string, ActionSpec>> = kind === "unknown" ? {} : resolvers[kind].actions;
  return specs[action] ?? { answers: [], evidence: false };
}

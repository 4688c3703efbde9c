import type { Moment } from "./resolvers/reading.ts";
import type { Resolver } from "./resolvers/resolver.ts";
import type { Resolvers } from "./resolvers/resolvers.ts";
import type { Fallback, Step } from "./resolvers/step.ts";
import type { Terms } from "./resolvers/terms.ts";
import type { ResolutionEvent, TimelineEntry } from "./resolvers/timeline.ts";

type SituationOf<resolver> = resolver extends Resolver<infer _policy, infer situation, infer _action> ? situation : never;
type ActionOf<resolver> = resolver extends Resolver<infer _policy, infer _situation, infer action> ? action : never;

/** Not a resolver of this deployment: nothing is known about it but that anyone voids from `resolveBy`. */
export interface UnknownSituation extends Moment {
  kind: "unknown";
  state: "unknown";
}

/** How a market is decided and where it stands, as it was read, before what follows from it. */
export type Situation = { [kind in keyof Resolvers]: SituationOf<Resolvers[kind]> }[keyof Resolvers] | UnknownSituation;

/** What can be done next in a resolution, by the name of the action. */
export type StepAction = { [kind in keyof Resolvers]: ActionOf<Resolvers[kind]> }[keyof Resolvers] | "void";

export type ResolutionStep = Step<StepAction>;

interface Consequences {
  /** The parts of the policy that a sentence about it names. */
  terms: Terms;
  /** Everything that happened at the resolver for this market, clarifications (`Clarified`) included, oldest first. */
  history: ResolutionEvent[];
  /** The same for display, with what happened at the oracle and in the market itself. */
  timeline: TimelineEntry[];
  /** What can be done next, in the order of need: what is due first. */
  steps: ResolutionStep[];
  /** Undefined once the market is final. */
  fallback?: Fallback;
}

type WithConsequences<situation> = situation extends unknown ? situation & Consequences : never;

/** How a market is decided, and where it stands. */
export type Resolution = WithConsequences<Situation>;

/** The resolution of one kind of resolver. */
export type ResolutionOf<kind extends Resolution["kind"]> = Extract<Resolution, { kind: kind }>;

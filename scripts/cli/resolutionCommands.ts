import type { Resolution, StepAction } from "../../sdk/resolution.ts";
import { resolvers } from "../../sdk/resolvers/resolvers.ts";
import type { ActionSpec } from "../../sdk/resolvers/step.ts";
import { hyphenated } from "./hyphenated.ts";

/** Steps that the command line calls otherwise than the SDK; all others have their own names, with hyphens. */
const WORDS: Partial<Record<StepAction, string>> = {
  ruleTooEarly: "rule",
  ruleNeither: "rule",
  submitEvidence: "evidence",
  finalizeVector: "settle",
};

/** The flags of a step beside its answer. */
export const FLAGS: Partial<Record<StepAction, readonly string[]>> = {
  ruleTooEarly: ["--too-early"],
  ruleNeither: ["--neither"],
  requestRuling: ["--evidence …"],
  submitEvidence: ["--evidence …"],
};

/** Other words for the same steps, by kind of resolver. */
const SYNONYMS: Partial<Record<Resolution["kind"], Record<string, string>>> = {
  committee: { propose: "vote", execute: "finalize" },
  priceFeed: { finalize: "settle" },
  uma: { finalize: "settle", propose: "assert" },
  reality: { finalize: "settle", propose: "answer" },
};

/** How the command line calls a step, whatever the resolver. */
export function commandWord(action: StepAction): string {
  return WORDS[action] ?? hyphenated(action);
}

/** The steps of a kind of resolver that the command line takes; `claim` is apart, being about money already won. */
export function commandsOf(kind: Resolution["kind"]): string[] {
  if (kind === "unknown") return ["void"];
  const words = actionsOf(kind).map((action) => synonymOf(commandWord(action), kind));
  return [...new Set([...words, ...(kind === "reality" ? ["claim"] : []), "void", "clarify"])];
}

/** The word of a kind of resolver for a step that may have been called by another. */
export function synonymOf(word: string, kind: Resolution["kind"]): string {
  return SYNONYMS[kind]?.[word] ?? word;
}

/** The step that a word stands for; the first, where flags choose among several. */
export function actionNamed(word: string, kind: Resolution["kind"]): StepAction {
  return actionsOf(kind).find((action) => commandWord(action) === word) ?? "void";
}

function actionsOf(kind: Resolution["kind"]): StepAction[] {
  const specs: Readonly<Record<string, ActionSpec>> = kind === "unknown" ? {} : resolvers[kind].actions;
  return Object.keys(specs).filter((action) => !specs[action]?.isElsewhere) as StepAction[];
}

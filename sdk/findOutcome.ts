import { foldText } from "./foldText.ts";

/** What a name may hold that nobody sees, and so nobody types. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;

/**
 * The index of the outcome that somebody means: by its name (first as it is written, then whatever the case, the accents and the spaces), or
 * by its place in the list, `#1` for the first. Undefined if there is none, or more than one by that name: nothing is guessed.
 */
export function findOutcome(text: string, outcomes: readonly string[]): number | undefined {
  const exact = matches(outcomes, (name) => name === text);
  if (exact.length > 0) return exact.length === 1 ? exact[0] : undefined;
  const [, place] = /^#([1-9]\d{0,2})$/.exec(text.trim()) ?? [];
  if (place) return Number(place) <= outcomes.length ? Number(place) - 1 : undefined;
  const wanted = folded(text);
  const alike = wanted === "" ? [] : matches(outcomes, (name) => folded(name) === wanted);
  return alike.length === 1 ? alike[0] : undefined;
}

function folded(text: string): string {
  return foldText(text.replace(UNSEEN, ""));
}

function matches(outcomes: readonly string[], isMeant: (name: string) => boolean): number[] {
  return outcomes.flatMap((name, index) => (isMeant(name) ? [index] : []));
}

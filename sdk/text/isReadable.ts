import type { Market } from "../types.ts";
import { isVisible } from "./cleanText.ts";
import { TEXT_LIMITS } from "./limits.ts";

/**
 * Whether a market's text says what is traded: it is what this project writes, its question, its rules and all of its outcomes
 * can be seen, and nothing is longer than the linter lets anybody write.
 */
export function isReadable({ metadata, metadataIsValid }: Pick<Market, "metadata" | "metadataIsValid">): boolean {
  const { question, category, outcomes, rules, source, edgeCases, scalar } = metadata;
  const fits = (text: string, most: number) => text.length <= most;
  return (
    metadataIsValid &&
    [question, rules, ...outcomes].every(isVisible) &&
    fits(question, TEXT_LIMITS.question) &&
    fits(category, TEXT_LIMITS.category) &&
    (category === "" || isVisible(category)) &&
    outcomes.every((outcome) => fits(outcome, TEXT_LIMITS.outcome)) &&
    fits(rules, TEXT_LIMITS.rules) &&
    fits(source, TEXT_LIMITS.source) &&
    edgeCases.every((edge) => fits(edge.if, TEXT_LIMITS.when) && fits(edge.then, TEXT_LIMITS.then)) &&
    fits(scalar?.unit ?? "", TEXT_LIMITS.unit)
  );
}

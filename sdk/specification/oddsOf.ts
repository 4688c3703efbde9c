import { outcomesOf } from "./outcomesOf.ts";
import { parsePercentage } from "./rate.ts";
import type { Specification } from "./types.ts";

/** The initial odds by outcome, scaled by 1e18; empty for uniform ones. The linter has checked names and sum. */
export function oddsOf(specification: Specification): bigint[] {
  const { odds } = specification;
  if (!odds) return [];
  return outcomesOf(specification).map((name) => parsePercentage(Object.hasOwn(odds, name) ? odds[name] : "0%", 18));
}

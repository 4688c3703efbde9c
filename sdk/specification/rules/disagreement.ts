import type { Fault } from "./rule.ts";

/** What is said of a question that promises other than the rules decide. */
export function disagreement(quote: string, decided: string, suggestion: string): Fault {
  return { path: ["question"], quote, message: `the question says "${quote}", the rules "${decided}"`, suggestion };
}

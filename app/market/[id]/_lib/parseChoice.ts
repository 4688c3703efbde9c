import { findOutcome } from "../../../../sdk/findOutcome.ts";
import type { Side } from "../../../../sdk/types.ts";
import { leadingOutcome } from "../../../_lib/leadingOutcome.ts";

/**
 * What a link puts into the ticket: `outcome` is a name, or a place that counts from 1, as everywhere outside of code: `#2`, which an
 * address writes `%232`, or a bare number that is nobody's name. Else the leading outcome.
 */
export function parseChoice(
  params: Record<string, string | string[] | undefined>,
  { outcomes, shares }: { outcomes: readonly string[]; shares: readonly bigint[] },
): { op: "buy" | "sell"; outcome: number; side: Side; isAsked: boolean } {
  const one = (name: string) => [params[name]].flat()[0] ?? "";
  const named = one("outcome");
  const outcome = findOutcome(named, outcomes) ?? findOutcome(`#${named}`, outcomes) ?? -1;
  const isAsked = outcome >= 0;
  return {
    op: one("op") === "sell" ? "sell" : "buy",
    outcome: isAsked ? outcome : leadingOutcome({ outcomes, shares }),
    side: one("side") === "no" && outcomes.length > 2 ? "no" : "yes",
    isAsked,
  };
}

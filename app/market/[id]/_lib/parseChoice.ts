import type { Side } from "../../../../sdk/types.ts";
import { leadingOutcome } from "../../../_lib/leadingOutcome.ts";

/** What a link puts into the ticket: `outcome` counts from 1, as everywhere outside of code. Else the leading outcome. */
export function parseChoice(
  params: Record<string, string | string[] | undefined>,
  { outcomes, shares }: { outcomes: readonly string[]; shares: readonly bigint[] },
): { op: "buy" | "sell"; outcome: number; side: Side; isAsked: boolean } {
  const one = (name: string) => [params[name]].flat()[0] ?? "";
  const outcome = /^[0-9]{1,3}$/.test(one("outcome")) ? Number(one("outcome")) - 1 : -1;
  const isAsked = outcome >= 0 && outcome < outcomes.length;
  return {
    op: one("op") === "sell" ? "sell" : "buy",
    outcome: isAsked ? outcome : leadingOutcome({ outcomes, shares }),
    side: one("side") === "no" && outcomes.length > 2 ? "no" : "yes",
    isAsked,
  };
}

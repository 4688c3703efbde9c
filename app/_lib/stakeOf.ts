import type { Resolution, ResolutionStep } from "../../sdk/resolution.ts";
import type { Cost } from "../../sdk/resolvers/step.ts";
import { FEES } from "./stepText.ts";

/** What a step can bring and cost beside gas. */
export interface Stake {
  /** What one wins of another's bond if one is right. */
  earns?: Cost;
  /** A bond: comes back to whoever is right. */
  risks?: Cost;
  /** Does not come back. */
  costs?: Cost;
}

/** The money in a step: at the optimistic resolver whoever is right wins half of the other's bond. */
export function stakeOf({ action, cost }: Pick<ResolutionStep, "action" | "cost">, kind: Resolution["kind"]): Stake {
  if (!cost || cost.amount === 0n) return {};
  if (FEES.includes(action)) return { costs: cost };
  if (action === "dispute" && kind === "optimistic") return { risks: cost, earns: { ...cost, amount: cost.amount / 2n } };
  return { risks: cost };
}

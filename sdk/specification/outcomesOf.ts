import type { Specification } from "./types.ts";

/** The names of the outcomes in the order of the contract. A scalar market's two outcomes share the payout linearly. */
export function outcomesOf(specification: Pick<Specification, "outcomes" | "bands">): string[] {
  return specification.outcomes ?? specification.bands?.map((band) => band.name) ?? ["Higher", "Lower"];
}

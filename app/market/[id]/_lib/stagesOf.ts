import type { Resolution } from "../../../../sdk/resolution.ts";
import { isFinal } from "../../../../sdk/status.ts";
import type { Market } from "../../../../sdk/types.ts";

export interface Stage {
  name: "trading" | "answer" | "price" | "check" | "ruling" | "delay" | "final";
  state: "done" | "current" | "next";
  /** Unix seconds: when it ends, or ended, if that is known. */
  at?: number;
}

/** What an answer has to wait for, by kind of resolver; elsewhere it is final at once. */
const WAITS: Partial<Record<Resolution["kind"], Stage["name"]>> = {
  optimistic: "check",
  committee: "delay",
  uma: "check",
  reality: "check",
  unknown: "check",
};

/** The way of a market to its answer, as a line of steps, whoever decides it. */
export function stagesOf(market: Pick<Market, "status" | "closesAt" | "halted">, resolution: Resolution): Stage[] {
  const final = isFinal(market.status);
  const hasClosed = market.status !== "Open" || resolution.now >= market.closesAt;
  const { isAnswered, isDisputed } = standing(resolution);
  const end = resolution.fallback?.kind === "finalize" ? resolution.fallback.at : undefined;
  const settles = resolution.kind === "priceFeed" ? resolution.policy.settlesAt : undefined;
  const wait = WAITS[resolution.kind];
  const middle: Omit<Stage, "state">[] =
    resolution.kind === "priceFeed"
      ? [{ name: "price", ...(settles !== undefined && { at: settles }) }]
      : [
          { name: "answer" },
          ...(isDisputed ? [{ name: "ruling" as const }] : wait ? [{ name: wait, ...(end !== undefined && { at: end }) }] : []),
        ];
  const stages: Omit<Stage, "state">[] = [{ name: "trading", at: market.closesAt }, ...middle, { name: "final" }];
  const current = final
    ? stages.length
    : isAnswered
      ? stages.length - (isOver(end, resolution.now) || settles !== undefined ? 1 : 2)
      : hasClosed
        ? 1
        : 0;
  return stages.map((stage, index) => ({ ...stage, state: index < current ? "done" : index === current ? "current" : "next" }));
}

function isOver(end: number | undefined, now: number): boolean {
  return end !== undefined && end <= now;
}

function standing(resolution: Resolution): { isAnswered: boolean; isDisputed: boolean } {
  switch (resolution.kind) {
    case "optimistic":
      return { isAnswered: resolution.proposal !== undefined, isDisputed: resolution.proposal?.disputer !== undefined };
    case "committee":
      return { isAnswered: resolution.proposal !== undefined, isDisputed: false };
    case "uma": {
      const live = resolution.assertions.filter(({ state }) => state !== "True" && state !== "Rejected");
      return { isAnswered: live.length > 0, isDisputed: live.length > 0 && live.every(({ state }) => state === "Voting") };
    }
    case "reality":
      return { isAnswered: resolution.answer !== undefined, isDisputed: false };
    case "priceFeed":
      return { isAnswered: resolution.round !== undefined, isDisputed: false };
    default:
      return { isAnswered: false, isDisputed: false };
  }
}

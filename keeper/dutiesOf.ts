import type { Address } from "viem";
import type { Resolution } from "../sdk/resolution.ts";
import { actionSpec, stepCall } from "../sdk/stepCall.ts";
import type { Call, Market } from "../sdk/types.ts";

/** A step that a market waits for, that anyone may take, and that takes nothing but gas. */
export interface Duty {
  /** Names what is done: whoever finds the same again finds the same key. */
  key: string;
  /** What it is done to, if that can be done in more than one way: the beginning of all their keys. One of them is under way at once. */
  subject?: string;
  marketId: bigint;
  action: string;
  /** Unix seconds: since when it is possible, 0 if the step does not say. */
  since: number;
  call: Call;
  /** Units of gas that it may take, if strangers' contracts have a say in it: less than any duty may. */
  maxGas?: bigint;
}

/** The duties of a market. Steps that take an answer, evidence, a bond or a role are somebody's own decision. */
export function dutiesOf(market: Market, resolution: Resolution, options: { markets: Address; account: Address }): Duty[] {
  return resolution.steps.flatMap((step): Duty[] => {
    const { answers, evidence } = actionSpec(resolution.kind, step.action);
    if (!step.isDue || step.who !== "anyone" || step.cost || answers.length > 0 || evidence) return [];
    const planned = stepCall(step, resolution, { market });
    if (!planned || planned.payment) return [];
    const call = planned.call({ ...options, deadline: 2n ** 63n });
    const key = [market.id, step.action, step.about].filter(Boolean).join(":");
    return [{ key, marketId: market.id, action: step.action, since: step.from, call }];
  });
}

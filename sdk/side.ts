import type { Side } from "./types.ts";

export const sides = ["yes", "no"] as const satisfies readonly Side[];

/** `Side` as the contract counts it. */
export const sideIndex: Record<Side, number> = { yes: 0, no: 1 };

import type { Side } from "./types.ts";

/** `Side` as the contract counts it. */
export const sideIndex: Record<Side, number> = { yes: 0, no: 1 };

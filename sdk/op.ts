import type { Op } from "./types.ts";

/** `Op` in the contract's order. */
export const ops = ["buy", "buyExact", "sell"] as const satisfies readonly Op[];

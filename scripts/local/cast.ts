import type { Address } from "viem";

/** Who plays in the demo. */
export type Cast = { creator: Address; arbiter: Address; demo: Address; members: readonly Address[]; traders: readonly Address[] };

/** The local chain's accounts that trade in the demo: from the first to before the second. */
export const TRADERS = [5, 13] as const;

import type { Address } from "viem";

/** Who plays in the demo. */
export type Cast = { creator: Address; arbiter: Address; demo: Address; members: readonly Address[]; traders: readonly Address[] };

import type { Address } from "viem";
import type { Moment } from "../reading.ts";
import type { CommitteePolicy } from "./policy.ts";

/** In the contract's order; `ICommitteeResolver.sol` says who can act in each. */
export const committeeStates = ["None", "Waiting", "Voting", "Proposed", "Finalizable", "Expired", "Final"] as const;
export type CommitteeState = (typeof committeeStates)[number];

/** How a market with a committee is decided, and where it stands. */
export interface CommitteeSituation extends Moment {
  kind: "committee";
  policy: CommitteePolicy;
  state: CommitteeState;
  /** The answer that has enough votes, and from when it can be finalized. */
  proposal?: { payouts: readonly bigint[]; deadline: number };
  /** The votes that stand; empty without the history. */
  votes: { member: Address; payouts: readonly bigint[] }[];
}

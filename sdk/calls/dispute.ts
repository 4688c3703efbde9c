import type { Address, Hex } from "viem";
import { optimisticResolverAbi } from "../abi/optimisticResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Disputes the running proposal, naming the answer that is right instead, with an equal bond, which needs an allowance for the resolver. */
export function disputeCall(options: {
  resolver: Address;
  marketId: bigint;
  /** `Proposal.id`: the call reverts if another proposal runs by now. */
  proposalId: Hex;
  /** What is right instead, one for each outcome; none for "too early". */
  payouts: readonly bigint[];
  /** The most to pay as a bond, base units: the call reverts if it costs more by now. */
  maxBond: bigint;
  /** Unix seconds; the call reverts after it. */
  deadline: bigint;
  evidenceUri: string;
  /** keccak256 of the evidence. */
  evidenceHash: Hex;
}): Call {
  const { resolver, marketId, proposalId, payouts, maxBond, deadline, evidenceUri, evidenceHash } = options;
  return makeCall(resolver, optimisticResolverAbi, "dispute", [
    marketId,
    proposalId,
    payouts,
    maxBond,
    deadline,
    evidenceUri,
    evidenceHash,
  ]);
}

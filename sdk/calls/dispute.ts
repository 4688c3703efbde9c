import type { Address, Hex } from "viem";
import { optimisticResolverAbi } from "../abi/optimisticResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Disputes the running proposal with an equal bond, which needs an allowance for the resolver. */
export function disputeCall(options: {
  resolver: Address;
  marketId: bigint;
  /** `Proposal.id`: the call reverts if another proposal runs by now. */
  proposalId: Hex;
  evidenceUri: string;
  /** keccak256 of the evidence. */
  evidenceHash: Hex;
}): Call {
  const { resolver, marketId, proposalId, evidenceUri, evidenceHash } = options;
  return makeCall(resolver, optimisticResolverAbi, "dispute", [marketId, proposalId, evidenceUri, evidenceHash]);
}

import type { Address, Hex } from "viem";
import { optimisticResolverAbi } from "../abi/optimisticResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Rules that neither the disputed proposal nor the disputer's answer is right: proposals are open again. The arbiter only. */
export function ruleNeitherCall(options: {
  resolver: Address;
  marketId: bigint;
  /** `Proposal.id`: the call reverts if another proposal runs by now. */
  proposalId: Hex;
  evidenceUri: string;
  /** keccak256 of the evidence. */
  evidenceHash: Hex;
}): Call {
  const { resolver, marketId, proposalId, evidenceUri, evidenceHash } = options;
  return makeCall(resolver, optimisticResolverAbi, "ruleNeither", [marketId, proposalId, evidenceUri, evidenceHash]);
}

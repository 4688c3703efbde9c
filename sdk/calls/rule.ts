import type { Address, Hex } from "viem";
import { optimisticResolverAbi } from "../abi/optimisticResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Rules a full payout vector on a disputed proposal. The arbiter only. */
export function ruleCall(options: {
  resolver: Address;
  marketId: bigint;
  /** `Proposal.id`: the call reverts if another proposal runs by now. */
  proposalId: Hex;
  /** One for each outcome; each pays its part of their sum. */
  payouts: readonly bigint[];
  evidenceUri: string;
  /** keccak256 of the evidence. */
  evidenceHash: Hex;
}): Call {
  const { resolver, marketId, proposalId, payouts, evidenceUri, evidenceHash } = options;
  return makeCall(resolver, optimisticResolverAbi, "rule", [marketId, proposalId, payouts, evidenceUri, evidenceHash]);
}

import type { Address, Hex } from "viem";
import { erc792ArbiterAbi } from "../abi/erc792Arbiter.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Puts evidence before the court, until it rules. Anyone. */
export function submitEvidenceCall(options: {
  adapter: Address;
  /** The court's number for the dispute. */
  disputeId: bigint;
  evidenceUri: string;
  /** keccak256 of the evidence. */
  evidenceHash: Hex;
}): Call {
  const { adapter, disputeId, evidenceUri, evidenceHash } = options;
  return makeCall(adapter, erc792ArbiterAbi, "submitEvidence", [disputeId, evidenceUri, evidenceHash]);
}

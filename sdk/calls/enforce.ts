import type { Address } from "viem";
import { erc792ArbiterAbi } from "../abi/erc792Arbiter.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Brings the court's ruling to the resolver, before the arbiter's time is over. Anyone. */
export function enforceCall(options: {
  adapter: Address;
  /** The court's number for the dispute. */
  disputeId: bigint;
  /** The disputer's answer, none for "too early": looked at only if the court found it right. */
  disputerPayouts: readonly bigint[];
}): Call {
  const { adapter, disputeId, disputerPayouts } = options;
  return makeCall(adapter, erc792ArbiterAbi, "enforce", [disputeId, disputerPayouts]);
}

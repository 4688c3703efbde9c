import type { Address } from "viem";
import { erc792ArbiterAbi } from "../abi/erc792Arbiter.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Has the court judge a dispute again, for its fee in the chain's coin; what is paid above it comes back. Anyone, while it accepts that. */
export function appealCall(options: {
  adapter: Address;
  /** The court's number for the dispute. */
  disputeId: bigint;
  /** In wei, at least the court's cost of an appeal. */
  fee: bigint;
}): Call {
  const { adapter, disputeId, fee } = options;
  return { ...makeCall(adapter, erc792ArbiterAbi, "appeal", [disputeId]), value: fee };
}

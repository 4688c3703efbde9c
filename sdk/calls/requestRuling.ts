import type { Address } from "viem";
import { erc792ArbiterAbi } from "../abi/erc792Arbiter.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Asks the court about a market's disputed proposal, for its fee in the chain's coin; what is paid above it comes back. Anyone. */
export function requestRulingCall(options: {
  /** The adapter that is the market's arbiter, `Erc792Arbiter`. */
  adapter: Address;
  marketId: bigint;
  /** Where the case is described. */
  evidenceUri: string;
  /** In wei, at least the court's cost. */
  fee: bigint;
}): Call {
  const { adapter, marketId, evidenceUri, fee } = options;
  return { ...makeCall(adapter, erc792ArbiterAbi, "requestRuling", [marketId, evidenceUri]), value: fee };
}

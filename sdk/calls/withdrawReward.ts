import type { Address } from "viem";
import { erc792ArbiterAbi } from "../abi/erc792Arbiter.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Pays the caller what its requests for rulings have earned in a token: the arbiter's part of the bonds. */
export function withdrawRewardCall(options: { adapter: Address; token: Address }): Call {
  return makeCall(options.adapter, erc792ArbiterAbi, "withdrawReward", [options.token]);
}

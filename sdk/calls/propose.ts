import type { Address, Hex } from "viem";
import { optimisticResolverAbi } from "../abi/optimisticResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Proposes payouts with a bond of `bondOf`, which needs an allowance for the resolver. */
export function proposeCall(options: {
  resolver: Address;
  marketId: bigint;
  /** One for each outcome; each pays its part of their sum. */
  payouts: readonly bigint[];
  /** The most to pay as a bond, base units: the call reverts if it costs more by now. */
  maxBond: bigint;
  /** Unix seconds; the call reverts after it. */
  deadline: bigint;
  evidenceUri: string;
  /** keccak256 of the evidence. */
  evidenceHash: Hex;
}): Call {
  const { resolver, marketId, payouts, maxBond, deadline, evidenceUri, evidenceHash } = options;
  return makeCall(resolver, optimisticResolverAbi, "propose", [marketId, payouts, maxBond, deadline, evidenceUri, evidenceHash]);
}

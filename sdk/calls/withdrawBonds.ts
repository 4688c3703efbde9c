import type { Address } from "viem";
import { optimisticResolverAbi } from "../abi/optimisticResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Pays all that the caller can withdraw of a token from the optimistic resolver. */
export function withdrawBondsCall(options: { resolver: Address; token: Address; recipient: Address }): Call {
  const { resolver, token, recipient } = options;
  return makeCall(resolver, optimisticResolverAbi, "withdraw", [token, recipient]);
}

import type { Address } from "viem";
import { optimisticResolverAbi } from "../abi/optimisticResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Adds a dated clarification to a market's text; it changes no rule. The creator only, until the market is final. */
export function clarifyCall(options: { resolver: Address; marketId: bigint; text: string }): Call {
  const { resolver, marketId, text } = options;
  return makeCall(resolver, optimisticResolverAbi, "clarify", [marketId, text]);
}

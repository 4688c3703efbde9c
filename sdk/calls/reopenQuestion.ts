import type { Address } from "viem";
import { realityResolverAbi } from "../abi/realityResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Asks a question again that Reality.eth settled as "too soon". Anyone. */
export function reopenQuestionCall(options: { resolver: Address; marketId: bigint }): Call {
  return makeCall(options.resolver, realityResolverAbi, "reopen", [options.marketId]);
}

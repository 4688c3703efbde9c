import type { Address, Hex } from "viem";
import { umaResolverAbi } from "../abi/umaResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Brings what UMA's oracle says of an assertion (`Asserted` in the resolution's history) to the market. Anyone. */
export function finalizeAssertionCall(options: { resolver: Address; assertionId: Hex }): Call {
  return makeCall(options.resolver, umaResolverAbi, "finalize", [options.assertionId]);
}

import type { Address } from "viem";
import { optimisticResolverAbi } from "../abi/optimisticResolver.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Pays all that an account can withdraw of a token from the optimistic resolver to that account. Anyone may call. */
export function withdrawBondsForCall(options: { resolver: Address; account: Address; token: Address }): Call {
  const { resolver, account, token } = options;
  return makeCall(resolver, optimisticResolverAbi, "withdrawFor", [account, token]);
}

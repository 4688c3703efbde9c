import type { Address, Hex } from "viem";
import { optimisticOracleAbi } from "../resolvers/uma/optimisticOracleAbi.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Disputes an assertion at UMA's oracle with an equal bond, which needs an allowance for the oracle. */
export function disputeAssertionCall(options: { oracle: Address; assertionId: Hex; disputer: Address }): Call {
  return makeCall(options.oracle, optimisticOracleAbi, "disputeAssertion", [options.assertionId, options.disputer]);
}

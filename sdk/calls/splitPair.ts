import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Pays `amount` of collateral for `amount` YES and `amount` NO of one outcome, in base units. Open markets only; needs an allowance. */
export function splitPairCall(options: {
  markets: Address;
  marketId: bigint;
  /** Index of the outcome, from 0. */
  outcome: number;
  amount: bigint;
}): Call {
  const { markets, marketId, outcome, amount } = options;
  return makeCall(markets, marketsAbi, "splitPair", [marketId, BigInt(outcome), amount]);
}

import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Gives `amount` YES and `amount` NO of one outcome for `amount` of collateral, in base units. Until the market is final. */
export function mergePairCall(options: {
  markets: Address;
  marketId: bigint;
  /** Index of the outcome, from 0. */
  outcome: number;
  amount: bigint;
}): Call {
  const { markets, marketId, outcome, amount } = options;
  return makeCall(markets, marketsAbi, "mergePair", [marketId, BigInt(outcome), amount]);
}

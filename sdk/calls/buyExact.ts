import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import { sideIndex } from "../side.ts";
import type { Call, Side } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Buys exactly `positionsOut` for at most `maxCollateralIn`, fee included. Needs an allowance of the cost. Amounts in base units. */
export function buyExactCall(options: {
  markets: Address;
  marketId: bigint;
  /** Index of the outcome, from 0. */
  outcome: number;
  side: Side;
  positionsOut: bigint;
  maxCollateralIn: bigint;
  recipient: Address;
  /** Unix seconds; the call reverts after it. */
  deadline: bigint;
}): Call {
  const { markets, marketId, outcome, side, positionsOut, maxCollateralIn, recipient, deadline } = options;
  return makeCall(markets, marketsAbi, "buyExact", [
    marketId,
    BigInt(outcome),
    sideIndex[side],
    positionsOut,
    maxCollateralIn,
    recipient,
    deadline,
  ]);
}

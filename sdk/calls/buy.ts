import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import { sideIndex } from "../side.ts";
import type { Call, Side } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Buys positions for exactly `collateralIn`, fee included. Needs an allowance of as much. Amounts in base units. */
export function buyCall(options: {
  markets: Address;
  marketId: bigint;
  /** Index of the outcome, from 0. */
  outcome: number;
  side: Side;
  collateralIn: bigint;
  minPositionsOut: bigint;
  recipient: Address;
  /** Unix seconds; the call reverts after it. */
  deadline: bigint;
}): Call {
  const { markets, marketId, outcome, side, collateralIn, minPositionsOut, recipient, deadline } = options;
  return makeCall(markets, marketsAbi, "buy", [
    marketId,
    BigInt(outcome),
    sideIndex[side],
    collateralIn,
    minPositionsOut,
    recipient,
    deadline,
  ]);
}

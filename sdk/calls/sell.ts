import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import { sideIndex } from "../side.ts";
import type { Call, Side } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Sells exactly `positionsIn` for at least `minCollateralOut`, fee deducted. Needs no approval. Amounts in base units. */
export function sellCall(options: {
  markets: Address;
  marketId: bigint;
  /** Index of the outcome, from 0. */
  outcome: number;
  side: Side;
  positionsIn: bigint;
  minCollateralOut: bigint;
  recipient: Address;
  /** Unix seconds; the call reverts after it. */
  deadline: bigint;
}): Call {
  const { markets, marketId, outcome, side, positionsIn, minCollateralOut, recipient, deadline } = options;
  return makeCall(markets, marketsAbi, "sell", [
    marketId,
    BigInt(outcome),
    sideIndex[side],
    positionsIn,
    minCollateralOut,
    recipient,
    deadline,
  ]);
}

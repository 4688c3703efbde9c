import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/**
 * Gives `amount` NO of every outcome of the set for `(size − 1) · amount` of collateral and `amount` YES of every outcome
 * outside it, in base units. Until the market is final.
 */
export function convertCall(options: {
  markets: Address;
  marketId: bigint;
  /** Bit i stands for outcome i; see `outcomeBitmap`. */
  outcomeBitmap: bigint;
  amount: bigint;
}): Call {
  const { markets, marketId, outcomeBitmap, amount } = options;
  return makeCall(markets, marketsAbi, "convert", [marketId, outcomeBitmap, amount]);
}

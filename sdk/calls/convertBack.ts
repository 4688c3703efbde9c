import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** The reverse of `convertCall`: needs an allowance of `(size − 1) · amount`. Until the market is final. */
export function convertBackCall(options: {
  markets: Address;
  marketId: bigint;
  /** Bit i stands for outcome i; see `outcomeBitmap`. */
  outcomeBitmap: bigint;
  amount: bigint;
}): Call {
  const { markets, marketId, outcomeBitmap, amount } = options;
  return makeCall(markets, marketsAbi, "convertBack", [marketId, outcomeBitmap, amount]);
}

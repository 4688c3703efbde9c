import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Pays `amount` of collateral for `amount` YES of every outcome, in base units. Open markets only; needs an allowance. */
export function splitCall(options: { markets: Address; marketId: bigint; amount: bigint }): Call {
  const { markets, marketId, amount } = options;
  return makeCall(markets, marketsAbi, "split", [marketId, amount]);
}

import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Sends positions or liquidity tokens (see `positionId`) to somebody, in base units. */
export function transferCall(options: { markets: Address; id: bigint; recipient: Address; amount: bigint }): Call {
  const { markets, id, recipient, amount } = options;
  return makeCall(markets, marketsAbi, "transfer", [recipient, id, amount]);
}

import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Allows `spender` to take `amount` of one position (ERC-6909), in base units. Ask for what is sold and no more. */
export function approvePositionCall(options: { markets: Address; spender: Address; id: bigint; amount: bigint }): Call {
  const { markets, spender, id, amount } = options;
  return makeCall(markets, marketsAbi, "approve", [spender, id, amount]);
}

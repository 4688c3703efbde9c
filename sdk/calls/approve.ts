import { type Address, erc20Abi } from "viem";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Allows `spender` to take `amount` of the token, in base units. Ask for what the next call needs and no more. */
export function approveCall(options: { token: Address; spender: Address; amount: bigint }): Call {
  return makeCall(options.token, erc20Abi, "approve", [options.spender, options.amount]);
}

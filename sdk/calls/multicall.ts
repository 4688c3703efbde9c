import { type Address, encodeFunctionData, isAddressEqual } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import { PresageError } from "../errors.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Several calls of `Markets` in one transaction, all or nothing. Throws `InvalidCall` if one goes to another contract. */
export function multicallCall(options: { markets: Address; calls: readonly Call[] }): Call {
  const { markets, calls } = options;
  const stranger = calls.find((call) => !isAddressEqual(call.address, markets));
  if (stranger) {
    throw new PresageError({ code: "InvalidCall", details: { functionName: stranger.functionName, address: stranger.address, markets } });
  }
  return makeCall(markets, marketsAbi, "multicall", [calls.map((call) => encodeFunctionData(call))]);
}

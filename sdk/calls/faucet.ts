import type { Address } from "viem";
import { testUsdAbi } from "../abi/testUsd.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Mints test dollars to the caller, at most 1,000,000 at a time, in base units. `TestUSD` only. */
export function faucetCall(options: { token: Address; amount: bigint }): Call {
  const { token, amount } = options;
  return makeCall(token, testUsdAbi, "faucet", [amount]);
}

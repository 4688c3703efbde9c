import type { Address } from "viem";
import { marketsAbi } from "../abi/markets.ts";
import type { Permit } from "../signPermit.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Uses a signature of `signPermit` as an allowance for `Markets`. The first call of a multicall with what needs it. */
export function selfPermitCall(options: { markets: Address; permit: Permit }): Call {
  const { token, value, deadline, v, r, s } = options.permit;
  return makeCall(options.markets, marketsAbi, "selfPermit", [token, value, deadline, v, r, s]);
}

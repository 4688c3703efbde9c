import type { Address, Hex } from "viem";
import { arbitratorAbi } from "../resolvers/reality/realityAbi.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Asks the arbitrator of a question at Reality.eth to decide, for its fee in the chain's coin. */
export function arbitrateCall(options: {
  arbitrator: Address;
  questionId: Hex;
  fee: bigint;
  /** The call reverts if the standing bond is higher by now; zero for any. */
  maxPrevious: bigint;
}): Call {
  const { arbitrator, questionId, fee, maxPrevious } = options;
  return { ...makeCall(arbitrator, arbitratorAbi, "requestArbitration", [questionId, maxPrevious]), value: fee };
}

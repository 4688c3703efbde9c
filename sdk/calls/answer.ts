import type { Address, Hex } from "viem";
import { realityAbi } from "../resolvers/reality/realityAbi.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** Answers a question at Reality.eth with a bond in the chain's coin: at least `nextBond` of the resolution. */
export function answerCall(options: {
  reality: Address;
  questionId: Hex;
  /** `answerFor(payouts)`, `INVALID` or `TOO_SOON`. */
  answer: Hex;
  bond: bigint;
  /** The call reverts if the standing bond is higher by now; zero for any. */
  maxPrevious: bigint;
}): Call {
  const { reality, questionId, answer, bond, maxPrevious } = options;
  return { ...makeCall(reality, realityAbi, "submitAnswer", [questionId, answer, maxPrevious]), value: bond };
}

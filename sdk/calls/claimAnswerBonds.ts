import type { Address, Hex } from "viem";
import { realityAbi } from "../resolvers/reality/realityAbi.ts";
import type { Call } from "../types.ts";
import { makeCall } from "./makeCall.ts";

/** An answer as Reality.eth keeps it: only the hash of all of them is on chain, so a claim brings them along. */
export interface AnswerRecord {
  /** The history hash before this answer. */
  previousHash: Hex;
  user: Address;
  bond: bigint;
  answer: Hex;
}

/** Pays the bonds of a final question to those who answered right, and what the caller has there to the caller. Anyone. */
export function claimAnswerBondsCall(options: {
  reality: Address;
  questionId: Hex;
  /** All answers, the last one first. */
  answers: readonly AnswerRecord[];
}): Call {
  const { reality, questionId, answers } = options;
  return makeCall(reality, realityAbi, "claimMultipleAndWithdrawBalance", [
    [questionId],
    [BigInt(answers.length)],
    answers.map(({ previousHash }) => previousHash),
    answers.map(({ user }) => user),
    answers.map(({ bond }) => bond),
    answers.map(({ answer }) => answer),
  ]);
}

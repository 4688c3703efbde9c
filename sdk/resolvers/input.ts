import { keccak256, stringToHex } from "viem";
import { PresageError } from "../errors.ts";
import type { ActionSpec, Answer, StepInput } from "./step.ts";

/** The answer that was given to a step. Throws `MissingAnswer` if there is none, or none of those that the step takes. */
export function answerIn(action: string, { answers }: ActionSpec, { answer }: StepInput): Answer {
  const kind = typeof answer === "string" ? answer : "payouts";
  if (answer !== undefined && answers.includes(kind)) return answer;
  throw new PresageError({ code: "MissingAnswer", details: { action, answers } });
}

/** The payouts that were given to a step. Throws as `answerIn`, and unless there is one for each outcome. */
export function payoutsIn(action: string, { answer, market }: StepInput): readonly bigint[] {
  if (answer === undefined || typeof answer === "string")
    throw new PresageError({ code: "MissingAnswer", details: { action, answers: ["payouts"] } });
  if (answer.length === market.outcomeCount) return answer;
  const details = { given: BigInt(answer.length), expected: BigInt(market.outcomeCount) };
  throw new PresageError({ code: "InvalidPayoutsLength", details });
}

const NO_EVIDENCE = keccak256(stringToHex(""));

/** Evidence as the contracts take it; none is the hash of nothing. */
export function evidenceIn({ evidence }: StepInput) {
  return { evidenceUri: evidence?.uri ?? "", evidenceHash: evidence?.hash ?? NO_EVIDENCE };
}

/** The error of a step that the present state does not offer. */
export function missing(action: string): PresageError {
  return new PresageError({ code: "MissingAnswer", details: { action, answers: [] } });
}

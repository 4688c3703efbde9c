import { type Hex, maxUint256, numberToHex } from "viem";
import { vectorHash } from "../../answerHash.ts";
import { templates } from "./policy.ts";
import type { RealityAnswer } from "./situation.ts";

export const INVALID = numberToHex(maxUint256, { size: 32 });
export const TOO_SOON = numberToHex(maxUint256 - 1n, { size: 32 });

/** What to answer at Reality.eth for payouts: the outcome that takes all in the template's way, else the hash of the vector. */
export function answerFor(payouts: readonly bigint[], templateId: number): Hex {
  const paid = payouts.flatMap((payout, index) => (payout > 0n ? [index] : []));
  const [winner] = paid;
  if (paid.length !== 1 || winner === undefined) return vectorHash(payouts);
  return numberToHex(templateId === templates.yesNo ? 1 - winner : winner, { size: 32 });
}

/** What an answer at Reality.eth means for a market. */
export function meaningOf(
  value: Hex,
  { outcomeCount, templateId }: { outcomeCount: number; templateId: number },
): Pick<RealityAnswer, "value" | "meaning" | "payouts"> {
  if (value === INVALID) return { value, meaning: "invalid" };
  if (value === TOO_SOON) return { value, meaning: "tooSoon" };
  const number = BigInt(value);
  if (number < BigInt(outcomeCount)) {
    const winner = templateId === templates.yesNo ? 1 - Number(number) : Number(number);
    return { value, meaning: "outcome", payouts: Array.from({ length: outcomeCount }, (_, index) => (index === winner ? 1n : 0n)) };
  }
  const equal = new Array<bigint>(outcomeCount).fill(1n);
  return { value, meaning: "vector", ...(vectorHash(equal) === value && { payouts: equal }) };
}

import { encodePacked, type Hex, keccak256, maxUint256, numberToHex } from "viem";
import type { RealityAnswer } from "./resolution.ts";

export const INVALID = numberToHex(maxUint256, { size: 32 });
export const TOO_SOON = numberToHex(maxUint256 - 1n, { size: 32 });

/** What to answer at Reality.eth for payouts: the index of the outcome that takes all, else the hash of the vector. */
export function answerFor(payouts: readonly bigint[]): Hex {
  const paid = payouts.flatMap((payout, index) => (payout > 0n ? [index] : []));
  return paid.length === 1 ? numberToHex(paid[0] as number, { size: 32 }) : keccak256(encodePacked(["uint64[]"], [payouts]));
}

/** What an answer at Reality.eth means for a market. */
export function meaningOf(value: Hex, outcomeCount: number): Pick<RealityAnswer, "value" | "meaning" | "payouts"> {
  if (value === INVALID) return { value, meaning: "invalid" };
  if (value === TOO_SOON) return { value, meaning: "tooSoon" };
  const index = BigInt(value);
  if (index < BigInt(outcomeCount)) {
    return { value, meaning: "outcome", payouts: Array.from({ length: outcomeCount }, (_, i) => (BigInt(i) === index ? 1n : 0n)) };
  }
  const equal = new Array<bigint>(outcomeCount).fill(1n);
  return { value, meaning: "vector", ...(answerFor(equal) === value && { payouts: equal }) };
}

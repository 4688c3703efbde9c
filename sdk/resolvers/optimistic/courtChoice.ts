/** What a ruling of an ERC-792 court means, see `contracts/interfaces/IErc792Arbiter.sol`. */
export type CourtChoice =
  | { kind: "outcome"; outcome: number }
  | { kind: "equalShares" | "proposal" | "disputerAnswer" | "none" }
  /** The court refused; nothing happens, and the bonds go back after the arbiter's time. */
  | { kind: "refused" };

const AFTER_OUTCOMES = ["equalShares", "proposal", "disputerAnswer", "none"] as const;

/** A ruling of the court for a market of so many outcomes: 1 to n for a single winner, then `equalShares` and the others. */
export function courtChoice(ruling: bigint, outcomeCount: number): CourtChoice {
  if (ruling >= 1n && ruling <= BigInt(outcomeCount)) return { kind: "outcome", outcome: Number(ruling) - 1 };
  const kind = ruling < 1n ? undefined : AFTER_OUTCOMES[Number(ruling) - outcomeCount - 1];
  return { kind: kind ?? "refused" };
}

/** Everything that the court can choose, in its order; the first has the number 1. */
export function courtChoices(outcomeCount: number): CourtChoice[] {
  return Array.from({ length: outcomeCount + AFTER_OUTCOMES.length }, (_, index) => courtChoice(BigInt(index + 1), outcomeCount));
}

const WAD = 10n ** 18n;

export type Impact = "none" | "low" | "medium" | "high" | "extreme";

/** How far a trade moves its own price, in words: at least 1, 3, 5 and 15 points. Prices scaled by 1e18. */
export function priceImpact(before: bigint, after: bigint): { points: number; level: Impact } {
  const distance = after > before ? after - before : before - after;
  const points = Number((distance * 10_000n) / WAD) / 100;
  const level = points >= 15 ? "extreme" : points >= 5 ? "high" : points >= 3 ? "medium" : points >= 1 ? "low" : "none";
  return { points, level };
}

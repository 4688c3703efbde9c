/** What always saying 50% scores. */
const COIN = 0.25;

/** A Brier score in a word. */
export function foresight(score: number): "sharp" | "good" | "fair" | "poor" {
  if (score < 0.08) return "sharp";
  if (score < 0.16) return "good";
  return score < COIN ? "fair" : "poor";
}

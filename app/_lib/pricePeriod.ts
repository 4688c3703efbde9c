export const PERIODS = ["1D", "1W", "1M", "All"] as const;
export type Period = (typeof PERIODS)[number];

const DAY = 86_400;
const LENGTHS: Record<Period, number> = { "1D": DAY, "1W": 7 * DAY, "1M": 30 * DAY, All: Number.POSITIVE_INFINITY };
const INTERVALS = [
  ["5m", 300],
  ["1h", 3_600],
  ["1d", DAY],
] as const;
/** What the indexer gives at most: candles, and candles × outcomes. */
const MAX_CANDLES = 1_000;
const MAX_CELLS = 40_000;

/** What to ask of the indexer for a period that ends at `end`: the finest candles of which it gives all. */
export function pricePeriod(
  period: Period,
  { createdAt, end, outcomes }: { createdAt: number; end: number; outcomes: number },
): { from: number; to: number; interval: "5m" | "1h" | "1d" } {
  const from = Math.max(createdAt, end - LENGTHS[period]);
  const most = Math.min(MAX_CANDLES, Math.floor(MAX_CELLS / outcomes)) - 2; // those at both ends are cut
  const [interval] = INTERVALS.find(([, seconds]) => (end - from) / seconds <= most) ?? INTERVALS[2];
  return { from, to: end, interval };
}

import { CHART_INTERVALS, type ChartInterval } from "../../sdk/chartIntervals.ts";

export const PERIODS = ["1D", "1W", "1M", "All"] as const;
export type Period = (typeof PERIODS)[number];

const DAY = CHART_INTERVALS["1d"];
const FINEST_FIRST = Object.keys(CHART_INTERVALS) as ChartInterval[];
const LENGTHS: Record<Period, number> = { "1D": DAY, "1W": 7 * DAY, "1M": 30 * DAY, All: Number.POSITIVE_INFINITY };
/** What the indexer gives at most: candles, and candles × outcomes. */
const MAX_CANDLES = 1_000;
const MAX_CELLS = 40_000;

/** What to ask of the indexer for a period that ends at `end`: the finest candles of which it gives all. */
export function pricePeriod(
  period: Period,
  { createdAt, end, outcomes }: { createdAt: number; end: number; outcomes: number },
): { from: number; to: number; interval: ChartInterval } {
  const from = Math.max(createdAt, end - LENGTHS[period]);
  const most = Math.min(MAX_CANDLES, Math.floor(MAX_CELLS / outcomes)) - 2; // those at both ends are cut
  const interval = FINEST_FIRST.find((each) => (end - from) / CHART_INTERVALS[each] <= most) ?? "1d";
  return { from, to: end, interval };
}

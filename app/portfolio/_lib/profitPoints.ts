import type { ProfitDay } from "../../_lib/indexerTypes.ts";
import { profitCurve } from "../../_lib/profitCurve.ts";

const DAY = 86_400;

/** What was realized in a collateral, in base units, at each day's end and now. */
export function profitPoints(
  days: readonly ProfitDay[],
  { collateral, now }: { collateral: string; now: number },
): { time: number; total: bigint }[] {
  const curve = profitCurve(days, collateral, now);
  const [first, last] = [curve[0], curve.at(-1)];
  if (!first || !last) return [];
  const ended = curve.filter(({ day }) => day + DAY <= now).map(({ day, total }) => ({ time: day + DAY, total }));
  return [{ time: first.day, total: 0n }, ...ended, { time: Math.max(now, last.day), total: last.total }];
}

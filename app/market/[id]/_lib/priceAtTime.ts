import type { PricePoint } from "../../../_lib/pricePoints.ts";

/** What an outcome cost at a time: prices stand still between points. */
export function priceAtTime(points: readonly PricePoint[], time: number, outcome: number): number {
  const point = points.findLast((each) => each.time <= time) ?? points[0];
  return point?.prices[outcome] ?? 0;
}

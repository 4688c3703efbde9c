import { isSameAddress } from "../../sdk/isSameAddress.ts";
import type { ProfitDay } from "./indexerTypes.ts";

const DAY = 86_400;

/** Realized profit of a collateral, summed from the first day on, in base units; days without a trade keep the sum before. */
export function profitCurve(
  days: readonly ProfitDay[],
  collateral: string,
  today: number,
): { day: number; realized: bigint; total: bigint }[] {
  const own = days.filter((each) => isSameAddress(each.collateral, collateral)).sort((a, b) => a.day - b.day);
  const first = own[0];
  if (!first) return [];
  const byDay = new Map(own.map(({ day, realized }) => [day, BigInt(realized.base)]));
  const end = Math.max(today - (today % DAY), own.at(-1)?.day ?? 0);
  const curve: { day: number; realized: bigint; total: bigint }[] = [];
  let total = 0n;
  for (let day = first.day; day <= end; day += DAY) {
    const realized = byDay.get(day) ?? 0n;
    total += realized;
    curve.push({ day, realized, total });
  }
  return curve;
}

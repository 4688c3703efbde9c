const WAD = 10n ** 18n;

export type Impact = "none" | "low" | "medium" | "high" | "extreme";

/**
 * How much a trade costs by moving its own price, in percent: the greatest of the points that it moves it by, of what is paid
 * above the price, and of what that takes from what could still be won. Prices of the side, scaled by 1e18; the average is
 * the one without the fee. Words from 1, 3, 5 and 15 on.
 */
export function priceImpact({ before, after, average }: { before: bigint; after: bigint; average: bigint }): {
  percent: number;
  level: Impact;
} {
  const worse = distance(average, before);
  const left = WAD - before;
  const shares = [
    distance(after, before),
    before > 0n ? (worse * WAD) / before : 0n,
    // a sale gives up nothing that could still be won
    average > before && left > 0n ? (worse * WAD) / left : 0n,
  ];
  const percent = Number((shares.reduce((most, share) => (share > most ? share : most)) * 10_000n) / WAD) / 100;
  const level = percent >= 15 ? "extreme" : percent >= 5 ? "high" : percent >= 3 ? "medium" : percent >= 1 ? "low" : "none";
  return { percent, level };
}

function distance(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}

/** How often an invariant campaign called each handler, and how many of these calls reverted. */
export type Metrics = Record<string, { calls: bigint; reverts: bigint; discards: bigint }>;

export const LEAST_PERCENT = 60;
const FEW = 20n; // so many calls say nothing

/** A table of the share of calls that went through, and the handlers whose share is too small to have tested anything. */
export function handlerShares(metrics: Metrics): { table: string; poor: string[] } {
  const rows = Object.entries(metrics)
    .filter(([, { calls }]) => calls > 0n)
    .map(([key, { calls, reverts, discards }]) => {
      const passed = calls - reverts - discards;
      return { name: key.slice(key.lastIndexOf(".") + 1), calls, passed, percent: Number((passed * 1000n) / calls) / 10 };
    })
    .sort((a, b) => a.percent - b.percent);
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = ({ name, calls, passed, percent }: (typeof rows)[number]) =>
    `    ${name.padEnd(width)} ${String(passed).padStart(7)} of ${String(calls).padStart(7)}  ${percent.toFixed(1).padStart(5)}%`;
  return {
    table: ["    Handler calls that went through:", ...rows.map(line)].join("\n"),
    poor: rows.filter(({ calls, percent }) => calls >= FEW && percent < LEAST_PERCENT).map(({ name }) => name),
  };
}

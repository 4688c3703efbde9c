import type { MiddlewareHandler } from "hono";
import { ponderMetrics } from "../ponder/inside.ts";
import { readHead } from "./head.ts";
import { readSnapshot } from "./snapshot.ts";

const BUCKETS_MS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500];

type Count = { route: string; status: string; buckets: number[]; count: number; sum: number };
const counts = new Map<string, Count>();

/** Counts every answer by its route and kind of status, with the time it took. */
export const observe: MiddlewareHandler = async (context, next) => {
  const began = performance.now();
  await next();
  const route = context.req.matchedRoutes.findLast(({ method, path }) => method !== "ALL" && !path.includes("*"))?.path ?? "none";
  const status = `${Math.floor(context.res.status / 100)}xx`;
  const key = `${route} ${status}`;
  const entry = counts.get(key) ?? { route, status, buckets: BUCKETS_MS.map(() => 0), count: 0, sum: 0 };
  counts.set(key, entry);
  const took = performance.now() - began;
  entry.count++;
  entry.sum += took;
  BUCKETS_MS.forEach((most, index) => {
    if (took <= most) entry.buckets[index]++;
  });
};

/** In Prometheus' text format: the API's own, and Ponder's. */
export async function metrics(): Promise<string> {
  const lines = ["# HELP presage_api_duration_ms Time to answer, by route.", "# TYPE presage_api_duration_ms histogram"];
  for (const { route, status, buckets, count, sum } of counts.values()) {
    const labels = `route="${route}",status="${status}"`;
    buckets.forEach((value, index) => {
      lines.push(`presage_api_duration_ms_bucket{${labels},le="${BUCKETS_MS[index]}"} ${value}`);
    });
    lines.push(`presage_api_duration_ms_bucket{${labels},le="+Inf"} ${count}`);
    lines.push(`presage_api_duration_ms_sum{${labels}} ${sum.toFixed(3)}`, `presage_api_duration_ms_count{${labels}} ${count}`);
  }
  const block = await readSnapshot(async () => null).then(
    ({ asOf }) => asOf.block,
    () => null,
  );
  const head = await readHead().catch(() => null);
  if (block !== null)
    lines.push(
      "# HELP presage_indexed_block The newest block in the tables.",
      "# TYPE presage_indexed_block gauge",
      `presage_indexed_block ${block}`,
    );
  if (head !== null)
    lines.push("# HELP presage_head_block The newest block of the chain.", "# TYPE presage_head_block gauge", `presage_head_block ${head}`);
  if (block !== null && head !== null)
    lines.push(
      "# HELP presage_lag_blocks How far the tables are behind.",
      "# TYPE presage_lag_blocks gauge",
      `presage_lag_blocks ${Math.max(0, head - block)}`,
    );
  const { user, system } = process.cpuUsage();
  lines.push(
    "# HELP presage_cpu_seconds Processor time of the process.",
    "# TYPE presage_cpu_seconds counter",
    `presage_cpu_seconds ${(user + system) / 1e6}`,
  );
  return `${lines.join("\n")}\n${await ponderMetrics()}`;
}

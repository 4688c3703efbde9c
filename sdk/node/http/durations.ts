import type { MiddlewareHandler } from "hono";

const BUCKETS_MS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500];

type Count = { route: string; status: string; buckets: number[]; count: number; sum: number };

/** How long answers take, by route and kind of status. */
export class Durations {
  readonly #counts = new Map<string, Count>();

  /** Counts every answer, with the time it took. */
  readonly observe: MiddlewareHandler = async (context, next) => {
    const began = performance.now();
    await next();
    const route = context.req.matchedRoutes.findLast(({ method, path }) => method !== "ALL" && !path.includes("*"))?.path ?? "none";
    const status = `${Math.floor(context.res.status / 100)}xx`;
    const key = `${route} ${status}`;
    const entry = this.#counts.get(key) ?? { route, status, buckets: BUCKETS_MS.map(() => 0), count: 0, sum: 0 };
    this.#counts.set(key, entry);
    const took = performance.now() - began;
    entry.count++;
    entry.sum += took;
    BUCKETS_MS.forEach((most, index) => {
      if (took <= most) entry.buckets[index]++;
    });
  };

  /** In Prometheus' text format. */
  lines(): string[] {
    const lines = ["# HELP presage_api_duration_ms Time to answer, by route.", "# TYPE presage_api_duration_ms histogram"];
    for (const { route, status, buckets, count, sum } of this.#counts.values()) {
      const labels = `route="${route}",status="${status}"`;
      buckets.forEach((value, index) => {
        lines.push(`presage_api_duration_ms_bucket{${labels},le="${BUCKETS_MS[index]}"} ${value}`);
      });
      lines.push(`presage_api_duration_ms_bucket{${labels},le="+Inf"} ${count}`);
      lines.push(`presage_api_duration_ms_sum{${labels}} ${sum.toFixed(3)}`, `presage_api_duration_ms_count{${labels}} ${count}`);
    }
    return lines;
  }
}

import { Hono } from "hono";
import type pg from "pg";
import { isAddress } from "viem";
import { listen } from "../sdk/node/http/listen.ts";
import type { Alarms } from "./alarms.ts";
import type { Keeper } from "./keeper.ts";
import type { Metrics } from "./metrics.ts";

/** Looks that are missed before the keeper counts as unhealthy. */
const MISSED_LOOKS = 10;
const LEAST_AGE_MS = 30_000;

/** What the keeper says of itself: `/health`, `/metrics`, and each account's alarms at `/feed/{account}.json`. */
export async function startServer(options: {
  port: number;
  hostname: string;
  pool: pg.Pool;
  keeper: Keeper;
  alarms: Alarms;
  metrics: Metrics;
  interval: number;
}): Promise<{ close: () => Promise<void> }> {
  const { port, hostname, pool, keeper, alarms, metrics, interval } = options;
  const app = new Hono();
  app.get("/health", async (context) => {
    const hasDatabase = await pool.query("select 1").then(
      () => true,
      () => false,
    );
    const age = Date.now() - keeper.lookedAt;
    const sees = age < Math.max(LEAST_AGE_MS, MISSED_LOOKS * interval);
    const problems = [...(hasDatabase ? [] : ["the database does not answer"]), ...(sees ? [] : ["the chain was not seen for a while"])];
    return context.json(
      { ok: problems.length === 0, problems, lookedAt: Math.floor(keeper.lookedAt / 1000) },
      problems.length === 0 ? 200 : 503,
    );
  });
  app.get("/metrics", async (context) => context.text(await metrics.text()));
  app.get("/feed/:file", async (context) => {
    const account = context.req.param("file").replace(/\.json$/, "");
    if (!isAddress(account, { strict: false }))
      return context.json({ error: { code: "BadRequest", message: `"${account.slice(0, 60)}" is no address` } }, 400);
    return context.json(await alarms.feedOf(account, context.req.url));
  });
  const server = await listen(app, { port, hostname });
  return { close: () => new Promise((resolve) => server.close(() => resolve())) };
}

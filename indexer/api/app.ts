import { Hono } from "hono";
import { cors } from "hono/cors";
import { answerGraphql } from "./graphql.ts";
import { readHead } from "./head.ts";
import { historyCsv } from "./historyCsv.ts";
import { metrics, observe } from "./metrics.ts";
import { openapi } from "./openapi.ts";
import { accountInPath } from "./parameter.ts";
import { notFound } from "./problem.ts";
import { answerProblem, readInput, respond } from "./route.ts";
import { routes } from "./routes.ts";
import { isReady, readSnapshot } from "./snapshot.ts";
import { stream } from "./stream.ts";

const MAX_LAG = 2; // blocks; the chain goes on while the answer is made

export const app = new Hono();
app.use(observe);
app.use(cors({ origin: "*", allowMethods: ["GET", "POST"], allowHeaders: ["content-type", "last-event-id"], maxAge: 86_400 }));
app.onError((error, context) => answerProblem(context, error));
app.notFound((context) => answerProblem(context, notFound(`There is nothing at ${context.req.path.slice(0, 100)}. See /openapi.json.`)));

// before `/accounts/:address/history`, whose name begins the same
app.get("/accounts/:address/history.csv", async (context) => {
  const { address } = readInput(context, "/accounts/{address}", { address: accountInPath });
  const { block, text } = await historyCsv(address);
  return context.body(text, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="presage-${address}.csv"`,
    "x-as-of-block": String(block),
  });
});
for (const route of routes) app.get(route.path.replace(/\{(\w+)\}/g, ":$1"), (context) => respond(context, route));

app.get("/stream", stream);
app.post("/graphql", answerGraphql);

app.get("/openapi.json", (context) => context.json(openapi(routes)));
app.get("/health", async (context) => context.json({ status: "ok" }));
app.get("/ready", async (context) => {
  const state = await readiness();
  return context.json(state, state.ready ? 200 : 503);
});
app.get("/metrics", async (context) => context.text(await metrics()));

async function readiness() {
  try {
    const head = await readHead();
    const { asOf, result: isFollowing } = await readSnapshot(isReady);
    const lag = head - asOf.block;
    const isCaughtUp = lag <= MAX_LAG && isFollowing;
    const reason = isCaughtUp ? null : lag < -MAX_LAG ? "The chain is behind what was indexed: it began anew" : `${lag} blocks behind`;
    return { ready: isCaughtUp && lag >= -MAX_LAG, asOf, head, lag, reason };
  } catch (error) {
    return { ready: false, asOf: null, head: null, lag: null, reason: error instanceof Error ? error.message : String(error) };
  }
}

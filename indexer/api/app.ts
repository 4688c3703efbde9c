import { getConnInfo } from "@hono/node-server/conninfo";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { cors } from "hono/cors";
import { readSettings } from "../settings.ts";
import { describeApi, routeOf } from "./document.ts";
import { answerGraphql } from "./graphql.ts";
import { handlers } from "./handlers.ts";
import { historyCsv } from "./historyCsv.ts";
import { metrics, observe } from "./metrics.ts";
import { type Input, type Operation, operations, type Service, services } from "./operations.ts";
import { answerProblem, notFound, Problem, problemOfInput } from "./problem.ts";
import { clientOf, rateLimit } from "./rateLimit.ts";
import { readiness } from "./readiness.ts";
import { type AsOf, type Reader, readSnapshot } from "./snapshot.ts";
import { stream } from "./stream.ts";

const MAX_BODY = 20_000;
const { requestsPerMinute, proxies } = readSettings();

export const app = new OpenAPIHono();
app.use(observe);
app.use(
  cors({
    origin: "*",
    allowMethods: ["GET", "POST"],
    allowHeaders: ["content-type", "last-event-id"],
    exposeHeaders: ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "retry-after", "x-as-of-block"],
    maxAge: 86_400,
  }),
);
app.onError((error, context) => answerProblem(context, error));
app.notFound((context) => answerProblem(context, notFound(`There is nothing at ${context.req.path.slice(0, 100)}. See /openapi.json.`)));
app.use(
  "/v1/*",
  rateLimit(requestsPerMinute, (context) => clientOf(getConnInfo(context).remote.address, context.req.header("x-forwarded-for"), proxies)),
);
const compressed = compress();
// an event must not wait in a compressor for those that come after it
app.use((context, next) => (context.req.path === services.streamActivity.path ? next() : compressed(context, next)));
app.use(
  bodyLimit({
    maxSize: MAX_BODY,
    onError: () => {
      throw new Problem(413, "TooLarge", `The body is too large, at most ${MAX_BODY} bytes are taken`);
    },
  }),
);

type Given = { params: never; query: never; body: never };

/** Has a route answered, its input read as the route says. */
function answer(operationId: string, operation: Operation | Service, handle: (context: Context, given: Given) => unknown): void {
  app.openapi(
    routeOf(operationId, operation),
    (context) => {
      const valid = (part: string) => context.req.valid(part as never);
      return handle(context, { params: valid("param"), query: valid("query"), body: valid("json") } as Given) as never;
    },
    (result) => {
      if (result.success) return;
      const shape = result.target === "json" && "body" in operation ? operation.body?.shape : operation.query.shape;
      throw problemOfInput(result.error, Object.keys(shape ?? {}));
    },
  );
}

// before `/v1/accounts/{address}/history`, whose name begins the same
answer("exportAccountHistory", services.exportAccountHistory, async (context, given) => {
  const { address } = given.params as Input<typeof operations.getPortfolio>;
  const { block, text } = await historyCsv(address);
  return context.body(text, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="presage-${address}.csv"`,
    "x-as-of-block": String(block),
  });
});
for (const [operationId, operation] of Object.entries<Operation>(operations)) {
  const handle = handlers[operationId as keyof typeof handlers] as (reader: Reader, input: object, asOf: AsOf) => Promise<object>;
  answer(operationId, operation, async (context, { params, query }) => {
    const { asOf, result } = await readSnapshot((reader, at) => handle(reader, { ...(params as object), ...(query as object) }, at));
    return context.json({ asOf, ...result });
  });
}
answer("streamActivity", services.streamActivity, (context, { query }) => stream(context, query));
answer("queryGraphql", services.queryGraphql, async (context, { body }) => context.json(await answerGraphql(body)));
answer("getHealth", services.getHealth, (context) => context.json({ status: "ok" }));
answer("getReadiness", services.getReadiness, async (context) => {
  const state = await readiness();
  return context.json(state, state.ready ? 200 : 503);
});
answer("getMetrics", services.getMetrics, async (context) => context.text(await metrics()));
const description = describeApi("");
answer("getDescription", services.getDescription, (context) =>
  context.json({ ...description, servers: [{ url: new URL(context.req.url).origin }] }),
);

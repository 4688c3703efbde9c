import type { Context } from "hono";
import { createApi } from "../../sdk/node/http/createApi.ts";
import { problemOfInput } from "../../sdk/node/http/problem.ts";
import { readSettings } from "../settings.ts";
import { describeApi, routeOf } from "./document.ts";
import { answerGraphql } from "./graphql.ts";
import { handlers } from "./handlers.ts";
import { historyCsv } from "./historyCsv.ts";
import { durations, metrics } from "./metrics.ts";
import { type Input, type Operation, operations, type Service, services } from "./operations.ts";
import { readiness } from "./readiness.ts";
import { type AsOf, type Reader, readSnapshot } from "./snapshot.ts";
import { stream } from "./stream.ts";

const { requestsPerMinute, proxies } = readSettings();

export const app = createApi({
  observe: durations.observe,
  limitedPaths: "/v1/*",
  requestsPerMinute,
  proxies,
  maxBody: 20_000,
  streamPath: services.streamActivity.path,
});

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

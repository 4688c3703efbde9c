import type { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Hex } from "viem";
import { PresageError } from "../../sdk/errors.ts";
import { createApi, limitEachClient } from "../../sdk/node/http/createApi.ts";
import { describeRoutes } from "../../sdk/node/http/describeRoutes.ts";
import { toCursor } from "../../sdk/node/http/parameters.ts";
import { badRequest, notFound, Problem, problemOfInput } from "../../sdk/node/http/problem.ts";
import { fromOrderJson, type PostedOrder } from "../../sdk/orders/orderJson.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Book } from "../book.ts";
import type { Feed } from "../feed.ts";
import { type Intake, NOT_NOW } from "../intake.ts";
import { toRestingJson } from "../keptOrder.ts";
import type { Ladders } from "../ladders.ts";
import type { Metrics } from "../metrics.ts";
import { readiness } from "../readiness.ts";
import type { RelaySettings } from "../settings.ts";
import type { Store } from "../store.ts";
import type { Watch } from "../watch.ts";
import { routes } from "./routes.ts";
import { stream } from "./stream.ts";

/** Bytes: an order with the largest signature that is taken. */
const MAX_BODY = 16_384;

interface Parts {
  book: Book;
  feed: Feed;
  intake: Intake;
  ladders: Ladders;
  metrics: Metrics;
  store: Store;
  watch: Watch;
  settings: RelaySettings;
}

export function createRelayApi(parts: Parts): OpenAPIHono {
  const { book, intake, ladders, metrics, watch, settings } = parts;
  const { requestsPerMinute, postsPerMinute, proxies } = settings;
  const app = createApi({
    observe: metrics.durations.observe,
    limitedPaths: "*",
    requestsPerMinute,
    proxies,
    maxBody: MAX_BODY,
    streamPath: routes.stream.path,
  });
  const limitPosts = limitEachClient(postsPerMinute, proxies);
  app.use(routes.postOrder.path, (context, next) => (context.req.method === "POST" ? limitPosts(context, next) : next()));

  // not `openapi`: what a stranger wrote is read by the SDK, whose words say what is wrong with it
  app.openAPIRegistry.registerPath(routes.postOrder);
  app.post(routes.postOrder.path, async (context) => {
    try {
      const { kept, isNew } = await intake.take(await readPosted(context));
      metrics.posts.inc({ outcome: isNew ? "kept" : "known" });
      return context.json(toRestingJson(kept), isNew ? 201 : 200);
    } catch (error) {
      if (error instanceof Problem) throw error;
      const problem = problemOf(error);
      metrics.posts.inc({ outcome: problem instanceof Problem ? problem.code : "Internal" });
      throw problem;
    }
  });

  const refuse = (result: { success: boolean; error?: z.ZodError }): undefined => {
    if (result.error) throw problemOfInput(result.error, []);
  };
  app.openapi(
    routes.listOrders,
    (context) => {
      const { maker, market, limit, cursor } = context.req.valid("query");
      const { orders, hasMore } = book.list({
        limit,
        ...(maker && { maker }),
        ...(market !== undefined && { marketId: market }),
        ...(cursor && { before: Number(cursor[0]) }),
      });
      const last = orders.at(-1);
      return context.json({ data: orders.map(toRestingJson), next: hasMore && last ? toCursor([last.sequence]) : null }, 200);
    },
    refuse,
  );
  app.openapi(
    routes.getOrder,
    (context) => {
      const order = book.get(context.req.valid("param").hash.toLowerCase() as Hex);
      if (!order || order.diedIn !== undefined) throw notFound("No open order of this hash is kept here.");
      return context.json({ data: toRestingJson(order) }, 200);
    },
    refuse,
  );
  app.openapi(
    routes.getBook,
    async (context) => {
      const { id } = context.req.valid("param");
      if (!watch.head) throw new Problem(503, "NotReady", "The chain has not been read yet. Come again in a moment.");
      const ladder = await ladders.get(id, context.req.valid("query"), watch.head).catch((error) => {
        throw problemOf(error);
      });
      if (!ladder) throw notFound(`There is no market ${id}, or no such outcome in it.`);
      return context.json({ data: ladder }, 200);
    },
    refuse,
  );
  app.openAPIRegistry.registerPath(routes.stream);
  app.openapi(routes.stream, (context) => stream(context, parts, context.req.valid("query")) as never, refuse);
  app.openapi(routes.getHealth, (context) => context.json({ status: "ok" as const }, 200));
  app.openapi(routes.getReadiness, async (context) => {
    const state = await readiness(parts);
    return context.json(state, state.ready ? 200 : 503);
  });
  app.openapi(routes.getMetrics, async (context) => context.text(await metrics.text()) as never);
  const about = { title: "Presage relay", description: "Limit orders that wait. See orders/README.md." };
  app.openapi(routes.getDescription, (context) =>
    context.json(describeRoutes(Object.values(routes), { ...about, url: new URL(context.req.url).origin }) as never, 200),
  );
  return app;
}

async function readPosted(context: Context): Promise<PostedOrder> {
  const text = await context.req.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw badRequest("The body cannot be parsed as JSON");
  }
  try {
    return fromOrderJson(json);
  } catch (error) {
    const { code, message, remedy } = toPresageError(error);
    throw new Problem(400, code, message, remedy);
  }
}

/** Why an order was not taken, in the SDK's words. */
function problemOf(error: unknown): Problem | Error {
  const { code, message, remedy } = toPresageError(error);
  if (code === "Unknown" && !(error instanceof PresageError)) return error as Error;
  return new Problem(NOT_NOW.has(code) ? 503 : 422, code, message, remedy);
}

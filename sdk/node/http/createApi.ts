import { getConnInfo } from "@hono/node-server/conninfo";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { cors } from "hono/cors";
import { answerProblem, notFound, Problem } from "./problem.ts";
import { clientOf, rateLimit } from "./rateLimit.ts";

/**
 * A server of OpenAPI's routes as all of the project's are: read from any page, answers compressed, failures in words, each
 * client's requests and each body limited.
 */
export function createApi(options: {
  observe: MiddlewareHandler;
  /** Paths that are limited by `requestsPerMinute` of each client; 0 for no limit. */
  limitedPaths: string;
  requestsPerMinute: number;
  /** Addresses of proxies whose word is taken for whom they speak for. */
  proxies: readonly string[];
  /** Bytes. */
  maxBody: number;
  /** The path of the stream: an event must not wait in a compressor for those that come after it. */
  streamPath: string;
}): OpenAPIHono {
  const { observe, limitedPaths, requestsPerMinute, maxBody, streamPath } = options;
  const app = new OpenAPIHono();
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
  app.use(limitedPaths, limitEachClient(requestsPerMinute, options.proxies));
  const compressed = compress();
  app.use((context, next) => (context.req.path === streamPath ? next() : compressed(context, next)));
  app.use(
    bodyLimit({
      maxSize: maxBody,
      onError: () => {
        throw new Problem(413, "TooLarge", `The body is too large, at most ${maxBody} bytes are taken`);
      },
    }),
  );
  return app;
}

/** `rateLimit` by the address of the connection, or what a trusted proxy says of it. */
export function limitEachClient(perMinute: number, proxies: readonly string[]): MiddlewareHandler {
  return rateLimit(perMinute, (context) => clientOf(getConnInfo(context).remote.address, context.req.header("x-forwarded-for"), proxies));
}

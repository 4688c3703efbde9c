import { createRoute, type RouteConfig, z } from "@hono/zod-openapi";
import { type Document, describeRoutes } from "../../sdk/node/http/describeRoutes.ts";
import { failures, type Operation, operations, type Service, services } from "./operations.ts";
import { AsOf } from "./schemas.ts";

/** The route of an operation, as OpenAPI and the server take it. */
export function routeOf(operationId: string, operation: Operation | Service): RouteConfig {
  const { path, tag, summary, params, query } = operation;
  const common = { operationId, path, tags: [tag], summary };
  if ("responses" in operation) {
    const { method, body, responses } = operation;
    const content = body && { body: { required: true, content: { "application/json": { schema: body } } } };
    return createRoute({ ...common, method, request: { params, query, ...content }, responses });
  }
  const { data, paged, counted } = operation;
  const schema = z.strictObject({
    asOf: AsOf,
    data,
    ...(paged && { next: z.string().nullable().openapi({ description: "The cursor of the next page", example: "WyIxIl0" }) }),
    ...(counted && { total: z.int().min(0).openapi({ description: "How many there are on all pages", example: 1 }) }),
  });
  const missing = path.includes("{id}") ? ([404] as const) : [];
  const responses = {
    200: { description: "OK", content: { "application/json": { schema } } },
    ...failures(400, ...missing, 429, 503),
  };
  return createRoute({ ...common, method: "get", request: { params, query }, responses });
}

/** OpenAPI's description of the whole API, as the server at `url` gives it. */
export function describeApi(url: string): Document {
  const routes = Object.entries<Operation | Service>({ ...operations, ...services }).map(([id, operation]) => routeOf(id, operation));
  return describeRoutes(routes, {
    url,
    title: "Presage indexer",
    description: "History and live data of Presage markets. See indexer/README.md.",
  });
}

import { createRoute, OpenAPIHono, type RouteConfig, z } from "@hono/zod-openapi";
import { exampleOf, type JsonSchema } from "./exampleOf.ts";
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

type Media = Record<string, { schema: JsonSchema; example?: unknown }>;
type Path = { requestBody?: { content: Media }; responses: Record<string, { content?: Media }> };

export interface Document {
  openapi: string;
  info: object;
  servers: { url: string }[];
  paths: Record<
    string,
    Record<string, Path & { operationId: string; summary: string; parameters?: { name: string; in: string; schema: JsonSchema }[] }>
  >;
  components: { schemas: Record<string, JsonSchema> };
}

/** OpenAPI's description of the whole API, as the server at `url` gives it. */
export function describeApi(url: string): Document {
  const { openAPIRegistry, getOpenAPI31Document } = new OpenAPIHono();
  for (const [operationId, operation] of Object.entries<Operation | Service>({ ...operations, ...services }))
    openAPIRegistry.registerPath(routeOf(operationId, operation));
  const document = getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Presage indexer",
      version: "1",
      description: "History and live data of Presage markets. See indexer/README.md.",
      license: { name: "MIT" },
    },
    servers: [{ url }],
  }) as unknown as Document;
  for (const { requestBody, responses } of Object.values(document.paths).flatMap((methods) => Object.values(methods))) {
    for (const content of [requestBody?.content, ...Object.values(responses).map((each) => each.content)]) {
      for (const media of Object.values(content ?? {})) media.example ??= exampleOf(media.schema, document.components.schemas);
    }
  }
  return document;
}

import { OpenAPIHono, type RouteConfig } from "@hono/zod-openapi";
import { exampleOf, type JsonSchema } from "./exampleOf.ts";

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

/** OpenAPI's description of these routes, as the server at `url` gives it, with an example of every body and answer. */
export function describeRoutes(routes: readonly RouteConfig[], about: { url: string; title: string; description: string }): Document {
  const { url, ...info } = about;
  const { openAPIRegistry, getOpenAPI31Document } = new OpenAPIHono();
  for (const route of routes) openAPIRegistry.registerPath(route);
  const document = getOpenAPI31Document({
    openapi: "3.1.0",
    info: { ...info, version: "1", license: { name: "MIT" } },
    servers: [{ url }],
  }) as unknown as Document;
  for (const { requestBody, responses } of Object.values(document.paths).flatMap((methods) => Object.values(methods))) {
    for (const content of [requestBody?.content, ...Object.values(responses).map((each) => each.content)]) {
      for (const media of Object.values(content ?? {})) media.example ??= exampleOf(media.schema, document.components.schemas);
    }
  }
  return document;
}

import { pathNames, type Route } from "./route.ts";
import { ref, type Schema } from "./schema.ts";
import { schemas } from "./schemas.ts";

/** What is not a route of the tables: written by hand. */
const others: Record<string, object> = {
  "/accounts/{address}/history.csv": {
    get: {
      summary: "The same as a table, the newest 10,000 lines; text is guarded against formulas",
      parameters: [{ name: "address", in: "path", required: true, schema: { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" } }],
      responses: { 200: { description: "RFC 4180", content: { "text/csv": { schema: { type: "string" } } } }, ...problems() },
    },
  },
  "/stream": {
    get: {
      summary: "Server-sent events: `activity`, `block` and `reset`; Last-Event-ID resumes",
      parameters: ["market", "account", "kind", "since"].map((name) => ({ name, in: "query", schema: { type: "string" } })),
      responses: {
        200: { description: "A stream that does not end", content: { "text/event-stream": { schema: { type: "string" } } } },
        ...problems(),
      },
    },
  },
  "/graphql": {
    post: {
      summary: "GraphQL over the tables",
      requestBody: { required: true, content: { "application/json": { schema: { type: "object" } } } },
      responses: {
        200: { description: "GraphQL's answer", content: { "application/json": { schema: { type: "object" } } } },
        ...problems(),
      },
    },
  },
  "/health": { get: { summary: "Whether the process serves", responses: { 200: { description: "It does" } } } },
  "/ready": {
    get: {
      summary: "Whether it has caught up with the chain",
      responses: { 200: { description: "It has" }, 503: { description: "Not yet, and why" } },
    },
  },
  "/metrics": { get: { summary: "Figures for Prometheus", responses: { 200: { description: "Text" } } } },
};

export function openapi(routes: readonly Route[]): object {
  return {
    openapi: "3.1.0",
    info: { title: "Presage indexer", version: "1", description: "History and live data of Presage markets. See indexer/README.md." },
    paths: { ...Object.fromEntries(routes.map((route) => [route.path, { get: describe(route) }])), ...others },
    components: { schemas },
  };
}

function describe({ path, summary, parameters, response }: Route): object {
  const inPath = pathNames(path);
  return {
    summary,
    parameters: Object.entries(parameters).map(([name, { description, schema }]) => {
      const isInPath = inPath.includes(name);
      return { name, in: isInPath ? "path" : "query", required: isInPath, description, schema };
    }),
    responses: { 200: { description: "OK", ...json(response) }, ...problems(inPath.includes("id")) },
  };
}

function problems(canBeMissing = false): object {
  const error = json(ref("Error"));
  return {
    400: { description: "What was given, what was expected", ...error },
    ...(canBeMissing && { 404: { description: "There is no such thing", ...error } }),
  };
}

function json(schema: Schema): object {
  return { content: { "application/json": { schema } } };
}

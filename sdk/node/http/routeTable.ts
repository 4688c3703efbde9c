import type { Document } from "./describeRoutes.ts";
import type { JsonSchema } from "./exampleOf.ts";

/** Every route of the API as a table in Markdown. */
export function routeTable({ paths }: Document): string {
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, summary, parameters = [], responses }]) => {
      const [[type, { schema }]] = Object.entries(responses[200].content ?? {});
      const names = parameters.filter((each) => each.in === "query").map(({ name }) => `\`${name}\``);
      const answer = type === "application/json" ? nameOf(schema.properties?.data ?? schema) : `\`${type}\``;
      return `| \`${method.toUpperCase()} ${path}\`<br>${operationId} | ${summary} | ${names.join(", ")} | ${answer} |`;
    }),
  );
  return ["| Route | | Parameters | Answers |", "|---|---|---|---|", ...rows].join("\n");
}

function nameOf({ $ref, items }: JsonSchema): string {
  if ($ref) return `\`${$ref.split("/").at(-1)}\``;
  return items?.$ref ? `\`${items.$ref.split("/").at(-1)}[]\`` : "";
}

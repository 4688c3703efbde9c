/** The part of JSON Schema that the API is described in. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  example?: unknown;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
}

/** An example of what a schema describes, put together from the examples of its parts. */
export function exampleOf(schema: JsonSchema, components: Record<string, JsonSchema>): unknown {
  const { $ref, example, anyOf, allOf, items, properties } = schema;
  if (example !== undefined) return example;
  if ($ref) return exampleOf(components[$ref.split("/").at(-1) as string], components);
  if (allOf) return exampleOf(allOf[0], components);
  if (anyOf) return exampleOf(anyOf[0], components);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (items) return [exampleOf(items, components)];
  if (!properties) return undefined;
  const examples = Object.entries(properties).map(([name, each]) => [name, exampleOf(each, components)]);
  return Object.fromEntries(examples.filter(([, example]) => example !== undefined));
}

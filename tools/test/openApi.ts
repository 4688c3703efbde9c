import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Document } from "../../sdk/node/http/describeRoutes.ts";

type Operation = Document["paths"][string][string] & { path: string; method: string };

/** A server's own description, to hold its answers against. */
export interface OpenApi {
  document: Document;
  operations: Operation[];
  /** Throws if the schema, which is one of the description's, does not allow the value. */
  assertFits: (value: unknown, schema: object | undefined, what: string) => void;
  /** Throws if a route has no id of its own, no summary, or an example that does not fit. */
  assertDescribed: () => void;
}

export function openApiOf(document: Document): OpenApi {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema({ $id: "api", components: document.components });
  const schemaAt = (schema: object) => JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components'));
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );
  const assertFits: OpenApi["assertFits"] = (value, schema, what) => {
    assert.ok(schema, `${what} is not described`);
    const validate = ajv.compile(schemaAt(schema));
    assert.ok(validate(value), `${what}: ${JSON.stringify(validate.errors?.slice(0, 3))} ${JSON.stringify(value)?.slice(0, 300)}`);
  };
  const assertDescribed = () => {
    assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length);
    for (const { operationId, summary, parameters = [], requestBody, responses } of operations) {
      assert.ok(operationId && summary.length > 5, operationId);
      for (const each of parameters)
        if (each.name !== "cursor") assertFits(each.schema.example, each.schema, `${operationId}, ${each.name}`);
      for (const { content } of [...(requestBody ? [requestBody] : []), ...Object.values(responses)])
        for (const { example, schema } of Object.values(content ?? {})) assertFits(example, schema, `the example of ${operationId}`);
    }
  };
  return { document, operations, assertFits, assertDescribed };
}

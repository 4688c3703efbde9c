/** The part of JSON Schema that this API is described in. */
export type Schema = {
  type?: string | string[];
  description?: string;
  enum?: (string | null)[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  default?: string | number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  $ref?: string;
  anyOf?: Schema[];
};

/** All properties are required, and there are no others; null stands for what is not there. */
export function object(properties: Record<string, Schema>, description?: string): Schema {
  return {
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
    ...(description && { description }),
  };
}

export function list(items: Schema, description?: string): Schema {
  return { type: "array", items, ...(description && { description }) };
}

export function orNull(schema: Schema): Schema {
  return schema.$ref
    ? { anyOf: [schema, { type: "null" }] }
    : { ...schema, type: [schema.type as string, "null"], ...(schema.enum && { enum: [...schema.enum, null] }) };
}

export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

export const amount: Schema = { type: "string", pattern: "^-?[0-9]+$", description: "Base units of the collateral" };
export const wad: Schema = { type: "string", pattern: "^[0-9]+$", description: "Scaled by 1e18" };
export const id: Schema = { type: "string", pattern: "^[0-9]+$" };
export const seconds: Schema = { type: "integer", minimum: 0, description: "Unix seconds" };
export const whole: Schema = { type: "integer", minimum: 0 };
export const account: Schema = { type: "string", pattern: "^0x[0-9a-f]{40}$" };
export const hash: Schema = { type: "string", pattern: "^0x[0-9a-f]{64}$" };
export const text: Schema = { type: "string", description: "A stranger's text: hostile until escaped" };
export const free: Schema = { type: "object", additionalProperties: true };

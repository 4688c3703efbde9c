import { z } from "@hono/zod-openapi";
import type { Address } from "viem";

// What a request can say under one name: what it means, and how OpenAPI describes it.

/** The part of JSON Schema that parameters are described in. */
interface Described {
  type: "string" | "integer";
  description: string;
  example?: string | number;
  enum?: string[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}

const MAX_ID = 2n ** 240n;
const MAX_TIME = 2 ** 40;

/** Text that `read` understands; undefined from it is an error that says what was expected. */
function parameter<T>(expected: string, described: Described, read: (text: string) => T | undefined) {
  return z
    .string({
      error: ({ input }) => (Array.isArray(input) ? `is given ${input.length} times, expected once` : `is missing, expected ${expected}`),
    })
    .transform((text, context): T => {
      const value = read(text);
      if (value !== undefined) return value;
      context.addIssue({ code: "custom", message: `is ${show(text)}, expected ${expected}` });
      return z.NEVER;
    })
    .openapi(described as object);
}

export function wholeNumber(description: string, { min, max }: { min: number; max: number }) {
  const described: Described = { type: "integer", minimum: min, maximum: max, description, example: min };
  return parameter(`a whole number from ${min} to ${max}`, described, (text) => {
    const value = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  });
}

export function time(description: string) {
  return wholeNumber(`${description} (Unix seconds)`, { min: 0, max: MAX_TIME }).openapi({ example: 1_790_000_000 });
}

export function choice<const T extends string>(description: string, values: readonly T[]) {
  const described: Described = { type: "string", enum: [...values], description, example: values[0] };
  return parameter(`one of ${values.join(", ")}`, described, (text) => values.find((value) => value === text));
}

export function words(description: string, maxLength: number, example: string) {
  const described: Described = { type: "string", maxLength, description, example };
  return parameter(`at most ${maxLength} characters`, described, (text) =>
    text.length > maxLength ? undefined : text.replaceAll("\0", "\ufffd").toWellFormed(),
  );
}

export function address(description: string) {
  const described: Described = {
    type: "string",
    pattern: "^0x[0-9a-fA-F]{40}$",
    description,
    example: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
  };
  return parameter("an address: 0x and 40 hexadecimal digits", described, (text) =>
    /^0x[0-9a-fA-F]{40}$/.test(text) ? (text.toLowerCase() as Address) : undefined,
  );
}

export function marketNumber(description: string) {
  const described: Described = { type: "string", pattern: "^[0-9]+$", maxLength: 72, description, example: "1" };
  return parameter("the number of a market", described, (text) =>
    /^[0-9]{1,72}$/.test(text) && BigInt(text) < MAX_ID ? BigInt(text) : undefined,
  );
}

export function baseUnits(description: string) {
  const described: Described = { type: "string", pattern: "^[0-9]+$", maxLength: 38, description, example: "25000000" };
  return parameter("a whole number of base units, above zero", described, (text) =>
    /^[0-9]{1,38}$/.test(text) && BigInt(text) > 0n ? BigInt(text) : undefined,
  );
}

export const limit = wholeNumber("How many to give at most", { min: 1, max: 100 }).openapi({ example: 25 }).default(25);

type Key = "whole" | "number" | "decimal" | "account" | "token";
const KEYS: Record<Key, RegExp> = {
  whole: /^[0-9]{1,15}$/,
  number: /^-?[0-9]{1,78}$/,
  account: /^0x[0-9a-f]{40}$/,
  token: /^(0x[0-9a-f]{40})?$/,
  decimal: /^-?[0-9]{1,80}(\.[0-9]{1,20})?$/,
};

/** What `next` of the page before said: JSON in base64url, of the values that the list is ordered by. */
export function cursor(...keys: Key[]) {
  const described: Described = {
    type: "string",
    maxLength: 400,
    description: "`next` of the page before, of the same list in the same order",
  };
  return parameter('what "next" of the page before said, of the same list in the same order', described, (text) => {
    const values = parseCursor(text);
    return values?.length === keys.length && values.every((value, index) => KEYS[keys[index]].test(value)) ? values : undefined;
  }).optional();
}

export function toCursor(values: readonly (string | number | bigint)[]): string {
  return Buffer.from(JSON.stringify(values.map(String))).toString("base64url");
}

function parseCursor(text: string): string[] | undefined {
  if (text.length > 400) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    return Array.isArray(values) && values.every((value) => typeof value === "string") ? values : undefined;
  } catch {
    return undefined;
  }
}

function show(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

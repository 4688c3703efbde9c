import type { Address } from "viem";
import { badRequest } from "./problem.ts";
import type { Schema } from "./schema.ts";

/** What a request can say under one name: how it is read, and how OpenAPI describes it. */
export interface Parameter<T> {
  description: string;
  schema: Schema;
  /** `text` is undefined if the request says nothing. */
  read: (name: string, text: string | undefined) => T;
}

const MAX_ID = 2n ** 240n;
const MAX_TIME = 2 ** 40;

export function wholeNumber(description: string, range: { min: number; max: number; otherwise: number }): Parameter<number> {
  const { min, max, otherwise } = range;
  return {
    description,
    schema: { type: "integer", minimum: min, maximum: max, default: otherwise },
    read: (name, text) => (text === undefined ? otherwise : readWhole(name, text, min, max)),
  };
}

export function time(description: string): Parameter<number | undefined> {
  return {
    description: `${description} (Unix seconds)`,
    schema: { type: "integer", minimum: 0, maximum: MAX_TIME },
    read: (name, text) => (text === undefined ? undefined : readWhole(name, text, 0, MAX_TIME)),
  };
}

export function choice<const T extends string>(description: string, values: readonly T[]): Parameter<T | undefined>;
export function choice<const T extends string>(description: string, values: readonly T[], otherwise: NoInfer<T>): Parameter<T>;
export function choice<T extends string>(description: string, values: readonly T[], otherwise?: T): Parameter<T | undefined> {
  return {
    description,
    schema: { type: "string", enum: [...values], ...(otherwise !== undefined && { default: otherwise }) },
    read: (name, text) => {
      if (text === undefined) return otherwise;
      if (values.includes(text as T)) return text as T;
      throw badRequest(`${name} is ${show(text)}, expected one of ${values.join(", ")}`);
    },
  };
}

export function words(description: string, maxLength: number): Parameter<string | undefined> {
  return {
    description,
    schema: { type: "string", maxLength },
    read: (name, text) => {
      if (text !== undefined && text.length > maxLength)
        throw badRequest(`${name} has ${text.length} characters, at most ${maxLength} are taken`);
      return text === "" ? undefined : text?.replaceAll("\0", "\ufffd").toWellFormed();
    },
  };
}

export function address(description: string): Parameter<Address | undefined> {
  return {
    description,
    schema: { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" },
    read: (name, text) => (text === undefined ? undefined : readAddress(name, text)),
  };
}

export const accountInPath: Parameter<Address> = {
  description: "The account",
  schema: { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" },
  read: (name, text) => readAddress(name, text ?? ""),
};

export const marketInPath: Parameter<bigint> = {
  description: "The market's number",
  schema: { type: "string", pattern: "^[0-9]+$" },
  read: (name, text) => readMarketId(name, text ?? ""),
};

export function market(description: string): Parameter<bigint | undefined> {
  return {
    description,
    schema: { type: "string", pattern: "^[0-9]+$" },
    read: (name, text) => (text === undefined ? undefined : readMarketId(name, text)),
  };
}

export const limit = wholeNumber("How many to give at most", { min: 1, max: 100, otherwise: 25 });

type Key = "whole" | "number" | "account";
const KEYS: Record<Key, RegExp> = { whole: /^[0-9]{1,15}$/, number: /^-?[0-9]{1,78}$/, account: /^0x[0-9a-f]{40}$/ };

/** What `next` of the page before said: JSON in base64url, of the values that the list is ordered by. */
export function cursor(...keys: Key[]): Parameter<string[] | undefined> {
  return {
    description: "`next` of the page before",
    schema: { type: "string", maxLength: 400 },
    read: (name, text) => {
      if (text === undefined) return undefined;
      const values = parseCursor(text);
      if (values?.length === keys.length && values.every((value, index) => KEYS[keys[index]].test(value))) return values;
      throw badRequest(`${name} is ${show(text)}, expected what "next" of the page before said, of the same list in the same order`);
    },
  };
}

export function toCursor(values: readonly (string | number | bigint)[]): string {
  return Buffer.from(JSON.stringify(values.map(String))).toString("base64url");
}

function parseCursor(text: string): string[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    return Array.isArray(values) && values.every((value) => typeof value === "string") ? values : undefined;
  } catch {
    return undefined;
  }
}

function readWhole(name: string, text: string, min: number, max: number): number {
  const value = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw badRequest(`${name} is ${show(text)}, expected a whole number from ${min} to ${max}`);
}

function readAddress(name: string, text: string): Address {
  if (/^0x[0-9a-fA-F]{40}$/.test(text)) return text.toLowerCase() as Address;
  throw badRequest(`${name} is ${show(text)}, expected an address: 0x and 40 hexadecimal digits`);
}

function readMarketId(name: string, text: string): bigint {
  if (/^[0-9]{1,72}$/.test(text) && BigInt(text) < MAX_ID) return BigInt(text);
  throw badRequest(`${name} is ${show(text)}, expected the number of a market`);
}

function show(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

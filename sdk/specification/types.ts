import type { z } from "zod";
import type { specificationSchema } from "./schema.ts";

/** A market as its creator writes it, after the schema has been checked. Amounts, rates and times are still the file's text. */
export type Specification = z.infer<typeof specificationSchema>;

export type ResolverPolicy = Specification["resolver"];

/** Where a value stands in a specification: the keys and indices that lead to it. */
export type Path = (string | number)[];

export interface Finding {
  /** Kebab-case name of the rule. */
  code: string;
  severity: "error" | "warning";
  /** From 1. */
  line: number;
  column: number;
  /** What is wrong. */
  message: string;
  /** Why it matters. */
  why: string;
  /** What to do. */
  suggestion: string;
}

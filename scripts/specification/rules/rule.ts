import type { Path } from "../lintSpecification.ts";
import type { Finding, Specification } from "../types.ts";

/** Something wrong with a specification: where, what, and what to do. */
export interface Fault {
  path: Path;
  message: string;
  suggestion: string;
}

/** One rule of the linter. */
export interface Rule {
  code: string;
  severity: Finding["severity"];
  /** Why breaking it matters. */
  why: string;
  check: (specification: Specification, context: { now: number }) => Fault[];
}

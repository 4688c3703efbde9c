import type { PresageError } from "../../errors.ts";
import type { Deployment } from "../../types.ts";
import type { Finding, Path, Specification } from "../types.ts";

/** Something wrong with a specification: where, what, and what to do. */
export interface Fault {
  path: Path;
  /** The words that the fault is about, if they stand in the text at the path: the finding points there. */
  quote?: string;
  /** Given where this one is less certain than the rule. */
  severity?: "warning";
  message: string;
  suggestion: string;
}

/** What a specification is checked against. */
export interface Context {
  /** The time of creation, Unix seconds. */
  now: number;
  /** The questions of markets that exist, if they are known. */
  titles?: readonly string[];
  /** The address book of the network, if the market is meant for a certain one. */
  deployment?: Deployment;
  /** The decimals of what the file's names stand for there, as far as the chain was asked. */
  terms?: { decimals: number; currencyDecimals?: number; feedDecimals?: number };
  /** What the contracts of the network answered when they were asked to create the market, if they would not. */
  refusal?: Pick<PresageError, "code" | "message" | "remedy"> & { details?: PresageError["details"] };
}

/** One rule of the linter. */
export interface Rule {
  code: string;
  severity: Finding["severity"];
  /** Given if the rule needs no more than question and rules: those are measured on texts of other platforms. */
  judges?: "text";
  /** Why breaking it matters. */
  why: string;
  check: (specification: Specification, context: Context) => Fault[];
}

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { PresageError } from "../../sdk/errors.ts";
import { lintSpecification, type Report } from "../../sdk/specification/lintSpecification.ts";
import type { Context } from "../../sdk/specification/rules/rule.ts";
import type { Finding } from "../../sdk/specification/types.ts";

const EXTENSIONS = [".yaml", ".yml", ".json"];

/** The specification files that a path stands for: itself, or those in the folder, by name. */
export function specificationFiles(target: string): string[] {
  if (!target)
    throw new PresageError({
      code: "NoFile",
      message: "No specification is named.",
      remedy: "Give a file such as markets/x.yaml, or a folder.",
    });
  if (!existsSync(target))
    throw new PresageError({
      code: "NoFile",
      message: `There is no ${target}.`,
      remedy: "Check the path; it is relative to the current folder.",
    });
  if (!statSync(target).isDirectory()) return [target];
  const files = readdirSync(target).filter((name) => EXTENSIONS.includes(path.extname(name)) && !name.startsWith("."));
  if (files.length === 0)
    throw new PresageError({
      code: "NoFile",
      message: `There is no specification in ${target}.`,
      remedy: `Specifications end in ${EXTENSIONS.join(", ")}.`,
    });
  return files.sort().map((name) => path.join(target, name));
}

export function lintFile(file: string, now: number, context: Omit<Context, "now"> = {}): Report {
  return lintSpecification(readFileSync(file, "utf8"), { ...context, now });
}

/** A finding as compilers print theirs. */
export function findingText(file: string, { line, column, severity, code, message, why, suggestion }: Finding): string {
  return `${file}:${line}:${column} ${severity} ${code}: ${message}\n    ${why}\n    → ${suggestion}`;
}

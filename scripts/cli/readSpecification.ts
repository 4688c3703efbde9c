import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { PresageError } from "../../sdk/errors.ts";
import { lintSpecification, type Report } from "../../sdk/specification/lintSpecification.ts";
import { MOST_BYTES } from "../../sdk/specification/readText.ts";
import type { Context } from "../../sdk/specification/rules/rule.ts";
import type { Finding } from "../../sdk/specification/types.ts";
import { cutText } from "../../sdk/text/cutText.ts";

// The linter's expressions are long and each is used a few times: V8 takes four times as long to write them for its interpreter.
setFlagsFromString("--no-regexp-tier-up");

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
      message: `There is no "${cutText(target, 200)}".`,
      remedy: "Check the path; it is relative to the current folder.",
    });
  const kind = statSync(target);
  // a pipe or a device may have no end
  if (kind.isFile()) return [target];
  if (!kind.isDirectory())
    throw new PresageError({
      code: "NoFile",
      message: `"${target}" is neither a file nor a folder.`,
      remedy: "Name a file such as markets/x.yaml.",
    });
  const files = readdirSync(target).filter(
    (name) => EXTENSIONS.includes(path.extname(name)) && !name.startsWith(".") && statSync(path.join(target, name)).isFile(),
  );
  if (files.length === 0)
    throw new PresageError({
      code: "NoFile",
      message: `There is no specification in "${target}".`,
      remedy: `Specifications end in ${EXTENSIONS.join(", ")}.`,
    });
  return files.sort().map((name) => path.join(target, name));
}

export function lintFile(file: string, now: number, context: Omit<Context, "now"> = {}): Report {
  return lintSpecification(bytesOf(file), { ...context, now });
}

/** The bytes of a file, one more than a specification may have at the most. */
function bytesOf(file: string): Uint8Array {
  const bytes = new Uint8Array(MOST_BYTES + 1);
  try {
    const handle = openSync(file, "r");
    try {
      let length = 0;
      for (let read = -1; read !== 0 && length < bytes.length; length += read)
        read = readSync(handle, bytes, length, bytes.length - length, null);
      return bytes.subarray(0, length);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new PresageError({
      code: "NoFile",
      message: `"${file}" cannot be read (${code}).`,
      remedy: "Check that it is there and that you may read it.",
      cause: error,
    });
  }
}

/** A finding as compilers print theirs. */
export function findingText(file: string, { line, column, severity, code, message, why, suggestion }: Finding): string {
  return `${file}:${line}:${column} ${severity} ${code}: ${message}\n    ${why}\n    → ${suggestion}`;
}

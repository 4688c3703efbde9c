import type { z } from "zod";
import { FORMS, isForm } from "./forms.ts";
import type { Path } from "./types.ts";

type Issue = z.core.$ZodIssue;

/** What does not have the schema's shape: where, what, and what to do. */
export interface ShapeFault {
  code: string;
  path: Path;
  message: string;
  suggestion: string;
}

/** What the schema says where it has nothing better. */
export const CORRECT = "Correct the value.";

const KINDS: Record<string, string> = {
  string: "a text",
  array: "a list",
  object: "a group of fields",
  record: "a group of fields",
  boolean: "true or false",
};

/** The schema's complaint in words. `content`: what was checked. */
export function describeIssue(issue: Issue, content: unknown): ShapeFault[] {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  const name = nameOf(path);
  const value = path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | undefined)?.[key], content);
  const form = isForm(issue.message) ? FORMS[issue.message] : undefined;
  const fault = (message: string, suggestion: string = form?.write ?? issue.message, code = "schema") => [
    { code, path, message, suggestion },
  ];

  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      code: "schema",
      path: [...path, key],
      message: `${name} has an unknown field \`${key}\``,
      suggestion: "Correct its name or remove it.",
    }));
  if (value === undefined && path.length > 0) {
    const [field, around] = [path.at(-1), path.slice(0, -1)];
    return [{ code: "schema", path: around, message: `${nameOf(around)} has no \`${field}\``, suggestion: `Add \`${field}\`.` }];
  }
  switch (issue.code) {
    case "invalid_format": {
      const time = issue.message === "when" || issue.message === "time" ? timeFaultOf(String(value)) : undefined;
      if (time) return fault(`${name} (${value}) ${time.message}`, time.suggestion, time.code);
      return fault(`${name} (${shown(value)}) is not ${form?.is ?? "as it must be"}`);
    }
    case "invalid_type":
      if (issue.expected === "string" && (typeof value === "boolean" || value === null))
        return fault(`${name} is read as ${value}, not as a text`, `If it is meant as a text, put it in quotes: "${value}".`);
      return fault(`${name} must be ${form?.is ?? KINDS[issue.expected] ?? issue.expected}`);
    case "invalid_value":
      return fault(`${name} must be one of ${issue.values.join(", ")}`, CORRECT);
    case "too_small":
    case "too_big": {
      const limit = issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
      if (issue.origin === "string") return fault(`${name} has ${counted(String(value).length, "character")}, needed are ${limit}`);
      if (issue.origin === "array") return fault(`${name} has ${counted((value as unknown[]).length, "item")}, needed are ${limit}`);
      return fault(`${name} (${value}) must be ${limit}`);
    }
    case "invalid_union":
      return issue.errors.length > 0
        ? unionFaults(issue.errors, path, content)
        : fault(`${name} must be one of ${optionsOf(issue)}`, CORRECT);
    case "custom":
      return fault(issue.params?.whole ? issue.message : `${name} ${issue.message}`, String(issue.params?.suggestion ?? CORRECT));
    default:
      return fault(`${name} is wrong`);
  }
}

/** The shape that comes nearest: it knows every field that is there. */
function unionFaults(branches: readonly (readonly Issue[])[], path: Path, content: unknown): ShapeFault[] {
  const nearest = branches.find((issues) => issues.every(({ code }) => code !== "unrecognized_keys"));
  if (nearest) return nearest.flatMap((issue) => describeIssue({ ...issue, path: [...path, ...issue.path] }, content));
  const fields = branches.flatMap((issues) => issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : [])));
  const unknown = fields.filter((field) =>
    branches.every((issues) => issues.some((each) => each.code === "unrecognized_keys" && each.keys.includes(field))),
  );
  if (unknown[0])
    return [
      {
        code: "schema",
        path: [...path, unknown[0]],
        message: `${nameOf(path)} has an unknown field \`${unknown[0]}\``,
        suggestion: "Correct its name or remove it.",
      },
    ];
  const message = `${nameOf(path)} has ${fields.map((field) => `\`${field}\``).join(" and ")}, which exclude each other`;
  return [{ code: "schema", path, message, suggestion: "Keep one of them." }];
}

function optionsOf(issue: Issue & { code: "invalid_union" }): string {
  return "options" in issue && Array.isArray(issue.options) ? issue.options.join(", ") : "what is allowed";
}

function nameOf(path: Path): string {
  return path.length === 0 ? "the specification" : `\`${path.join(".")}\``;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A value that fits into a line. */
function shown(value: unknown): string {
  const text = String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** What is wrong with a time that is not in UTC. */
function timeFaultOf(text: string): { code: string; message: string; suggestion: string } | undefined {
  if (/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$/.test(text)) {
    const utc = `${text.slice(0, 10)}T${text.slice(11) || "00:00:00"}Z`;
    return { code: "time-without-zone", message: "has no zone", suggestion: `If it is UTC, write ${utc}.` };
  }
  const time = /[+-]\d{2}:?\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) return undefined;
  return { code: "time-not-utc", message: "is not in UTC", suggestion: `Write ${new Date(time).toISOString().replace(".000", "")}.` };
}

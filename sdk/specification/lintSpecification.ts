import { Ajv, type ErrorObject } from "ajv";
import { type Document, isMap, isPair, isScalar, LineCounter, parseDocument, type YAMLMap } from "yaml";
import type { Context } from "./rules/rule.ts";
import { rules } from "./rules/rules.ts";
import schema from "./schema.json" with { type: "json" };
import type { Finding, Path, Specification } from "./types.ts";

export interface Report {
  /** No error among the findings. */
  ok: boolean;
  findings: Finding[];
  /** Given if the text has the schema's shape. */
  specification?: Specification;
}

const validate = new Ajv({ allErrors: true, strict: false, verbose: true }).compile<Specification>(schema);

/** Checks the text of a specification, YAML or JSON. */
export function lintSpecification(text: string, options: Context): Report {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };

  if (document.errors.length > 0) {
    const findings = document.errors.map(
      (error): Finding => ({
        code: "syntax",
        severity: "error",
        ...at(error.pos[0]),
        message: error.message,
        why: "The file cannot be read as YAML or JSON.",
        suggestion: "Check indentation, quotes and brackets at this place.",
      }),
    );
    return { ok: false, findings };
  }

  const place = (path: Path) => at(offsetOf(document.contents as YAMLMap | null, path));
  const content = contentOf(document);
  if (content instanceof ReferenceError) {
    const finding: Finding = {
      code: "syntax",
      severity: "error",
      line: 1,
      column: 1,
      message: content.message,
      why: "References that multiply can fill any memory.",
      suggestion: "Write the text out instead of referring to it.",
    };
    return { ok: false, findings: [finding] };
  }
  if (!validate(content)) return { ok: false, findings: schemaFindings(validate.errors ?? [], place) };

  const findings = rules.flatMap((rule) =>
    rule.check(content, options).map(
      ({ path, message, suggestion }): Finding => ({
        code: rule.code,
        severity: rule.severity,
        ...place(path),
        message,
        why: rule.why,
        suggestion,
      }),
    ),
  );
  findings.sort((a, b) => a.line - b.line || a.column - b.column);
  return { ok: findings.every(({ severity }) => severity !== "error"), findings, specification: content };
}

/** The values of a document; the error if its references cannot be followed. */
function contentOf(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (error instanceof ReferenceError) return error;
    throw error;
  }
}

/** Where the value at the path starts, or the nearest thing around it that is there. */
function offsetOf(contents: YAMLMap | null, path: Path): number {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? 0;
  for (const key of path) {
    if (!isMap(node) && !(node && typeof node === "object" && "items" in node)) break;
    const items = (node as YAMLMap).items as unknown[];
    const item = isMap(node) ? items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === key) : items[Number(key)];
    if (item === undefined) break;
    if (isPair(item)) offset = (item.key as { range?: [number] }).range?.[0] ?? offset;
    node = isPair(item) ? item.value : item;
    offset = (node as { range?: [number] } | null)?.range?.[0] ?? offset;
  }
  return offset;
}

/** Ajv reports every branch of a choice that fails; what helps is the deepest and most concrete of them. */
function schemaFindings(errors: ErrorObject[], place: (path: Path) => { line: number; column: number }): Finding[] {
  const helpful = errors.filter(({ keyword }) => keyword !== "if" && keyword !== "oneOf");
  const shown = helpful.length > 0 ? helpful : errors;
  const seen = new Set<string>();
  return shown.flatMap((error) => {
    const path: Path = error.instancePath
      .split("/")
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replace(/~1/g, "/").replace(/~0/g, "~")));
    const message = describe(error, path);
    if (seen.has(message)) return [];
    seen.add(message);
    return [
      {
        code: timeFaultOf(error)?.code ?? "schema",
        severity: "error",
        ...place(path),
        message,
        why: "A market is made from exactly these fields; a typing error would go on chain for good.",
        suggestion: suggest(error),
      },
    ];
  });
}

function describe(error: ErrorObject, path: Path): string {
  const { keyword, params, message, data } = error;
  const timeFault = timeFaultOf(error);
  const where = path.length === 0 ? "the specification" : `\`${path.join(".")}\``;
  if (keyword === "required") {
    const isOutcome = ["outcomes", "scalar", "bands"].includes(params.missingProperty);
    return isOutcome ? "one of `outcomes`, `scalar` and `bands` is needed" : `${where} has no \`${params.missingProperty}\``;
  }
  if (keyword === "additionalProperties") return `${where} has an unknown field \`${params.additionalProperty}\``;
  if (timeFault) return `${where} (${String(data)}) ${timeFault.message}`;
  if (keyword === "enum") return `${where} must be one of ${params.allowedValues.join(", ")}`;
  return `${where} ${message ?? "is wrong"}`;
}

/** What is wrong with a time that is not in UTC. */
function timeFaultOf({ keyword, schemaPath, data }: ErrorObject): { code: string; message: string; suggestion: string } | undefined {
  if (keyword !== "pattern" || !/\/(when|time)\//.test(schemaPath) || typeof data !== "string") return undefined;
  if (/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$/.test(data)) {
    const utc = `${data.slice(0, 10)}T${data.slice(11) || "00:00:00"}Z`;
    return { code: "time-without-zone", message: "has no zone", suggestion: `If it is UTC, write ${utc}.` };
  }
  const time = /[+-]\d{2}:?\d{2}$/.test(data) ? Date.parse(data) : Number.NaN;
  if (Number.isNaN(time)) return undefined;
  return { code: "time-not-utc", message: "is not in UTC", suggestion: `Write ${new Date(time).toISOString().replace(".000", "")}.` };
}

function suggest(error: ErrorObject): string {
  const { keyword, params, parentSchema, schemaPath } = error;
  const timeFault = timeFaultOf(error);
  if (timeFault) return timeFault.suggestion;
  if (keyword === "required") return `Add \`${params.missingProperty}\`.`;
  if (keyword === "additionalProperties") return "Correct its name or remove it.";
  if (schemaPath.includes("/when/"))
    return "Write a time in UTC such as 2027-01-27T18:45:00Z (with seconds and Z), or a duration such as P30D.";
  if (schemaPath.includes("/percentage/")) return "Write a percentage with its sign, such as 35%.";
  if (schemaPath.includes("/duration/")) return "Write a duration such as PT24H or P14D.";
  if (schemaPath.includes("/source/")) return "Give the address of the page that decides, beginning with https://.";
  return String(parentSchema?.description ?? "Correct the value.");
}

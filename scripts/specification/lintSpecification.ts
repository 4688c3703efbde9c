import { Ajv, type ErrorObject } from "ajv";
import { isMap, isPair, isScalar, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { rules } from "./rules/index.ts";
import schema from "./schema.json" with { type: "json" };
import type { Finding, Specification } from "./types.ts";

export type Path = (string | number)[];

export interface Report {
  /** No error among the findings. */
  ok: boolean;
  findings: Finding[];
  /** Given if the text has the schema's shape. */
  specification?: Specification;
}

const validate = new Ajv({ allErrors: true, strict: false }).compile<Specification>(schema);

/** Checks the text of a specification, YAML or JSON. `now` is the time of creation in Unix seconds. */
export function lintSpecification(text: string, options: { now: number }): Report {
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
  const content: unknown = document.toJS();
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
        code: "schema",
        severity: "error",
        ...place(path),
        message,
        why: "A market is made from exactly these fields; a typing error would go on chain for good.",
        suggestion: suggest(error),
      },
    ];
  });
}

function describe({ keyword, params, message }: ErrorObject, path: Path): string {
  const where = path.length === 0 ? "the specification" : `\`${path.join(".")}\``;
  if (keyword === "required") {
    const isOutcome = ["outcomes", "scalar", "bands"].includes(params.missingProperty);
    return isOutcome ? "one of `outcomes`, `scalar` and `bands` is needed" : `${where} has no \`${params.missingProperty}\``;
  }
  if (keyword === "additionalProperties") return `${where} has an unknown field \`${params.additionalProperty}\``;
  if (keyword === "enum") return `${where} must be one of ${params.allowedValues.join(", ")}`;
  return `${where} ${message ?? "is wrong"}`;
}

function suggest({ keyword, params, parentSchema, schemaPath }: ErrorObject): string {
  if (keyword === "required") return `Add \`${params.missingProperty}\`.`;
  if (keyword === "additionalProperties") return "Correct its name or remove it.";
  if (schemaPath.includes("/when/"))
    return "Write a time in UTC such as 2027-01-27T18:45:00Z (with seconds and Z), or a duration such as P30D.";
  if (schemaPath.includes("/percentage/")) return "Write a percentage with its sign, such as 35%.";
  if (schemaPath.includes("/duration/")) return "Write a duration such as PT24H or P14D.";
  if (schemaPath.includes("/source/")) return "Give the address of the page that decides, beginning with https://.";
  return String(parentSchema?.description ?? "Correct the value.");
}

import { type Document, isMap, isPair, isScalar, LineCounter, parseDocument, visit, type YAMLMap } from "yaml";
import { CORRECT, describeIssue, type ShapeFault } from "./describeIssue.ts";
import type { Context } from "./rules/rule.ts";
import { rules } from "./rules/rules.ts";
import { specificationSchema } from "./schema.ts";
import type { Finding, Path, Specification } from "./types.ts";

export interface Report {
  /** No error among the findings. */
  ok: boolean;
  findings: Finding[];
  /** Given if the text has the schema's shape. */
  specification?: Specification;
}

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
  const checked = specificationSchema.safeParse(content, { error: () => CORRECT });
  if (!checked.success) {
    const faults = checked.error.issues.flatMap((issue) => describeIssue(issue, content));
    return { ok: false, findings: inOrder(shapeFindings(faults, place)) };
  }

  const findings = rules.flatMap((rule) =>
    rule.check(checked.data, options).map(
      ({ path, quote, severity = rule.severity, message, suggestion }): Finding => ({
        code: rule.code,
        severity,
        ...at(quotedAt(text, offsetOf(document.contents as YAMLMap | null, path), quote)),
        message,
        why: rule.why,
        suggestion,
      }),
    ),
  );
  return { ok: findings.every(({ severity }) => severity !== "error"), findings: inOrder(findings), specification: checked.data };
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** The values of a document, numbers as the text that was written; the error if its references cannot be followed. */
function contentOf(document: Document): unknown {
  try {
    visit(document, {
      Scalar: (_, node) => {
        if (typeof node.value === "number" && node.source !== undefined) node.value = node.source;
      },
    });
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

/** Where words stand in a text that begins at the offset: lines of the file may be broken inside them. */
function quotedAt(text: string, offset: number, quote = ""): number {
  const words = quote.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const found = quote === "" ? -1 : text.slice(offset).search(new RegExp(words.join("\\s+")));
  return found < 0 ? offset : offset + found;
}

function shapeFindings(faults: readonly ShapeFault[], place: (path: Path) => { line: number; column: number }): Finding[] {
  const why = "A market is made from exactly these fields; a typing error would go on chain for good.";
  return faults.map(({ code, path, message, suggestion }) => ({ code, severity: "error", ...place(path), message, why, suggestion }));
}

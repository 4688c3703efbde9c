import { type Document, type ErrorCode, isMap, isPair, isScalar, LineCounter, parseDocument, visit, type YAMLMap } from "yaml";
import { CORRECT, describeIssue, type ShapeFault } from "./describeIssue.ts";
import { type TextFault, textFaults, textOf } from "./readText.ts";
import type { Context } from "./rules/rule.ts";
import { rules } from "./rules/rules.ts";
import { specificationSchema } from "./schema.ts";
import type { Finding, Path, Specification } from "./types.ts";

/** What is shown of a text that is no specification. */
const MOST_FAULTS = 20;

const MISPLACED = "this cannot stand here: quotes around a text tell where it begins and ends";
const UNWANTED = "an anchor or a tag stands here, which a specification does not have";
/** Why the parser reads no further: its own words are for programmers. */
const SYNTAX: Record<ErrorCode, string> = {
  ALIAS_PROPS: UNWANTED,
  BAD_ALIAS: UNWANTED,
  BAD_COLLECTION_TYPE: UNWANTED,
  BAD_DIRECTIVE: UNWANTED,
  BAD_DQ_ESCAPE: "a backslash in double quotes stands before a character that it does not change: two of them are one",
  BAD_INDENT: "the line begins further left or right than those that it belongs to",
  BAD_PROP_ORDER: UNWANTED,
  BAD_SCALAR_START: "a text with this character at its beginning needs quotes around it",
  BLOCK_AS_IMPLICIT_KEY: "a second colon in one line: a text with a colon in it needs quotes around it",
  BLOCK_IN_FLOW: "within brackets a list or a group needs brackets too",
  DUPLICATE_KEY: "a field is there twice",
  IMPOSSIBLE: MISPLACED,
  KEY_OVER_1024_CHARS: "the name of a field has more than 1,024 characters",
  MISSING_CHAR: "a quote, a bracket, a comma or a space is missing here",
  MULTILINE_IMPLICIT_KEY: "the name of a field goes on in another line, or its colon is missing",
  MULTIPLE_ANCHORS: UNWANTED,
  MULTIPLE_DOCS: "a second document begins here, and a file is one market",
  MULTIPLE_TAGS: UNWANTED,
  NON_STRING_KEY: "the name of a field is no text",
  RESOURCE_EXHAUSTION: "there is more within one another than a specification has",
  TAB_AS_INDENT: "a tab indents the line, where YAML takes only spaces",
  TAG_RESOLVE_FAILED: UNWANTED,
  UNEXPECTED_TOKEN: MISPLACED,
};

const EXACT = "A market is made from exactly these fields; a typing error would go on chain for good.";
const MOST_SHOWN = 300;

export interface Report {
  /** No error among the findings. */
  ok: boolean;
  findings: Finding[];
  /** Given if the text has the schema's shape. */
  specification?: Specification;
}

/** Checks a specification, YAML or JSON: its text, or the bytes of its file. */
export function lintSpecification(given: string | Uint8Array, options: Context): Report {
  const { text, fault } = textOf(typeof given === "string" ? new TextEncoder().encode(given) : given);
  const faults = fault ? [fault] : textFaults(text);
  if (faults.length > 0) return { ok: false, findings: faults.slice(0, MOST_FAULTS).map((each) => textFinding(text, each)) };

  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };

  if (document.errors.length > 0) {
    const findings = document.errors.slice(0, MOST_FAULTS).map(
      (error): Finding => ({
        code: "syntax",
        severity: "error",
        ...at(error.pos[0]),
        message: SYNTAX[error.code],
        why: "The file cannot be read as YAML or JSON.",
        suggestion: "Check indentation, quotes and brackets at this place.",
      }),
    );
    return { ok: false, findings };
  }

  const place = (path: Path) => at(offsetOf(document.contents as YAMLMap | null, path));
  const keys = keyFaults(document);
  if (keys.length > 0) return { ok: false, findings: keys.slice(0, MOST_FAULTS).map((each) => textFinding(text, each)) };
  const content = contentOf(document);
  const checked = specificationSchema.safeParse(content, { error: () => CORRECT });
  if (!checked.success) {
    const faults = checked.error.issues.flatMap((issue) => describeIssue(issue, content)).slice(0, MOST_FAULTS);
    return { ok: false, findings: inOrder(shapeFindings(faults, place)) };
  }

  const findings = rules.flatMap((rule) =>
    rule.check(checked.data, options).map(
      ({ path, quote, severity = rule.severity, message, suggestion }): Finding => ({
        code: rule.code,
        severity,
        ...at(quotedAt(text, offsetOf(document.contents as YAMLMap | null, path), quote)),
        message: cut(message),
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

/** Names of fields that are no plain text, or there twice: the parser compares each with all others, which takes minutes. */
function keyFaults(document: Document): TextFault[] {
  const faults: TextFault[] = [];
  const fault = (key: unknown, message: string, suggestion: string) =>
    faults.push({ code: "syntax", offset: (key as { range?: [number] } | null)?.range?.[0] ?? 0, message, why: EXACT, suggestion });
  visit(document, {
    Map: (_, { items }) => {
      const names = new Set<string>();
      for (const { key } of items) {
        const name = isScalar(key) && key.value !== null ? String(key.value) : undefined;
        const write = "Write the field's name before the colon.";
        if (name === undefined) fault(key, "the name of a field is missing or no text", write);
        else if (name === "__proto__") fault(key, "`__proto__` is no field", write);
        else if (names.has(name)) fault(key, SYNTAX.DUPLICATE_KEY, "Keep one of them.");
        else names.add(name);
      }
    },
  });
  return faults;
}

/** The values of a document, numbers as the text that was written. */
function contentOf(document: Document): unknown {
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === "number" && node.source !== undefined) node.value = node.source;
    },
  });
  return document.toJS();
}

function textFinding(text: string, { offset, ...fault }: TextFault): Finding {
  const before = text.slice(0, offset).split("\n");
  return { severity: "error", line: before.length, column: (before.at(-1) ?? "").length + 1, ...fault };
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

/** A message that fits on a screen, whatever it quotes. */
function cut(message: string): string {
  return message.length > MOST_SHOWN ? `${message.slice(0, MOST_SHOWN)}…` : message;
}

/** Where words stand in a text that begins at the offset: lines of the file may be broken inside them. */
function quotedAt(text: string, offset: number, quote = ""): number {
  const words = quote.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const found = quote === "" ? -1 : text.slice(offset).search(new RegExp(words.join("\\s+")));
  return found < 0 ? offset : offset + found;
}

function shapeFindings(faults: readonly ShapeFault[], place: (path: Path) => { line: number; column: number }): Finding[] {
  return faults.map(({ code, path, message, suggestion }) => ({
    code,
    severity: "error",
    ...place(path),
    message,
    why: EXACT,
    suggestion,
  }));
}

// Writes the linter's findings into docs/creators.md; with --check only compares. `node tools/docs/renderRules.ts`
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { rules } from "../../sdk/specification/rules/rules.ts";

const BEGIN = "<!-- findings: begin of what is generated -->";
const END = "<!-- findings: end of what is generated -->";
export const FILE = path.join(import.meta.dirname, "../../docs/creators.md");

/** The document with the findings as the rules have them now. */
export function renderRules(document: string): string {
  const [start, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`docs/creators.md has no "${BEGIN}" with its end.`);
  return `${document.slice(0, start + BEGIN.length)}\n${table()}\n${document.slice(end)}`;
}

function table(): string {
  const rows = [...rules].sort((a, b) => (a.severity === b.severity ? (a.code < b.code ? -1 : 1) : a.severity < b.severity ? -1 : 1));
  return [
    "| Finding | | Why it matters |",
    "| --- | --- | --- |",
    ...rows.map(({ code, severity, why }) => `| [\`${code}\`](lint/${code}.md) | ${severity} | ${why} |`),
  ].join("\n");
}

if (process.argv[1] === import.meta.filename) {
  const { check } = parseArgs({ options: { check: { type: "boolean", default: false } } }).values;
  const document = readFileSync(FILE, "utf8");
  const rendered = renderRules(document);
  if (!check) writeFileSync(FILE, rendered);
  else if (rendered !== document) {
    console.error("docs/creators.md is out of date: run `node tools/docs/renderRules.ts`.");
    process.exitCode = 1;
  }
}

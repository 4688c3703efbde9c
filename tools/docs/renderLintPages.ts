// Writes docs/lint/, a page for each finding of the linter, from its rules and examples; with --check only compares.
// `node tools/docs/renderLintPages.ts`
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { lintSpecification } from "../../sdk/specification/lintSpecification.ts";
import { codeOf } from "../../sdk/specification/rules/hiddenIn.ts";
import { rules } from "../../sdk/specification/rules/rules.ts";
import { EXAMPLES_NOW, examples, fileOf, shownOf } from "./lintExamples.ts";

const FOLDER = path.join(import.meta.dirname, "../../docs/lint");

/** The pages, by file name. */
export function lintPages(): Map<string, string> {
  return new Map(Object.keys(examples).map((code) => [`${code}.md`, pageOf(code)]));
}

function pageOf(code: string): string {
  const example = examples[code];
  if (!example) throw new Error(`tools/docs/lintExamples.ts has no example of ${code}`);
  const rule = rules.find((each) => each.code === code);
  const { findings } = lintSpecification(fileOf(example.bad), { now: EXAMPLES_NOW, ...example.context });
  const found = findings.find((each) => each.code === code);
  if (!found) throw new Error(`the example of ${code} does not show it`);
  const { bad, good } = shownOf(example);
  const seen = (text: string) => text.replace(/[\p{Default_Ignorable_Code_Point}\ufffd]/gu, (character) => `⟨${codeOf(character)}⟩`);
  return [
    `# \`${code}\`\n`,
    `${(rule ?? found).severity === "error" ? "An error: it stops." : "A warning: `--accept-warnings` accepts it, `lint --strict` does not."} ${rule?.why ?? found.why}\n`,
    ...(example.given ? [`Here: ${example.given}.\n`] : []),
    ...(bad ? [`\`\`\`yaml\n# wrong\n${seen(bad)}\n\`\`\`\n`] : []),
    `> ${found.message}\n>\n> → ${found.suggestion}\n`,
    ...(good ? [`\`\`\`yaml\n# right\n${good}\n\`\`\`\n`] : []),
    "[All findings](../creators.md#what-the-linter-finds). This page is written by `node tools/docs/renderLintPages.ts`.\n",
  ].join("\n");
}

if (process.argv[1] === import.meta.filename) {
  const { check } = parseArgs({ options: { check: { type: "boolean", default: false } } }).values;
  const pages = lintPages();
  const there = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  if (check) {
    const isSame =
      there.length === pages.size &&
      [...pages].every(([name, page]) => there.includes(name) && readFileSync(path.join(FOLDER, name), "utf8") === page);
    if (!isSame) {
      console.error("docs/lint is out of date: run `node tools/docs/renderLintPages.ts`.");
      process.exitCode = 1;
    }
  } else {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    for (const [name, page] of pages) writeFileSync(path.join(FOLDER, name), page);
  }
}

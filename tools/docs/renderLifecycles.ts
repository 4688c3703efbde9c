// Writes the diagrams and tables of docs/resolution.md from the model that the tests explore; with --check only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Lifecycle, lifecycles, type State } from "../proof/lifecycles.ts";

const file = resolve(import.meta.dirname, "../../docs/resolution.md");
const { check } = parseArgs({ options: { check: { type: "boolean", default: false } } }).values;

const current = readFileSync(file, "utf8");
const rendered = lifecycles.reduce(fill, current);
if (!check) writeFileSync(file, rendered);
else if (rendered !== current) {
  console.error("docs/resolution.md is out of date: tools/proof/lifecycles.ts has changed. Run `node tools/docs/renderLifecycles.ts`.");
  process.exitCode = 1;
}

/** Replaces what stands between the two markers of a resolver. */
function fill(text: string, lifecycle: Lifecycle): string {
  const [begin, end] = ["begin", "end"].map((edge) => `<!-- ${lifecycle.resolver}: ${edge} of what is generated -->`);
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`docs/resolution.md needs the lines "${begin}" and "${end}".`);
  return `${before}${begin}\n${diagram(lifecycle)}\n\n${table(lifecycle)}\n${end}${after}`;
}

function diagram({ states }: Lifecycle): string {
  const lines = [`[*] --> ${states[0].name}: created`];
  for (const state of states) {
    for (const { action, by, label, to } of state.steps) {
      // the way out that most states share is in the table; here it stands only where it is the way on
      if (action === "void" && to[0] === "Final" && state.name !== "Expired" && state.steps.length > 1) continue;
      for (const next of to) lines.push(`${state.name} --> ${next}: ${by}, ${plain(label)}`);
    }
    for (const next of state.then) lines.push(`${state.name} --> ${next}: time, ${plain(state.until)}`);
  }
  lines.push("Final --> [*]");
  return ["```mermaid", "stateDiagram-v2", ...lines.map((line) => `    ${line}`), "```"].join("\n");
}

function table({ states }: Lifecycle): string {
  const rows = states.map((state) => [state.name, acts(state), state.until, state.exit]);
  const head = ["State", "Who can act", "Until when", "If everybody but one stranger is silent for ever"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function acts({ steps }: State): string {
  const groups = new Map<string, string[]>();
  for (const { by, label, to } of steps) groups.set(by, [...(groups.get(by) ?? []), `${label} → ${to.join(" or ")}`]);
  return [...groups].map(([by, labels]) => `**${by}**: ${labels.join("; ")}`).join("<br>") || "nobody";
}

function plain(text: string): string {
  return text.replaceAll("`", "").replaceAll(":", ",");
}

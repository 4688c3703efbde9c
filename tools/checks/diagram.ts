import type { Import } from "./importGraph.ts";
import { longestPrefix, MAY_KNOW } from "./importRules.ts";

/** Not of the product: it may look at everything, and is not drawn. */
const NOT_DRAWN = /^(tools|test)\/|^[^/]+$/;

/**
 * Compares the first diagram of docs/architecture.md with the imports. A node whose label begins with a path (`sdk/<br/>…`)
 * stands for that folder, without those folders in it that have a node of their own; an arrow without words between two of
 * them is an import. What differs, in words.
 */
export function diagramFaults(document: string, imports: readonly Import[]): string[] {
  const diagram = /```mermaid\n([\s\S]*?)```/.exec(document)?.[1] ?? "";
  const folders = new Map([...diagram.matchAll(/(\w+)\["([\w/]+\/)<br\/>/g)].map(([, id, folder]) => [id as string, folder as string]));
  if (folders.size === 0) return ["the diagram has no node whose label begins with a folder's path"];
  const drawn = new Set<string>();
  for (const [, from, to] of diagram.matchAll(/^\s*(\w+)(?:\["[^"]*"\])? --> (\w+)/gm)) {
    const [source, target] = [folders.get(from as string), folders.get(to as string)];
    if (source && target) drawn.add(`${source} → ${target}`);
  }

  const faults: string[] = [];
  const real = new Map<string, Import>();
  for (const each of imports) {
    if (each.isPackage || NOT_DRAWN.test(each.from)) continue;
    if (each.isType && MAY_KNOW[each.from.split("/")[0] ?? ""] === each.to) continue;
    const [source, target] = [each.from, each.to].map((file) => longestPrefix(file, [...folders.values()]));
    if (!source || !target) {
      faults.push(`${source ? each.to : each.from} is in no folder of the diagram`);
    } else if (source !== target) {
      const arrow = `${source} → ${target}`;
      if (!real.has(arrow)) real.set(arrow, each);
    }
  }
  for (const [arrow, { from, line, to }] of real)
    if (!drawn.has(arrow)) faults.push(`${arrow} is not drawn: ${from}:${line} imports ${to}`);
  for (const arrow of drawn) if (!real.has(arrow)) faults.push(`${arrow} is drawn, and nothing is imported that way`);
  return [...new Set(faults)];
}

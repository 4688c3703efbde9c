import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync, Visitor } from "oxc-parser";

/** One import, re-export, `import()` or `typeof import()` of a source file. */
export interface Import {
  /** Relative to the repository, with slashes. */
  from: string;
  line: number;
  /** A file of the repository, or a package's name as it is written (`viem/chains`, `node:fs`). */
  to: string;
  isPackage: boolean;
  /** Whether nothing of it is left at run time. */
  isType: boolean;
}

/** What these files import, read by a parser. Throws on a file with a syntax error. */
export function importGraph(root: string, files: readonly string[]): Import[] {
  return files.flatMap((file) =>
    importsIn(file, readFileSync(path.join(root, file), "utf8")).map((each) => ({
      ...each,
      // `import "./x.js"` of a file that is there as `x.ts` is not for Node: it stays what it is and is found missing.
      to: each.isPackage ? each.to : path.posix.join(path.posix.dirname(file), each.to),
    })),
  );
}

/** Files that are imported and do not exist: most often an import without its extension. */
export function missingImports(root: string, imports: readonly Import[]): Import[] {
  return imports.filter(({ to, isPackage }) => !isPackage && !existsSync(path.join(root, to)));
}

function importsIn(file: string, source: string): Import[] {
  const { program, module, errors } = parseSync(file, source);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const found: Import[] = [];
  const add = (to: string, at: number, isType: boolean) =>
    found.push({ from: file, line: source.slice(0, at).split("\n").length, to, isPackage: !to.startsWith("."), isType });
  const areTypes = (entries: readonly { isType: boolean }[]) => entries.length > 0 && entries.every(({ isType }) => isType);

  for (const { moduleRequest, start, entries } of module.staticImports) add(moduleRequest.value, start, areTypes(entries));
  for (const { start, entries } of module.staticExports) {
    const request = entries.find(({ moduleRequest }) => moduleRequest)?.moduleRequest;
    if (request) add(request.value, start, areTypes(entries));
  }
  new Visitor({
    ImportExpression({ source: request, start }) {
      if (request.type === "Literal" && typeof request.value === "string") add(request.value, start, false);
    },
    TSImportType({ source: request, start }) {
      add(request.value, start, true);
    },
  }).visit(program);
  return found;
}

/** Every group of files that import each other in a circle, types included, each in alphabetical order (Tarjan). */
export function circlesOf(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to, isPackage } of imports) if (!isPackage) next.set(from, [...(next.get(from) ?? []), to]);
  const index = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    let low = index.size;
    const own = low;
    index.set(file, own);
    stack.push(file);
    for (const each of next.get(file) ?? []) {
      if (!index.has(each)) low = Math.min(low, visit(each));
      else if (stack.includes(each)) low = Math.min(low, index.get(each) ?? own);
    }
    if (low === own) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1 || next.get(file)?.includes(file)) circles.push(circle.sort());
    }
    return low;
  };
  for (const file of next.keys()) if (!index.has(file)) visit(file);
  return circles;
}

import { createRequire } from "node:module";

/** A node of the compiler's syntax tree, its range in characters of the source. */
export type Node = { nodeType: string; start: number; end: number; [key: string]: unknown };
export type ImportSource = (path: string) => { contents: string } | { error: string };

const require = createRequire(import.meta.url);

/** The compiler's syntax tree of a source file, with types. */
export function parseSource(file: string, source: string, importSource: ImportSource): Node {
  const input = {
    language: "Solidity",
    sources: { [file]: { content: source } },
    settings: { outputSelection: { "*": { "": ["ast"] } }, viaIR: true, evmVersion: "cancun" },
  };
  const output = JSON.parse(require("solc").compile(JSON.stringify(input), { import: importSource }));
  const ast: Node | undefined = output.sources?.[file]?.ast;
  if (!ast) throw new Error(`${file} does not compile: ${JSON.stringify(output.errors?.[0]?.message)}`);

  // offsets are in bytes, strings in characters
  const bytes = Buffer.from(source);
  const toCharacters = bytes.length === source.length ? (at: number) => at : (at: number) => bytes.subarray(0, at).toString().length;
  for (const node of descendantsOf(ast)) {
    const [start, length] = String(node.src).split(":").map(Number) as [number, number];
    node.start = toCharacters(start);
    node.end = toCharacters(start + length);
  }
  return ast;
}

export function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flatMap((child) => (Array.isArray(child) ? child : [child]))
    .filter((child) => child && typeof child === "object" && "nodeType" in child) as Node[];
}

/** The node and all below it, from above. */
function descendantsOf(node: Node): Node[] {
  return [node, ...childrenOf(node).flatMap(descendantsOf)];
}

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const root = path.resolve(import.meta.dirname, "../..");

export const solcVersion = (require("solc/package.json") as { version: string }).version;

export interface Compiled {
  /** The text of every file that was read, by its name. */
  sources: Record<string, { content: string }>;
  input: { language: string; settings: object };
  // biome-ignore lint/suspicious/noExplicitAny: the compiler's output, read for a few of its parts
  output: { sources: Record<string, { ast: any }>; contracts: Record<string, Record<string, any>> };
}

/** Compiles files and what they import, for tools that read the compiler's own output. Throws what the compiler finds wrong. */
export function compileFor(files: string[], outputSelection: object): Compiled {
  const sources: Record<string, { content: string }> = {};
  const read = (file: string) => {
    const found = sourceOf(file);
    if (!existsSync(found)) return { error: "not found" };
    sources[file] = { content: readFileSync(found, "utf8") };
    return { contents: sources[file].content };
  };
  for (const file of files) read(file);
  const settings = { viaIR: true, optimizer: { enabled: true, runs: 1500 }, evmVersion: "cancun", outputSelection };
  const input = { language: "Solidity", settings };
  const output = JSON.parse(require("solc").compile(JSON.stringify({ ...input, sources: { ...sources } }), { import: read }));
  const errors = (output.errors ?? []).filter(({ severity }: { severity: string }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }: { formattedMessage: string }) => formattedMessage).join("\n"));
  return { sources, input, output };
}

/** Where a source lies: in the project, or among the packages. */
export function sourceOf(file: string): string {
  const own = path.join(root, file);
  return existsSync(own) ? own : path.join(root, "node_modules", file);
}

import { writeSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

let isAnswered = false;

/** A command has printed its result or its error. */
export function answered(): void {
  isAnswered = true;
}

/**
 * With `--json` a failure is one object on standard output, also where Hardhat gives up before the command starts: on an
 * option that does not exist, a wrong configuration. Does nothing unless the process runs `presage … --json`.
 */
export function guardJson(argv: readonly string[]): void {
  if (!argv.includes("presage") || !argv.includes("--json")) return;
  const said: string[] = [];
  const { error } = console;
  console.error = (...words: unknown[]) => {
    said.push(words.map(String).join(" "));
    error(...words);
  };
  process.once("exit", (status) => {
    if (isAnswered || status === 0) return;
    const text = stripVTControlCharacters(said.join("\n")).trim();
    const [, code = "CommandFailed", message = text] = /^Error (HHE\d+): ([\s\S]*?)(?:\n\n|$)/.exec(text) ?? [];
    const remedy = "Run `npx hardhat presage --help`, and the same with the command's name, for what is possible.";
    writeSync(1, `${JSON.stringify({ error: { code, message: message || "The command failed before it started.", remedy } })}\n`);
  });
}

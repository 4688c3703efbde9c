import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { NewTaskActionFunction, TaskArguments } from "hardhat/types/tasks";
import { toPresageError } from "../../sdk/toPresageError.ts";
import { answered } from "./jsonGuard.ts";
import { printable, printableJson } from "./printable.ts";

/** What a command gives back: one object for machines and some lines for people. */
export interface Result {
  json: Record<string, unknown>;
  text: string;
  /** False for a result that is not a success, such as findings of the linter. */
  ok?: boolean;
}

/**
 * Makes a task of a command. With `--json` standard output carries one object on one line and nothing else. A failure is one
 * message with its remedy (`{"error": {code, message, remedy}}` with `--json`) and exit status 1.
 */
export function command<Args extends TaskArguments & { json: boolean }>(
  run: (args: Args, hre: HardhatRuntimeEnvironment) => Promise<Result>,
): NewTaskActionFunction<Args> {
  return async (args, hre) => {
    const { log } = console;
    // Whatever Hardhat or a compiler says on the way is not the result.
    if (args.json) console.log = console.error;
    try {
      const { json, text, ok = true } = await run(args, hre);
      log(args.json ? stringify(json) : printable(text));
      if (!ok) process.exitCode = 1;
    } catch (error) {
      const { code, message, remedy } = toPresageError(error);
      if (args.json) log(stringify({ error: { code, message, remedy } }));
      else console.error(printable(`${message}\n${remedy}`));
      process.exitCode = 1;
    } finally {
      answered();
      console.log = log;
    }
  };
}

function stringify(value: Record<string, unknown>): string {
  return printableJson(JSON.stringify(value, (_, item) => (typeof item === "bigint" ? item.toString() : item)));
}

import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { NewTaskActionFunction, TaskArguments } from "hardhat/types/tasks";
import { PresageError } from "../../sdk/errors.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import { unlockAccounts } from "./accountLock.ts";
import { answered } from "./jsonGuard.ts";
import { printable, printableJson } from "./printable.ts";
import { newRun, type Run, within } from "./run.ts";
import { sentText } from "./sentText.ts";

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
    const { json: _, yes: __, ...asked } = args as Args & { yes?: boolean };
    const execution = newRun(JSON.stringify(asked));
    try {
      const { json, text, ok = true } = await within(execution, () => run(args, hre));
      log(args.json ? stringify(json) : printable(text));
      if (!ok) process.exitCode = 1;
    } catch (error) {
      const { code, message, remedy } = withSent(toPresageError(error), "yes" in args ? execution : undefined);
      const sent = execution.sent.map(({ hash = null, nonce, what, outcome = "unknown" }) => ({ hash, nonce, what, outcome }));
      if (args.json) log(stringify({ error: { code, message, remedy, ...(sent.length > 0 && { sent }) } }));
      else console.error(printable(`${message}\n${remedy}`));
      process.exitCode = 1;
    } finally {
      answered();
      unlockAccounts();
      console.log = log;
    }
  };
}

/** The failure of a command that sends, with what was sent before: which transactions, or none. */
function withSent(error: PresageError, run: Run | undefined): PresageError {
  if (!run) return error;
  const { code, details, cause } = error;
  const [message, remedy] = [error.message, error.remedy].map((text) => text.replace(/ ?Nothing was sent\./g, ""));
  const sent = run.sent.filter(({ outcome }) => outcome !== "refused");
  const consequence = sent.length > 0 ? `Sent: ${sent.map(sentText).join("; ")}.` : "Nothing was sent.";
  const isSaid = /Nothing more was sent\./.test(remedy) && sent.length === 0;
  return new PresageError({ code, message, remedy: isSaid ? remedy : `${remedy} ${consequence}`.trim(), details, cause });
}

function stringify(value: Record<string, unknown>): string {
  return printableJson(JSON.stringify(value, (_, item) => (typeof item === "bigint" ? item.toString() : item)));
}

import { createInterface } from "node:readline/promises";
import { chainOf } from "../../sdk/chains.ts";
import { PresageError } from "../../sdk/errors.ts";

/**
 * Asks before something is sent, unless `--yes` is given or there is no terminal and the chain is a test chain. On a mainnet
 * `--yes-mainnet` is needed as well. Throws `NotConfirmed`.
 */
export async function confirm(what: string, options: { chainId: number; yes: boolean; yesMainnet: boolean }): Promise<void> {
  const { chainId, yes, yesMainnet } = options;
  const isMainnet = !chainOf(chainId, process.env).isTest;
  if (isMainnet && !yesMainnet) {
    throw new PresageError({
      code: "MainnetNotConfirmed",
      message: `Chain ${chainId} is not a test chain: this would cost real money.`,
      remedy: "Add --yes-mainnet if you mean it. Nothing was sent.",
    });
  }
  if (yes || (!process.stdin.isTTY && !isMainnet)) return;
  if (!process.stdin.isTTY) {
    throw new PresageError({ code: "NotConfirmed", message: "There is no terminal to ask in.", remedy: "Add --yes. Nothing was sent." });
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(`${what}\nSend? [y/N] `);
  prompt.close();
  if (!/^y(es)?$/i.test(answer.trim())) {
    throw new PresageError({ code: "NotConfirmed", message: "You said no.", remedy: "Nothing was sent." });
  }
}

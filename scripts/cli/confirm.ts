import { createInterface } from "node:readline/promises";
import type { Account } from "viem";
import { chainOf } from "../../sdk/chains.ts";
import { PresageError } from "../../sdk/errors.ts";
import { formatAmount } from "../../sdk/formatAmount.ts";
import type { Connection } from "./connection.ts";
import { printable } from "./printable.ts";

export interface Consent {
  /** Also when the chain is one of real money and nobody can be asked. */
  yes: boolean;
  yesMainnet?: boolean;
  /** Standard output and the error stream are for machines: nothing is shown. */
  json: boolean;
}

/**
 * Shows what would be sent, where and by whom, and asks, unless `--yes` is given or there is no terminal and the chain is a
 * test chain. On a mainnet `--yes-mainnet` is needed as well. Throws `MainnetNotConfirmed` and `NotConfirmed`.
 */
export async function confirm(
  lines: readonly string[],
  { connection, account }: { connection: Connection; account?: Account },
  { yes, yesMainnet = false, json }: Consent,
): Promise<void> {
  const { network, chainId } = connection;
  const isMainnet = !chainOf(chainId, process.env).isTest;
  if (isMainnet && !yesMainnet) {
    throw new PresageError({
      code: "MainnetNotConfirmed",
      message: `Chain ${chainId} is not a test chain: this would cost real money.`,
      remedy: "Add --yes-mainnet if you mean it. Nothing was sent.",
    });
  }
  if (!json) {
    const [what, ...details] = lines;
    const sender = account ? ` by ${account.address}${await fundsOf(connection, account)}` : "";
    const shown = [what, `on ${network} (chain ${chainId})${sender}`, ...details];
    console.error(printable(shown.map((line, index) => (index === 0 ? line : `  ${line}`)).join("\n")));
  }
  if (yes || (!process.stdin.isTTY && !isMainnet)) return;
  if (!process.stdin.isTTY) {
    throw new PresageError({ code: "NotConfirmed", message: "There is no terminal to ask in.", remedy: "Add --yes. Nothing was sent." });
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(json ? `${printable(lines.join("\n"))}\nSend? [y/N] ` : "Send? [y/N] ");
  prompt.close();
  if (!/^y(es)?$/i.test(answer.trim())) {
    throw new PresageError({ code: "NotConfirmed", message: "You said no.", remedy: "Nothing was sent." });
  }
}

/** What is there for gas. */
async function fundsOf({ publicClient, chainId }: Connection, { address }: Account): Promise<string> {
  const { nativeCurrency } = chainOf(chainId, process.env).chain;
  const balance = await publicClient.getBalance({ address });
  return `, with ${formatAmount(balance, nativeCurrency.decimals, { maxDigits: 4 })} ${nativeCurrency.symbol} for gas`;
}

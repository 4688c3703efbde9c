import { getBlock } from "viem/actions";
import { decodeActivity } from "../../sdk/decodeActivity.ts";
import type { Planned } from "../../sdk/planned.ts";
import { sendPaying } from "../../sdk/sendPaying.ts";
import type { ChainConfig } from "./chainConfig.ts";
import { clientsOf } from "./connection.ts";
import { errorText } from "./errorText.ts";
import { freshness } from "./freshness.ts";
import { ownActivity } from "./ownActivity.ts";
import { readAnew } from "./queries.ts";
import { toIndexed } from "./toIndexed.ts";
import { transactions } from "./transactions.ts";
import type { Translate } from "./translate.ts";

/** Sends with the connected wallet (`sendPaying`), and keeps the page's one transaction told of it. Returns whether it went through. */
export async function sendPlanned(options: { what: string; planned: Planned; config: ChainConfig; t: Translate }): Promise<boolean> {
  const { what, planned, config, t } = options;
  const { Markets: markets } = config.deployment.contracts;
  try {
    const { client, wallet } = await clientsOf(config);
    const receipt = await sendPaying(client, wallet, planned, {
      markets,
      onStage: ({ step, steps, hash }) => {
        const about = steps > 1 ? `${what} (${t("trade.steps", { step, steps })})` : what;
        transactions.set(hash ? { stage: "pending", what: about, hash } : { stage: "signing", what: about });
      },
    });
    const { timestamp } = await getBlock(client, { blockNumber: receipt.blockNumber });
    const times = new Map([[receipt.blockNumber, Number(timestamp)]]);
    ownActivity.add(decodeActivity({ markets, logs: receipt.logs, times }).map(toIndexed));
    freshness.hearOf(Number(receipt.blockNumber)); // what is read from now on is not older
    transactions.set({ stage: "done", what, hash: receipt.transactionHash });
    await readAnew();
    return true;
  } catch (error) {
    const { message, remedy } = errorText(error, planned.payment && { token: planned.payment.token });
    transactions.set({ stage: "failed", what, error: `${message} ${remedy}` });
    return false;
  }
}

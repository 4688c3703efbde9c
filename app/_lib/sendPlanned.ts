import { getBlock } from "viem/actions";
import { decodeActivity } from "../../sdk/decodeActivity.ts";
import type { PresageError } from "../../sdk/errors.ts";
import type { Way } from "../../sdk/paying/paying.ts";
import type { Planned } from "../../sdk/planned.ts";
import { sendPaying } from "../../sdk/sendPaying.ts";
import type { ChainConfig } from "./chainConfig.ts";
import { clientsOf } from "./connection.ts";
import { errorText } from "./errorText.ts";
import { freshness } from "./freshness.ts";
import { ownActivity } from "./ownActivity.ts";
import { readAnew } from "./queries.ts";
import { stageText } from "./stageText.ts";
import { toIndexed } from "./toIndexed.ts";
import { transactions } from "./transactions.ts";
import type { Translate } from "./translate.ts";

/**
 * Sends with the connected wallet (`sendPaying`), and keeps the page's one transaction told of it; where one way to pay was
 * refused the next is offered. Returns whether it went through.
 */
export async function sendPlanned(options: {
  what: string;
  planned: Planned;
  config: ChainConfig;
  t: Translate;
  locale: string;
  ways?: readonly Way[];
}): Promise<boolean> {
  const { what, planned, config, t, locale, ways } = options;
  const { Markets: markets } = config.deployment.contracts;
  const { payment } = planned;
  try {
    const { client, wallet } = await clientsOf(config);
    const receipt = await sendPaying(client, wallet, planned, {
      markets,
      ...(ways && { ways }),
      onStage: (stage) => {
        const about = stageText(stage, { what, t, locale, ...(payment && { token: payment.token }) });
        transactions.set(stage.hash ? { stage: "pending", what: about, hash: stage.hash } : { stage: "signing", what: about });
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
    const { message, remedy } = errorText(error, payment && { token: payment.token });
    const failure = { stage: "failed", what, error: `${message} ${remedy}` } as const;
    const { next } = ((error as PresageError).details ?? {}) as { next?: readonly Way[] };
    const [other] = next ?? [];
    if (!next || !other) {
      transactions.set(failure);
      return false;
    }
    return (await transactions.offer(failure, t(`pay.other.${other}`))) && sendPlanned({ ...options, ways: next });
  }
}

import type { Account, Address, Client, Hash, TransactionReceipt } from "viem";
import { getBlock, getTransaction } from "viem/actions";
import { decodeActivity } from "../../sdk/decodeActivity.ts";
import type { PresageError } from "../../sdk/errors.ts";
import { accountKind } from "../../sdk/paying/accountKind.ts";
import type { Way } from "../../sdk/paying/way.ts";
import type { Planned } from "../../sdk/planned.ts";
import { sendPaying } from "../../sdk/sendPaying.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { ChainConfig } from "./chainConfig.ts";
import { clientsOf } from "./connection.ts";
import { errorText } from "./errorText.ts";
import { freshness } from "./freshness.ts";
import { ownActivity } from "./ownActivity.ts";
import { readAnew } from "./queries.ts";
import { type Sent, sent, sentKey } from "./sent.ts";
import { stageText } from "./stageText.ts";
import { toIndexed } from "./toIndexed.ts";
import { transactions } from "./transactions.ts";
import type { Translate } from "./translate.ts";

interface Sending {
  what: string;
  planned: Planned;
  config: ChainConfig;
  t: Translate;
  locale: string;
  ways?: readonly Way[];
}

/** What became of what went out. `waiting`: it is left to those who still have to sign it (`sent`). */
export type SendOutcome = "done" | "waiting";

/** Milliseconds after which what was sent is left to itself (`sent`): of an account with one key, and where others may have to sign. */
const PATIENCE = { alone: 180_000, shared: 15_000 };

/** Sends with the connected wallet (`sendPaying`) and says each step. Throws what goes wrong; what became of it is for others to say. */
export async function run({ what, planned, config, t, locale, ways }: Sending): Promise<TransactionReceipt> {
  const { Markets: markets, Orders: orders } = config.deployment.contracts;
  const { payment } = planned;
  transactions.set({ stage: "signing", what });
  const { client, wallet } = await clientsOf(config);
  const account = (wallet.account as Account).address;
  const isShared = (await accountKind(client, account)) === "contract";
  let open: string | undefined;
  const keep = (next?: Omit<Sent, "account" | "at">) => {
    const key = next && sentKey(next);
    if (open !== undefined && open !== key) sent.remove(open);
    if (next && key !== undefined) sent.add({ ...next, account, at: Date.now(), ...(payment && { token: payment.token }) });
    open = key;
  };
  try {
    const receipt = await sendPaying(client, wallet, planned, {
      markets,
      timeout: isShared ? PATIENCE.shared : PATIENCE.alone,
      ...(ways && { ways }),
      onStage: (stage) => {
        const about = stageText(stage, { what, t, locale, ...(payment && { token: payment.token }) });
        const { hash, calls } = stage;
        const under = { what: about, ...(hash && { hash }), ...(calls && { calls }) };
        const isSent = sentKey(stage) !== undefined;
        keep(isSent ? under : undefined);
        if (hash) void remember(client, hash);
        transactions.set({ stage: isSent ? "pending" : "signing", ...under });
      },
    });
    keep();
    await learn(receipt, { client, markets, orders });
    return receipt;
  } catch (error) {
    if (!mayStillCome(toPresageError(error))) keep();
    throw error;
  }
}

/** What tells later, without this page, whether it was replaced. */
async function remember(client: Client, hash: Hash): Promise<void> {
  const transaction = await getTransaction(client, { hash }).catch(() => undefined);
  const known = sent.get().find((each) => each.hash === hash);
  if (transaction && known) sent.add({ ...known, nonce: transaction.nonce });
}

/** The page knows of it before the indexer does. */
async function learn(
  receipt: TransactionReceipt,
  { client, markets, orders }: { client: Client; markets: Address; orders: Address | undefined },
): Promise<void> {
  const { timestamp } = await getBlock(client, { blockNumber: receipt.blockNumber });
  const times = new Map([[receipt.blockNumber, Number(timestamp)]]);
  ownActivity.add(toIndexed(decodeActivity({ markets, orders, logs: receipt.logs, times }), orders));
  freshness.hearOf(Number(receipt.blockNumber)); // what is read from now on is not older
}

/** Whether what was sent may be mined yet. */
function mayStillCome({ code, details }: PresageError): boolean {
  return code === "NotMinedYet" || (code === "RpcUnavailable" && details.hash !== undefined);
}

/**
 * Sends, and keeps the page's one transaction told of what becomes of it; where one way to pay was refused in the wallet, the next
 * is offered. Undefined if it failed.
 */
export async function sendPlanned(sending: Sending): Promise<SendOutcome | undefined> {
  const { what, planned, t } = sending;
  try {
    const { transactionHash: hash } = await run(sending);
    transactions.set({ stage: "done", what, hash });
    void readAnew(); // whoever sent it goes on at once: a ticket that was cleared later would lose what is typed meanwhile
    return "done";
  } catch (error) {
    const { payment } = planned;
    if (toPresageError(error).code === "NotMinedYet") {
      transactions.set(null); // it is among what was sent, whose end the page waits for
      return "waiting";
    }
    const { message, remedy } = errorText(error, payment && { token: payment.token });
    const failure = { stage: "failed", what, error: `${message} ${remedy}` } as const;
    const { next } = toPresageError(error).details as { next?: readonly Way[] };
    const [other] = next ?? [];
    if (!next || !other) transactions.set(failure);
    else if (await transactions.offer(failure, t(`pay.other.${other}`))) return sendPlanned({ ...sending, ways: next });
    return undefined;
  }
}

import { type Address, type Hex, type PublicClient, parseTransaction, type WalletClient } from "viem";
import { getTransaction, getTransactionCount, sendTransaction } from "viem/actions";
import { PresageError } from "../../sdk/errors.ts";
import { isSameAddress } from "../../sdk/isSameAddress.ts";
import { raisedFee } from "../../sdk/raisedFee.ts";
import type { Journal, Outcome, Sent } from "./journal.ts";
import { currentRun } from "./run.ts";
import { sentText } from "./sentText.ts";

/** Milliseconds between looks, between lines that say so, and without a change before a command gives up. */
const LOOK = 500;
const SAY = 10_000;
const PATIENCE = 180_000;

/** What can happen twice without being wrong: whether it has happened is read from the chain before it is sent again. */
const REPEATABLE = new Set(["createMarket", "approve", "deployment", "call"]);

interface Context {
  publicClient: PublicClient;
  walletClient: WalletClient;
  journal: Journal;
  account: Address;
}

/**
 * Finds out what became of everything that the account has sent: waits for what is not mined yet, with a higher fee where what
 * is offered is below what the network asks now, and writes the outcomes down. Throws `StillPending`, and `AlreadySent` if an
 * interrupted run of this very command has done what it is asked for.
 */
export async function settle(context: Context): Promise<void> {
  const { publicClient, journal, account } = context;
  const used = await waitUntilMined(context);
  const settled: Sent[] = [];
  for (const sent of journal.unfinished(account)) {
    if (sent.outcome) continue;
    const found = await outcomeOf(sent, publicClient, used);
    if (!found) continue;
    const { outcome, hash } = found;
    if (hash && !sent.hash) journal.hasHash(sent, hash);
    const ended = { ...sent, outcome, ...(hash && { hash }) };
    journal.hasEnded(ended, outcome);
    settled.push(ended);
  }
  for (const sent of settled) console.error(`An interrupted run sent ${sentText(sent)}.`);
  const { command, id } = currentRun();
  const same = settled.find(
    (sent) => sent.command === command && sent.run !== id && sent.outcome === "mined" && !REPEATABLE.has(sent.what),
  );
  if (same) {
    throw new PresageError({
      code: "AlreadySent",
      message: `An interrupted run of this very command has sent ${sentText(same)}.`,
      remedy: "Look at what it did; run the command again only if you want it once more. Nothing more was sent.",
    });
  }
}

/** The account's next nonce, once nothing of it waits any more. */
async function waitUntilMined(context: Context): Promise<number> {
  const { publicClient, account } = context;
  const started = Date.now();
  let changedAt = started;
  let saidAt = Number.NEGATIVE_INFINITY;
  let before = -1;
  for (;;) {
    const [used, next] = await Promise.all(
      (["latest", "pending"] as const).map((blockTag) => getTransactionCount(publicClient, { address: account, blockTag })),
    );
    // Some nodes leave out of the count what they hold and would not take into the next block.
    const count = next > used ? next - used : await heldBy(context, used);
    if (count === 0) return used;
    const now = Date.now();
    if (used !== before) changedAt = now;
    before = used;
    if (now - changedAt > PATIENCE) throw stillPending(context, count);
    if (now - started > LOOK && now - saidAt > SAY) {
      console.error(`Waiting until ${count === 1 ? "a transaction" : `${count} transactions`} of ${account} sent before is mined …`);
      saidAt = now;
      await raiseFee(context, used);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}

/** How many of the transactions that are open the node knows. */
async function heldBy({ publicClient, journal, account }: Context, used: number): Promise<number> {
  const open = journal.unfinished(account).filter((sent) => sent.outcome === undefined && sent.nonce >= used);
  const known = await Promise.all(
    open.map(({ hash }) =>
      hash === undefined
        ? false
        : getTransaction(publicClient, { hash }).then(
            () => true,
            (error) => {
              if ((error as { name?: string }).name === "TransactionNotFoundError") return false;
              throw error;
            },
          ),
    ),
  );
  return known.filter(Boolean).length;
}

/** Sends again what waits at this nonce, if it was signed here and offers less than the network asks: it would wait for ever. */
async function raiseFee({ publicClient, walletClient, journal, account }: Context, nonce: number): Promise<void> {
  const waiting = journal.unfinished(account).findLast((sent) => sent.nonce === nonce && sent.outcome === undefined);
  if (!waiting?.raw) return;
  const { to, data, value, gas, maxFeePerGas, maxPriorityFeePerGas, gasPrice } = parseTransaction(waiting.raw);
  const { baseFeePerGas } = await publicClient.getBlock();
  const offered = maxFeePerGas ?? gasPrice ?? 0n;
  if (baseFeePerGas === null || offered >= baseFeePerGas) return;
  const tip = raisedFee(maxPriorityFeePerGas ?? gasPrice ?? 0n);
  const needed = baseFeePerGas * 2n + tip;
  const fee = needed > raisedFee(offered) ? needed : raisedFee(offered);
  await sendTransaction(walletClient, {
    account,
    chain: null,
    nonce,
    gas,
    maxFeePerGas: fee,
    maxPriorityFeePerGas: tip,
    ...(to && { to }),
    ...(data && { data }),
    ...(value !== undefined && { value }),
  });
  console.error("It offered less than the network asks now, and was sent again with a higher fee.");
}

/** Undefined while nobody knows of it and its nonce is free: what is sent next takes that nonce, so that only one can be mined. */
async function outcomeOf(sent: Sent, client: PublicClient, used: number): Promise<{ outcome: Outcome; hash?: Hex } | undefined> {
  if (sent.nonce >= used) return sent.raw ? undefined : { outcome: "refused" };
  const hash = sent.hash ?? (await hashAt(sent, client));
  if (!hash) return { outcome: "replaced" };
  const receipt = await client.getTransactionReceipt({ hash }).catch((error) => {
    if ((error as { name?: string }).name === "TransactionReceiptNotFoundError") return undefined;
    throw error;
  });
  if (!receipt) return { outcome: "replaced", hash };
  return { outcome: receipt.status === "success" ? "mined" : "reverted", hash };
}

/** The transaction of an account that has a nonce, of which only that is known: the node has signed it. */
async function hashAt({ account, nonce }: Sent, client: PublicClient): Promise<Hex | undefined> {
  let [low, high] = [0n, await client.getBlockNumber({ cacheTime: 0 })];
  // the first block after which the nonce is used
  while (low < high) {
    const middle = (low + high) / 2n;
    const count = await client.getTransactionCount({ address: account, blockNumber: middle });
    if (count > nonce) high = middle;
    else low = middle + 1n;
  }
  const { transactions } = await client.getBlock({ blockNumber: low, includeTransactions: true });
  return transactions.find((each) => each.nonce === nonce && isSameAddress(each.from, account))?.hash;
}

function stillPending({ journal, account }: Context, count: number): PresageError {
  const waiting = journal.unfinished(account).filter(({ outcome, hash }) => hash && !outcome);
  const hashes = waiting.length > 0 ? ` (${waiting.map(sentText).join("; ")})` : "";
  return new PresageError({
    code: "StillPending",
    message: `${count} transactions of ${account} have not been mined for ${PATIENCE / 1000} seconds${hashes}.`,
    remedy: "Wait, or replace them in your wallet with a higher fee; then run the command again. Nothing more was sent.",
  });
}

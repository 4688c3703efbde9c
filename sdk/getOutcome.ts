import type { Address, Client, Hash, Transaction, TransactionReceipt } from "viem";
import { getTransaction, getTransactionCount, getTransactionReceipt } from "viem/actions";
import { PresageError } from "./errors.ts";
import { revertOf } from "./revertOf.ts";
import { toPresageError } from "./toPresageError.ts";

/**
 * What became of a transaction that was sent. `pending`: it waits to be mined. `replaced`: another one of its account was mined with
 * its number, and it never will be. `unknown`: the chain has never heard of it, or has forgotten it.
 */
export type Outcome =
  | { at: "pending" | "replaced" | "unknown" }
  | { at: "done"; receipt: TransactionReceipt }
  | { at: "failed"; receipt: TransactionReceipt; reason: PresageError };

/**
 * Asks the chain what became of a transaction, for whoever did not wait for it. With `nonce`, its number among its account's (from
 * `getTransaction` while it was pending), one that was replaced is told from one that is only gone. Throws `RpcUnavailable`.
 */
export async function getOutcome(client: Client, sent: { hash: Hash; account: Address; nonce?: number | undefined }): Promise<Outcome> {
  const { hash, account, nonce } = sent;
  try {
    const receipt = await orNothing(getTransactionReceipt(client, { hash }));
    const transaction = receipt?.status === "success" ? undefined : await orNothing(getTransaction(client, { hash }));
    if (receipt) return receipt.status === "success" ? { at: "done", receipt } : await failed(client, receipt, transaction);
    if (transaction) return { at: "pending" };
    // what counts is mined: a wallet's own pending ones may still go
    const isTaken = nonce !== undefined && (await getTransactionCount(client, { address: account })) > nonce;
    return { at: isTaken ? "replaced" : "unknown" };
  } catch (error) {
    throw toPresageError(error);
  }
}

async function failed(client: Client, receipt: TransactionReceipt, transaction: Transaction | undefined): Promise<Outcome> {
  const { from, to, input, value } = transaction ?? {};
  const again = from && to && input !== undefined && { account: from, to, data: input, ...(value !== undefined && { value }) };
  const { blockNumber } = receipt;
  const error = again
    ? await revertOf(client, again, blockNumber)
    : new PresageError({ code: "TransactionReverted", details: { blockNumber } });
  return { at: "failed", receipt, reason: toPresageError(error) };
}

async function orNothing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    const { name } = error as { name?: string };
    if (name === "TransactionReceiptNotFoundError" || name === "TransactionNotFoundError") return undefined;
    throw error;
  }
}

import type { Client, Hash, TransactionReceipt } from "viem";
import { getCallsStatus, getTransaction, getTransactionReceipt } from "viem/actions";
import { isSameAddress } from "../../sdk/isSameAddress.ts";
import { accountKind } from "../../sdk/paying/accountKind.ts";
import { account } from "./account.ts";
import type { ChainConfig } from "./chainConfig.ts";
import { clientsOf, readerOf } from "./connection.ts";
import type { Sent } from "./sent.ts";

/**
 * How something that was sent stands. `signers`: others have to sign it. `chain`: it waits to be mined. `wallet`: only the wallet
 * knows, which is not connected. `lost`: nobody knows it any more.
 */
export type SentState = { at: "signers" | "chain" | "wallet" | "lost" } | { at: "done" | "failed"; hash: Hash };

/** Milliseconds after which a transaction of an account with one key that the chain does not know was dropped or replaced. */
const LOST_AFTER = 120_000;
/** A wallet's word for a batch that is under way (EIP-5792). */
const PENDING = "pending";

/** Asks the chain, and the wallet that it was sent with where that is connected. Throws where neither answers. */
export async function stateOfSent(config: ChainConfig, sent: Sent): Promise<SentState> {
  const isConnected = isSameAddress(account.get().address, sent.account);
  const clients = isConnected ? await clientsOf(config) : { client: readerOf(config), wallet: undefined };
  const { client, wallet } = clients;
  const isShared = async () => (await accountKind(client, sent.account)) === "contract";
  if (sent.calls !== undefined) {
    if (!wallet) return { at: "wallet" };
    const { status, receipts = [] } = await getCallsStatus(wallet, { id: sent.calls });
    const hash = receipts.at(-1)?.transactionHash;
    if (status === PENDING || status === undefined) return { at: (await isShared()) ? "signers" : "chain" };
    return hash ? { at: status === "success" ? "done" : "failed", hash } : { at: "lost" };
  }
  const { hash } = sent as { hash: Hash };
  // the wallet of a shared account has names of its own for what is not signed by all, and knows what became of it
  const receipt = (await receiptOf(client, hash)) ?? (wallet && (await receiptOf(wallet, hash)));
  if (receipt) return { at: receipt.status === "success" ? "done" : "failed", hash: receipt.transactionHash };
  if (await isKnown(client, hash)) return { at: "chain" };
  if (await isShared()) return { at: "signers" };
  return { at: Date.now() - sent.at > LOST_AFTER ? "lost" : "chain" };
}

async function receiptOf(client: Client, hash: Hash): Promise<TransactionReceipt | undefined> {
  try {
    return await getTransactionReceipt(client, { hash });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function isKnown(client: Client, hash: Hash): Promise<boolean> {
  try {
    return Boolean(await getTransaction(client, { hash }));
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  const { name } = error as { name?: string };
  return name === "TransactionReceiptNotFoundError" || name === "TransactionNotFoundError";
}

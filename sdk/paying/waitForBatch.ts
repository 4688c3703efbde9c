import type { Client, TransactionReceipt } from "viem";
import { waitForCallsStatus, waitForTransactionReceipt } from "viem/actions";
import { PresageError } from "../errors.ts";

/** How the wallet's answer about a batch is coded (EIP-5792). */
const CONFIRMED = 200;
const NOT_INCLUDED = 400;
/** This and above. */
const FAILED = 500;

/**
 * Waits for what a wallet was asked to do as one, by the wallet's name for it: the receipt of its last transaction, and whether
 * all of it succeeded. Throws `TransactionCancelled`, `Reverted`, and `NotMinedYet` once `timeout` (milliseconds) is over, or where the
 * wallet does not say.
 */
export async function waitForBatch(
  publicClient: Client,
  walletClient: Client,
  { id, timeout }: { id: string; timeout: number },
): Promise<{ receipt: TransactionReceipt; isSuccess: boolean }> {
  const { receipts, statusCode } = await waitForCallsStatus(walletClient, { id, timeout }).catch((cause) => {
    // A wallet that cannot tell has the batch all the same.
    throw new PresageError({ code: "NotMinedYet", details: {}, cause });
  });
  const hash = receipts?.at(-1)?.transactionHash;
  if (!hash && statusCode === NOT_INCLUDED) throw new PresageError({ code: "TransactionCancelled", details: {} });
  if (!hash && statusCode >= FAILED)
    throw new PresageError({ code: "Reverted", details: { said: "the wallet says that all of it failed" } });
  if (!hash) throw new PresageError({ code: "NotMinedYet", details: {} });
  const receipt = await waitForTransactionReceipt(publicClient, { hash, timeout });
  return { receipt, isSuccess: receipt.status === "success" && statusCode === CONFIRMED };
}

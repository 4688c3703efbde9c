import {
  type Account,
  type Address,
  type Chain,
  type Client,
  encodeFunctionData,
  type Hash,
  type Hex,
  keccak256,
  type TransactionReceipt,
  type TransactionSerializable,
} from "viem";
import {
  estimateGas,
  getBlockNumber,
  getChainId,
  getTransaction,
  prepareTransactionRequest,
  sendRawTransaction,
  sendTransaction,
  call as simulate,
  waitForTransactionReceipt,
} from "viem/actions";
import { PresageError } from "./errors.ts";
import { requirePayment } from "./requirePayment.ts";
import { revertOf } from "./revertOf.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Call, Token } from "./types.ts";

/** A trade's gas varies a little with the price it meets: the estimate is of an earlier block. */
const GAS_MARGIN_PERCENT = 25n;

/**
 * Simulates a call, sends it and waits until it is mined. Every failure is a `PresageError`: what the contracts refuse by
 * their names for it, and `WalletNotConnected`, `WrongChain`, `UserRejected`, `InsufficientFunds`, `RpcUnavailable`,
 * `NotMinedYet`, `TransactionReplaced`, `TransactionCancelled` and others. Nothing is sent unless the simulation passes; once
 * it is, `details.hash` names the transaction.
 */
export async function sendCall(
  publicClient: Client,
  walletClient: Client,
  call: Call,
  options: {
    /** The collateral: gives the amounts in error messages their unit. */
    token?: Token;
    /** The account to send from, if not the wallet client's. */
    account?: Account;
    /** The transaction's place among the account's, the next one unless told: for several that are sent before the first is mined. */
    nonce?: number;
    /** Called as soon as the transaction is sent, and again with another hash if its sender replaces it with a faster one. */
    onHash?: (hash: Hash) => void;
    /** Milliseconds to wait for the receipt, 180,000 unless told. */
    timeout?: number;
    /** Milliseconds without any answer from the chain after which a sent transaction is not waited for, no limit unless told. */
    silence?: number;
  } = {},
): Promise<TransactionReceipt> {
  const account = options.account ?? walletClient.account;
  if (!account) throw new PresageError({ code: "WalletNotConnected", details: {} });
  let hash: Hash | undefined;
  try {
    await checkChain(publicClient, walletClient);
    const transaction = {
      account,
      to: call.address,
      data: encodeFunctionData(call),
      ...(call.value !== undefined && { value: call.value }),
    };
    const { data: answer } = await simulate(publicClient, transaction);
    await requirePayment(publicClient, call, answer);
    const gas = await estimateGas(publicClient, transaction);
    hash = await send(publicClient, walletClient, {
      ...transaction,
      // a wallet that is elsewhere by now refuses, rather than send it there
      chain: publicClient.chain ?? null,
      gas: (gas * (100n + GAS_MARGIN_PERCENT)) / 100n,
      ...(options.nonce !== undefined && { nonce: options.nonce }),
    });
    options.onHash?.(hash);
    return await waitForReceipt(publicClient, transaction, hash, options);
  } catch (error) {
    throw toPresageError(error, { token: options.token, call, details: hash && { hash } });
  }
}

async function checkChain(publicClient: Client, walletClient: Client): Promise<void> {
  const [needed, given] = await Promise.all([getChainId(publicClient), getChainId(walletClient)]);
  if (needed === given) return;
  throw new PresageError({ code: "WrongChain", details: { given, needed, ...(publicClient.chain && { name: publicClient.chain.name }) } });
}

/** Signs here where the key is here: then the hash is known before the answer, and an answer that gets lost is no failure. */
async function send(
  publicClient: Client,
  walletClient: Client,
  transaction: { account: Account; to: Address; data: Hex; gas: bigint; chain: Chain | null; value?: bigint; nonce?: number },
): Promise<Hash> {
  const { account, chain, ...fields } = transaction;
  if (account.type !== "local") return sendTransaction(walletClient, transaction);

  const request = await prepareTransactionRequest(publicClient, { account, chain, ...fields });
  const serializedTransaction = await account.signTransaction(request as TransactionSerializable);
  const hash = keccak256(serializedTransaction);
  try {
    return await sendRawTransaction(publicClient, { serializedTransaction });
  } catch (error) {
    const isKnown = await getTransaction(publicClient, { hash }).then(
      () => true,
      () => false,
    );
    if (isKnown) return hash;
    throw error;
  }
}

async function waitForReceipt(
  client: Client,
  transaction: { account: Account; to: Address; data: Hex; value?: bigint },
  hash: Hash,
  options: { onHash?: (hash: Hash) => void; timeout?: number; silence?: number },
): Promise<TransactionReceipt> {
  let reason: "cancelled" | "replaced" | "repriced" | undefined;
  const giveUp = new AbortController();
  const waiting = waitForTransactionReceipt(client, {
    hash,
    signal: giveUp.signal,
    timeout: options.timeout ?? 180_000,
    onReplaced: (replacement) => {
      reason = replacement.reason;
    },
  });
  const receipt = await (options.silence === undefined
    ? waiting
    : unlessSilent(client, waiting, { hash, silence: options.silence, giveUp }));
  if (reason === "cancelled") throw new PresageError({ code: "TransactionCancelled", details: {} });
  if (reason === "replaced") throw new PresageError({ code: "TransactionReplaced", details: { replacement: receipt.transactionHash } });
  if (reason === "repriced") options.onHash?.(receipt.transactionHash);
  if (receipt.status === "success") return receipt;

  throw await revertOf(client, transaction, receipt.blockNumber);
}

/** What is waited for, while the chain answers: viem waits for a receipt to the end of its time although nothing does. */
async function unlessSilent<T>(
  client: Client,
  waiting: Promise<T>,
  options: { hash: Hash; silence: number; giveUp: AbortController },
): Promise<T> {
  const { hash, silence, giveUp } = options;
  let answeredAt = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silent = new Promise<never>((_, reject) => {
    const listen = async () => {
      try {
        await getBlockNumber(client);
        answeredAt = Date.now();
      } catch (error) {
        const { code, details } = toPresageError(error);
        const known = code === "RpcUnavailable" ? details : {};
        if (Date.now() - answeredAt >= silence)
          reject(new PresageError({ code: "RpcUnavailable", details: { ...known, hash }, cause: error }));
      }
      if (!giveUp.signal.aborted) timer = setTimeout(listen, client.pollingInterval);
    };
    timer = setTimeout(listen, client.pollingInterval);
  });
  waiting.catch(() => undefined); // nobody listens once it is given up
  try {
    return await Promise.race([waiting, silent]);
  } finally {
    clearTimeout(timer);
    giveUp.abort(); // or its timers would keep a program alive that has nothing left to do
  }
}

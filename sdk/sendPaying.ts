import { type Account, type Address, type Client, type Hash, type TransactionReceipt, zeroAddress } from "viem";
import { getChainId } from "viem/actions";
import { approvals } from "./approvals.ts";
import { multicallCall } from "./calls/multicall.ts";
import { selfPermitCall } from "./calls/selfPermit.ts";
import { PresageError } from "./errors.ts";
import { getAllowance } from "./getAllowance.ts";
import { getBalance } from "./getBalance.ts";
import { getDeadline } from "./getDeadline.ts";
import type { Payment, Planned } from "./planned.ts";
import { sendCall } from "./sendCall.ts";
import { getPermitDomain, type Permit, signPermit } from "./signPermit.ts";
import { simulatePaying } from "./simulateCall.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Call } from "./types.ts";

/** What is being asked of the wallet, or waited for. */
export interface Stage {
  /** `permit`: a signature, no transaction. `approve`: exactly the amount (or nothing first, for tokens that ask for it). */
  kind: "permit" | "approve" | "send";
  /** Which of the requests that are foreseen, from 1; `steps` grows if one way is refused and the next is tried. */
  step: number;
  steps: number;
  /** Once it is sent. */
  hash?: Hash;
}

interface Options {
  /** The `Markets` contract: the one that takes permits. */
  markets: Address;
  /** The account to send from, if not the wallet client's. */
  account?: Account;
  onStage?: (stage: Stage) => void;
  /** Milliseconds to wait for each receipt, 180,000 unless told. */
  timeout?: number;
  /** Milliseconds without any answer from the chain after which a sent transaction is not waited for, no limit unless told. */
  silence?: number;
}

/**
 * Sends what was planned (`planTrade`, `planLiquidity`, `stepCall`, …) with the allowance that it needs and no more: none if
 * the allowance is there, a permit in the same transaction where the token has one and `Markets` is paid, else an exact
 * approval first. What is going to fail anyway is refused before it costs a signature or an approval. Throws as `sendCall`,
 * and `InsufficientBalance`. Amounts in messages are in the unit of what is paid.
 */
export async function sendPaying(
  publicClient: Client,
  walletClient: Client,
  planned: Planned,
  options: Options,
): Promise<TransactionReceipt> {
  const account = options.account ?? walletClient.account;
  if (!account) throw new PresageError({ code: "WalletNotConnected", details: {} });
  const { payment } = planned;
  const token = payment?.token;
  try {
    const deadline = await getDeadline(publicClient);
    const call = planned.call({ markets: options.markets, account: account.address, deadline });
    const send = (next: Call, stage: Stage): Promise<TransactionReceipt> => {
      options.onStage?.(stage);
      const onHash = (hash: Hash) => options.onStage?.({ ...stage, hash });
      return sendCall(publicClient, walletClient, next, {
        account,
        onHash,
        ...(token && { token }),
        ...(options.timeout !== undefined && { timeout: options.timeout }),
        ...(options.silence !== undefined && { silence: options.silence }),
      });
    };
    const context = { publicClient, walletClient, account, call, deadline, send, options };
    // The chain's own coin needs no allowance; its balance is checked with that for gas.
    if (!payment || payment.token.address === zeroAddress) return await send(call, { kind: "send", step: 1, steps: 1 });
    return await pay({ ...context, payment });
  } catch (error) {
    throw toPresageError(error, { token });
  }
}

interface Context {
  publicClient: Client;
  walletClient: Client;
  account: Account;
  call: Call;
  deadline: bigint;
  payment: Payment;
  send: (call: Call, stage: Stage) => Promise<TransactionReceipt>;
  options: Options;
}

async function pay(context: Context): Promise<TransactionReceipt> {
  const { publicClient, account, call, payment, send } = context;
  const { token, amount } = payment;
  const [balance, allowance] = await Promise.all([
    getBalance(publicClient, { token: token.address, owner: account.address }),
    getAllowance(publicClient, { token: token.address, owner: account.address, spender: call.address }),
  ]);
  if (balance < amount) {
    throw new PresageError({ code: "InsufficientBalance", details: { account: account.address, balance, needed: amount }, token });
  }
  if (allowance >= amount) return send(call, { kind: "send", step: 1, steps: 1 });
  await simulatePaying(publicClient, call, { account, token });
  return (await payByPermit(context)) ?? payByApproval(context, allowance);
}

/** Null where the token or the wallet has no permit that works: then there is another way. Nothing was sent by then. */
async function payByPermit(context: Context): Promise<TransactionReceipt | null> {
  const { call, payment, send, options } = context;
  const { markets } = options;
  if (call.address.toLowerCase() !== markets.toLowerCase()) return null;
  const permit = await askForPermit(context);
  if (!permit) return null;
  const batch = multicallCall({ markets, calls: [selfPermitCall({ markets, permit }), call] });
  try {
    return await send(batch, { kind: "send", step: 2, steps: 2 });
  } catch (error) {
    const refusal = toPresageError(error, { token: payment.token });
    // The simulation found that the token's permit is another than was signed.
    if (refusal.code === "PermitFailed" && refusal.details.hash === undefined) return null;
    throw refusal;
  }
}

async function askForPermit({ publicClient, walletClient, account, deadline, payment, options }: Context): Promise<Permit | null> {
  const { token, amount: value } = payment;
  const chainId = await getChainId(publicClient);
  if (!(await getPermitDomain(publicClient, { token: token.address, chainId }))) return null;
  options.onStage?.({ kind: "permit", step: 1, steps: 2 });
  try {
    return await signPermit(publicClient, walletClient, {
      token: token.address,
      spender: options.markets,
      value,
      deadline,
      chainId,
      account,
    });
  } catch (error) {
    const refusal = toPresageError(error, { token });
    // A wallet that cannot sign typed data, or signs as a contract account does.
    if (refusal.code === "Unknown" || refusal.code === "PermitUnsupported") return null;
    throw refusal;
  }
}

async function payByApproval({ publicClient, account, call, payment, send }: Context, allowance: bigint): Promise<TransactionReceipt> {
  const { token, amount } = payment;
  const first = await approvals(publicClient, { account, token: token.address, spender: call.address, amount, allowance });
  const steps = first.length + 1;
  for (const [index, approve] of first.entries()) await send(approve, { kind: "approve", step: index + 1, steps });
  return send(call, { kind: "send", step: steps, steps });
}

import { type Account, type Address, type Client, type Hash, type TransactionReceipt, zeroAddress } from "viem";
import { getChainId } from "viem/actions";
import { PresageError } from "./errors.ts";
import { getAllowance } from "./getAllowance.ts";
import { getBalance } from "./getBalance.ts";
import { getDeadline } from "./getDeadline.ts";
import { canBatch } from "./paying/canBatch.ts";
import { changeOf } from "./paying/changeOf.ts";
import { payByApproval } from "./paying/payByApproval.ts";
import { payByBatch } from "./paying/payByBatch.ts";
import { payByPermit } from "./paying/payByPermit.ts";
import { type Hindrance, NoWay, type Paying, type Stage } from "./paying/paying.ts";
import type { Way } from "./paying/way.ts";
import type { Planned } from "./planned.ts";
import { sendCall } from "./sendCall.ts";
import { simulatePaying } from "./simulateCall.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Call } from "./types.ts";

interface Options {
  /** The `Markets` contract: the one that takes permits. */
  markets: Address;
  /** The account to send from, if not the wallet client's. */
  account?: Account;
  onStage?: (stage: Stage) => void;
  /** The ways to try where an allowance is missing, in this order; all of them unless told. */
  ways?: readonly Way[];
  /** Milliseconds to wait for each receipt, 180,000 unless told. */
  timeout?: number;
  /** Milliseconds without any answer from the chain after which a sent transaction is not waited for, no limit unless told. */
  silence?: number;
}

/** One signature before one request before several, each in turn. */
const WAYS = { permit: payByPermit, batch: payByBatch, approval: payByApproval } as const;

/**
 * Sends what was planned (`planTrade`, `planLiquidity`, `stepCall`, …) with the allowance that it needs and no more: none if it is
 * there; else a permit in the same transaction, else approval and call as one request, else an exact approval first. Which of
 * them works is found by what token, account and wallet do. What is going to fail anyway is refused before it costs a
 * signature or an approval. Throws as `sendCall`, and `InsufficientBalance`; a `UserRejected` with `details.way` names in
 * `details.next` the ways that are left: try again with them as `ways`. Amounts in messages are in the unit of what is paid.
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
  const { markets, onStage, timeout = 180_000, silence } = options;
  const instead: { way: Way; hindrance: Hindrance }[] = [];
  const say = (stage: Stage) => onStage?.(instead.length > 0 ? { ...stage, instead: [...instead] } : stage);
  const send = (call: Call, stage: Stage): Promise<TransactionReceipt> => {
    say(stage);
    const onHash = (hash: Hash) => say({ ...stage, hash });
    return sendCall(publicClient, walletClient, call, {
      account,
      onHash,
      timeout,
      ...(token && { token }),
      ...(silence !== undefined && { silence }),
    });
  };
  try {
    const deadline = await getDeadline(publicClient);
    const call = planned.call({ markets, account: account.address, deadline });
    // The chain's own coin needs no allowance; its balance is checked with that for gas.
    if (!payment || payment.token.address === zeroAddress) return await send(call, { kind: "send", step: 1, steps: 1 });
    const allowance = await missingAllowance(publicClient, { account, call, payment });
    if (allowance === undefined) return await send(call, { kind: "send", step: 1, steps: 1 });
    await simulatePaying(publicClient, call, { account, payment });
    const paying = { publicClient, walletClient, account, markets, call, payment, deadline, allowance, say, send, timeout };
    return await payInTurn(paying, options.ways ?? (Object.keys(WAYS) as Way[]), instead);
  } catch (error) {
    const failure = toPresageError(error, { token });
    // What was sent was sent; before that a wallet that went elsewhere refuses in words of its own.
    const change = failure.details.hash === undefined ? await changeOf(publicClient, walletClient, account) : undefined;
    throw change ?? failure;
  }
}

/** What may be taken, if it is less than what is needed. Throws `InsufficientBalance`. */
async function missingAllowance(
  client: Client,
  { account, call, payment }: Pick<Paying, "account" | "call" | "payment">,
): Promise<bigint | undefined> {
  const { token, amount } = payment;
  const [balance, allowance] = await Promise.all([
    getBalance(client, { token: token.address, owner: account.address }),
    getAllowance(client, { token: token.address, owner: account.address, spender: call.address }),
  ]);
  if (balance < amount) {
    throw new PresageError({ code: "InsufficientBalance", details: { account: account.address, balance, needed: amount }, token });
  }
  return allowance >= amount ? undefined : allowance;
}

/** Only what the wallet can do is offered. */
async function offered({ publicClient, walletClient, account }: Paying, ways: readonly Way[]): Promise<Way[]> {
  const isBatching = ways.includes("batch") && (await canBatch(walletClient, account, await getChainId(publicClient)));
  return ways.filter((way) => way !== "batch" || isBatching);
}

async function payInTurn(paying: Paying, ways: readonly Way[], instead: { way: Way; hindrance: Hindrance }[]): Promise<TransactionReceipt> {
  for (const [index, way] of ways.entries()) {
    const next = ways.slice(index + 1);
    try {
      return await WAYS[way](paying);
    } catch (error) {
      const isRejected = error instanceof NoWay ? error.hindrance === "rejected" : toPresageError(error).code === "UserRejected";
      // Whoever refuses is told what else there is, and is not asked for it unasked.
      if (isRejected && next.length > 0 && way !== "approval") {
        throw new PresageError({ code: "UserRejected", details: { way, next: await offered(paying, next) }, cause: error });
      }
      if (!(error instanceof NoWay) || next.length === 0) throw error instanceof NoWay ? (error.cause ?? error) : error;
      instead.push({ way, hindrance: error.hindrance });
    }
  }
  throw new PresageError({ code: "PermitUnsupported", details: { token: paying.payment.token.address } });
}

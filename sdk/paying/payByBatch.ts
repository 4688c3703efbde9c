import { encodeFunctionData, type TransactionReceipt } from "viem";
import { getChainId, sendCalls } from "viem/actions";
import { approvals } from "../approvals.ts";
import { causesOf } from "../causesOf.ts";
import { PresageError } from "../errors.ts";
import { simulateCall } from "../simulateCall.ts";
import { toPresageError } from "../toPresageError.ts";
import { canBatch } from "./canBatch.ts";
import { isUnable, NoWay, type Paying } from "./paying.ts";
import { waitForBatch } from "./waitForBatch.ts";

/** Pays with one request for both, the exact approval and the call, where the wallet says that it does them as one or not at all. */
export async function payByBatch(paying: Paying): Promise<TransactionReceipt> {
  const { publicClient, walletClient, account, call, payment, allowance, timeout } = paying;
  const { token, amount } = payment;
  const chainId = await getChainId(publicClient);
  if (!(await canBatch(walletClient, account, chainId))) throw new NoWay("wallet");
  const first = await approvals(publicClient, { account, token: token.address, spender: call.address, amount, allowance });
  const calls = [...first, call].map((each) => ({
    to: each.address,
    data: encodeFunctionData(each),
    ...(each.value !== undefined && { value: each.value }),
  }));
  const stage = { kind: "batch", step: 1, steps: 1, allowance: amount } as const;
  paying.say(stage);
  const chain = publicClient.chain ?? walletClient.chain ?? ({ id: chainId } as NonNullable<typeof publicClient.chain>);
  const id = await sendCalls(walletClient, { account, calls, chain, forceAtomic: true }).then(nameOf, (error) => {
    throw isRefusedUpgrade(error) ? new NoWay("rejected") : explained(error);
  });
  // Taken, as it seems: it must not be sent in another way as well.
  if (id === undefined) throw new PresageError({ code: "NotMinedYet", details: {} });
  paying.say({ ...stage, calls: id });
  const { receipt, isSuccess } = await waitForBatch(publicClient, walletClient, { id, timeout });
  const hash = receipt.transactionHash;
  paying.say({ ...stage, hash });
  if (isSuccess) return receipt;
  // Run again on the state that its block left, to learn why.
  await simulateCall(publicClient, call, { account, token });
  throw new PresageError({ code: "TransactionReverted", details: { blockNumber: receipt.blockNumber, hash } });
}

/** The wallet's name for the batch, if it gives one. */
function nameOf(answer: { id?: unknown } | null | undefined): string | undefined {
  return typeof answer?.id === "string" ? answer.id : undefined;
}

/** What a wallet that promised too much says: it does not know the method, this chain, or how to do both as one. */
function explained(error: unknown): Error {
  const refusal = toPresageError(error);
  return isUnable(refusal) ? new NoWay("wallet", refusal) : refusal;
}

/** The wallet would have to give the account code for it, and its owner did not want that (code 5750). */
function isRefusedUpgrade(error: unknown): boolean {
  return causesOf(error).some((cause) => (cause as { code?: unknown }).code === 5750);
}

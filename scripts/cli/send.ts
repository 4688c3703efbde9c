import type { Address, TransactionReceipt } from "viem";
import { approveCall } from "../../sdk/calls/approve.ts";
import { PresageError } from "../../sdk/errors.ts";
import { formatAmount } from "../../sdk/formatAmount.ts";
import { getAllowance } from "../../sdk/getAllowance.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import type { Call, Token } from "../../sdk/types.ts";
import { rehearse } from "./rehearse.ts";
import type { Signer } from "./signer.ts";

/** Milliseconds without an answer after which a command does not wait for its transaction. */
const SILENCE = 10_000;

/** Sends a call that takes `amount` of the token, after the checks and the exact approval that it needs. */
export async function sendPaying(signer: Signer, call: Call, payment: { token: Token; amount: bigint }): Promise<TransactionReceipt> {
  const { token, amount } = payment;
  await requireBalance(signer, token, amount);
  const allowance = await getAllowance(signer.publicClient, { token: token.address, owner: signer.account.address, spender: call.address });
  if (allowance >= amount) return send(signer, call, token);
  // What is going to fail anyway must not cost an approval.
  await rehearse(signer, call, { token });
  await send(signer, approveCall({ token: token.address, spender: call.address, amount }), token);
  return send(signer, call, token);
}

export function send({ publicClient, walletClient, account }: Signer, call: Call, token?: Token): Promise<TransactionReceipt> {
  return sendCall(publicClient, walletClient, call, { account, silence: SILENCE, ...(token && { token }) });
}

/** Throws `InsufficientBalance`. */
export async function requireBalance(
  { publicClient, account }: Pick<Signer, "publicClient" | "account">,
  token: Token,
  amount: bigint,
): Promise<void> {
  const balance = await getBalance(publicClient, { token: token.address, owner: account.address });
  if (balance >= amount) return;
  const show = (value: bigint) => `${formatAmount(value, token.decimals)} ${token.symbol}`;
  throw new PresageError({
    code: "InsufficientBalance",
    message: `${account.address as Address} has ${show(balance)}, ${show(amount)} are needed.`,
    remedy: "Fund the account (`npx hardhat presage faucet` gives test dollars), or choose a smaller amount. Nothing was sent.",
    details: { balance, needed: amount },
  });
}

import type { TransactionReceipt } from "viem";
import { PresageError } from "../../sdk/errors.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import type { Payment, Planned } from "../../sdk/planned.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { sendPaying } from "../../sdk/sendPaying.ts";
import type { Call, Deployment, Token } from "../../sdk/types.ts";
import type { Signer } from "./signer.ts";

/** Milliseconds without an answer after which a command does not wait for its transaction. */
export const SILENCE = 10_000;

/** Sends what was planned, with the allowance that it needs and no more. */
export function sendPlanned(
  { publicClient, walletClient, account }: Signer,
  planned: Planned,
  { contracts }: Pick<Deployment, "contracts">,
): Promise<TransactionReceipt> {
  return sendPaying(publicClient, walletClient, planned, { markets: contracts.Markets, account, silence: SILENCE });
}

/** Sends a call that needs no allowance, or has it. */
export function send(
  { publicClient, walletClient, account }: Signer,
  call: Call,
  token?: Token,
  options: Pick<NonNullable<Parameters<typeof sendCall>[3]>, "nonce" | "onHash"> = {},
): Promise<TransactionReceipt> {
  return sendCall(publicClient, walletClient, call, { account, silence: SILENCE, ...(token && { token }), ...options });
}

/** Throws `InsufficientBalance`. */
export async function requireBalance({ publicClient, account }: Pick<Signer, "publicClient" | "account">, payment: Payment): Promise<void> {
  const { token, amount: needed } = payment;
  const balance = await getBalance(publicClient, { token: token.address, owner: account.address });
  if (balance < needed)
    throw new PresageError({ code: "InsufficientBalance", details: { account: account.address, balance, needed }, token });
}

import type { TransactionReceipt } from "viem";
import { approvals } from "../approvals.ts";
import type { Paying } from "./paying.ts";

/** Pays with an allowance of exactly the amount, given before in transactions of their own. */
export async function payByApproval({ publicClient, account, call, payment, allowance, send }: Paying): Promise<TransactionReceipt> {
  const { token, amount } = payment;
  const first = await approvals(publicClient, { account, token: token.address, spender: call.address, amount, allowance });
  const steps = first.length + 1;
  for (const [index, approve] of first.entries()) {
    await send(approve, { kind: "approve", step: index + 1, steps, allowance: index === first.length - 1 ? amount : 0n });
  }
  return send(call, { kind: "send", step: steps, steps });
}

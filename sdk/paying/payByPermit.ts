import type { TransactionReceipt } from "viem";
import { getChainId } from "viem/actions";
import { multicallCall } from "../calls/multicall.ts";
import { selfPermitCall } from "../calls/selfPermit.ts";
import type { PresageError } from "../errors.ts";
import { isSameAddress } from "../isSameAddress.ts";
import { signPermit } from "../signPermit.ts";
import { isTokens, simulateCall } from "../simulateCall.ts";
import { toPresageError } from "../toPresageError.ts";
import { accountKind } from "./accountKind.ts";
import { findPermit } from "./findPermit.ts";
import { isUnable, NoWay, type Paying } from "./paying.ts";

/** Pays with an allowance that is signed and used in the same transaction: one signature, nothing left behind. */
export async function payByPermit(paying: Paying): Promise<TransactionReceipt> {
  const { publicClient, walletClient, account, call, payment, deadline, markets, send } = paying;
  const { token, amount: value } = payment;
  if (!isSameAddress(call.address, markets)) throw new NoWay("otherContract");
  if ((await accountKind(publicClient, account.address)) === "contract") throw new NoWay("contractAccount");
  const chainId = await getChainId(publicClient);
  const found = await findPermit(publicClient, { token: token.address, markets, chainId });
  if (found.form !== "exact") throw new NoWay(found.form === "older" ? "olderPermit" : "noPermit");

  paying.say({ kind: "permit", step: 1, steps: 2, allowance: value });
  const signing = { token: token.address, spender: markets, value, deadline, chainId, account, domain: found.domain };
  const permit = await signPermit(publicClient, walletClient, signing).catch((error) => {
    const refusal = toPresageError(error, { token });
    if (isUnable(refusal)) throw new NoWay("wallet", refusal);
    // A token that tells this owner no nonce.
    throw isTokens(refusal) || refusal.code === "NoContract" ? new NoWay("notTaken", refusal) : refusal;
  });
  const batch = multicallCall({ markets, calls: [selfPermitCall({ markets, permit }), call] });
  await simulateCall(publicClient, batch, { account, token }).catch((refusal: PresageError) => {
    // A token that asks a delegated account's code, which does not know the signature of its key.
    throw refusal.code === "PermitFailed" ? new NoWay("notTaken", refusal) : refusal;
  });
  return send(batch, { kind: "send", step: 2, steps: 2 });
}

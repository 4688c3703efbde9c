import type { Address, Client, TransactionReceipt } from "viem";
import { type Claim, paymentsOf } from "./claimsOf.ts";
import type { PresageError } from "./errors.ts";
import { refusalOf } from "./refusalOf.ts";
import { toPresageError } from "./toPresageError.ts";
import type { Call, Deployment } from "./types.ts";

/** What became of claims. */
export interface ClaimsPaid {
  paid: { claims: readonly Claim[]; receipt: TransactionReceipt }[];
  /** What was not paid, each with its reason. */
  failed: { claim: Claim; error: PresageError }[];
}

/** What is no claim's fault: nothing more is asked after it. */
const ENDS = ["UserRejected", "WalletNotConnected", "WalletLocked", "AccountChanged", "WrongChain", "InsufficientFunds", "RpcUnavailable"];

/**
 * Has claims (`getClaims`) paid, by one transaction for each collateral, those of strangers last. Where one of them would fail, its claims
 * are simulated each: what fails is named with its reason, the rest of them is paid, and so are all others. `send` sends a
 * call as `sendCall` does. Once the wallet or the way to the chain refuses, nothing more is sent, and what is left is named.
 */
export async function payClaims(
  client: Client,
  options: {
    deployment: Deployment;
    account: Address;
    claims: readonly Claim[];
    send: (call: Call, claims: readonly Claim[]) => Promise<TransactionReceipt>;
  },
): Promise<ClaimsPaid> {
  const { account, send } = options;
  const done: ClaimsPaid = { paid: [], failed: [] };
  let end: PresageError | undefined;
  const name = (claims: readonly Claim[], error: PresageError) => {
    if (ENDS.includes(error.code)) end = error;
    done.failed.push(...claims.map((claim) => ({ claim, error })));
  };
  for (const { call, claims } of paymentsOf(options.claims, options)) {
    if (end) {
      name(claims, end);
      continue;
    }
    try {
      done.paid.push({ claims, receipt: await send(call, claims) });
    } catch (error) {
      const failure = toPresageError(error, { token: claims[0]?.token });
      const wasSent = failure.details.hash !== undefined;
      if (wasSent || ENDS.includes(failure.code) || claims.length === 1) name(claims, failure);
      else await paySome(claims, failure);
    }
  }
  return done;

  /** Those of one transaction that pay by themselves. */
  async function paySome(claims: readonly Claim[], failure: PresageError): Promise<void> {
    const tried = await Promise.all(claims.map(async (claim) => ({ claim, error: await refusalOf(client, account, claim) })));
    const good = tried.filter(({ error }) => error === undefined).map(({ claim }) => claim);
    for (const { claim, error } of tried) if (error) name([claim], error);
    if (good.length === claims.length) return name(claims, failure);
    for (const payment of paymentsOf(good, options)) {
      try {
        done.paid.push({ claims: payment.claims, receipt: await send(payment.call, payment.claims) });
      } catch (error) {
        name(payment.claims, toPresageError(error, { token: payment.claims[0]?.token }));
      }
    }
  }
}

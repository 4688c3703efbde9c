import { type Hash, parseTransaction, type TransactionReceipt } from "viem";
import { approvals } from "../../sdk/approvals.ts";
import { createMarketCall } from "../../sdk/calls/createMarket.ts";
import { totalsOf } from "../../sdk/claimsOf.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getAllowance } from "../../sdk/getAllowance.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import type { Payment } from "../../sdk/planned.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Deployment } from "../../sdk/types.ts";
import { type Draft, isMarketOf } from "./createMarket.ts";
import type { Journal, Sent } from "./journal.ts";
import { creationOf } from "./journaledTransport.ts";
import { send, sendPlanned } from "./send.ts";
import type { Signer } from "./signer.ts";

/** What several markets cost together, by token. */
export function costOf(drafts: readonly Pick<Draft, "payment">[]): Payment[] {
  return totalsOf(drafts.map(({ payment }) => payment));
}

/** Throws `InsufficientBalance` if the account has not got all of it. */
export async function requireBalances({ publicClient, account }: Pick<Signer, "publicClient" | "account">, totals: Payment[]) {
  for (const { token, amount: needed } of totals) {
    const balance = await getBalance(publicClient, { token: token.address, owner: account.address });
    if (balance < needed)
      throw new PresageError({ code: "InsufficientBalance", details: { account: account.address, balance, needed }, token });
  }
}

/** How the creation of one draft ended. */
export type Sending = { draft: Draft } & ({ receipt: TransactionReceipt } | { failure: PresageError });

/**
 * Creates the markets of drafts: one with a permit where its token has one, several after one exact allowance for them all, in
 * transactions with consecutive nonces that are all sent before the first receipt is waited for. After a failure nothing more
 * is sent.
 */
export async function sendCreations(
  drafts: readonly Draft[],
  {
    signer,
    deployment,
    journal,
    onSent,
  }: { signer: Signer; deployment: Deployment; journal: Journal; onSent: (draft: Draft, hash: Hash) => void },
): Promise<Sending[]> {
  const { Markets: markets } = deployment.contracts;
  const [only] = drafts;
  if (only && drafts.length === 1) {
    const settled = sendPlanned(signer, only, deployment).then((receipt) => ({ draft: only, receipt }));
    return [await settled.catch((error) => ({ draft: only, failure: toPresageError(error) }))];
  }
  for (const total of costOf(drafts)) await allow(total, { signer, deployment });
  const { publicClient, account } = signer;
  const first = await publicClient.getTransactionCount({ address: account.address, blockTag: "pending" });
  const sendings: Promise<Sending>[] = [];
  let hasFailed = false;
  for (const draft of inOrder(drafts, journal.unfinished(account.address))) {
    if (hasFailed) break;
    const { params, funding: maxFunding, token } = draft;
    const call = createMarketCall({ markets, params, maxFunding });
    await new Promise<void>((next) => {
      const options = {
        nonce: first + sendings.length,
        onHash: (hash: Hash) => {
          onSent(draft, hash);
          next();
        },
      };
      sendings.push(
        send(signer, call, token, options)
          .then((receipt) => ({ draft, receipt }))
          .catch((error) => {
            hasFailed = true;
            next();
            return { draft, failure: toPresageError(error) };
          }),
      );
    });
  }
  return Promise.all(sendings);
}

/**
 * What was signed before and is known to nobody comes first, in the order of its nonces: it gets the same ones, so that it can
 * never be mined beside what is sent in its place.
 */
function inOrder(drafts: readonly Draft[], unfinished: readonly Sent[]): Draft[] {
  const lost = unfinished.flatMap(({ raw, outcome, nonce }) => {
    const params = raw && !outcome ? creationOf(parseTransaction(raw).data ?? "0x") : undefined;
    return params ? [{ params, nonce }] : [];
  });
  const nonceOf = (draft: Draft) => lost.find(({ params }) => isMarketOf(draft, params))?.nonce ?? Number.POSITIVE_INFINITY;
  return [...drafts].sort((one, other) => (nonceOf(one) === nonceOf(other) ? 0 : nonceOf(one) - nonceOf(other)));
}

/** Gives `Markets` exactly this allowance, unless it has as much. */
async function allow({ token, amount }: Payment, { signer, deployment }: { signer: Signer; deployment: Deployment }): Promise<void> {
  const { publicClient, account } = signer;
  const { Markets: spender } = deployment.contracts;
  const allowance = await getAllowance(publicClient, { token: token.address, owner: account.address, spender });
  if (allowance >= amount) return;
  for (const call of await approvals(publicClient, { account, token: token.address, spender, amount, allowance })) {
    await send(signer, call, token);
  }
}

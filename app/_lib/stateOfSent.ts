import { type Client, type Hash, isHash } from "viem";
import { getCallsStatus } from "viem/actions";
import { getOutcome } from "../../sdk/getOutcome.ts";
import { isSameAddress } from "../../sdk/isSameAddress.ts";
import { accountKind } from "../../sdk/paying/accountKind.ts";
import { account } from "./account.ts";
import type { ChainConfig } from "./chainConfig.ts";
import { clientsOf, readerOf } from "./connection.ts";
import { errorText } from "./errorText.ts";
import type { Sent } from "./sent.ts";

/**
 * How something that was sent stands. `signers`: others have to sign it. `chain`: it waits to be mined. `wallet`: only the wallet
 * knows, which is not connected. `replaced`: its account sent another one in its place. `lost`: nobody knows it any more. `failed`,
 * with the reason where the chain tells it: it was mined, and changed nothing.
 */
export type SentState =
  | { at: "signers" | "chain" | "wallet" | "replaced" | "lost" }
  | { at: "done"; hash: Hash }
  | { at: "failed"; reason?: string };

/** Milliseconds after which a transaction of an account with one key that the chain does not know was dropped or replaced. */
const LOST_AFTER = 120_000;
/** A wallet's word for a batch that is under way (EIP-5792). */
const PENDING = "pending";

/** Asks the chain, and the wallet that it was sent with where that is connected. Throws where neither answers. */
export async function stateOfSent(config: ChainConfig, sent: Sent): Promise<SentState> {
  const isConnected = isSameAddress(account.get().address, sent.account);
  const { client, wallet } = isConnected ? await clientsOf(config) : { client: readerOf(config), wallet: undefined };
  const isShared = async () => (await accountKind(client, sent.account)) === "contract";
  if (sent.calls !== undefined) {
    if (!wallet) return { at: "wallet" };
    const { status, receipts = [] } = await getCallsStatus(wallet, { id: sent.calls });
    const hash = receipts.at(-1)?.transactionHash;
    if (status === PENDING || status === undefined) return { at: (await isShared()) ? "signers" : "chain" };
    if (!hash) return { at: "lost" };
    return status === "success" ? { at: "done", hash } : becameOf(client, { ...sent, hash });
  }
  const found = await becameOf(client, sent);
  if (found.at !== "lost") return found;
  // the wallet of a shared account has names of its own for what is not signed by all, and knows what became of it
  const known = wallet && (await becameOf(wallet, sent));
  if (known?.at === "done" || known?.at === "failed") return known;
  if (await isShared()) return { at: "signers" };
  return { at: Date.now() - sent.at > LOST_AFTER ? "lost" : "chain" };
}

/** What the chain, or a wallet in its place, says of a transaction. */
async function becameOf(client: Client, { hash, account: owner, nonce, token }: Sent): Promise<SentState> {
  if (hash === undefined || !isHash(hash)) return { at: "lost" };
  const outcome = await getOutcome(client, { hash, account: owner, nonce });
  switch (outcome.at) {
    case "pending":
      return { at: "chain" };
    case "unknown":
      return { at: "lost" };
    case "done":
      return { at: "done", hash };
    case "failed": {
      const { message, remedy } = errorText(outcome.reason, token && { token });
      return { at: "failed", reason: `${message} ${remedy}` };
    }
    case "replaced":
      return { at: "replaced" };
  }
}

import type { Address, Hash } from "viem";
import type { Token } from "../../sdk/types.ts";
import { createStored } from "./stored.ts";

/** Something that was handed over and is not known to have ended. */
export interface Sent {
  what: string;
  account: Address;
  /** A transaction's hash, or what a wallet whose owners still have to sign calls it. */
  hash?: Hash;
  /** Several calls as one, by the wallet's name for them (EIP-5792). */
  calls?: string;
  /** The transaction's number among its account's: tells one that was replaced from one that is only gone. */
  nonce?: number;
  /** What it pays: gives a failure's amounts their unit. */
  token?: Pick<Token, "address" | "symbol" | "decimals">;
  /** When: milliseconds. */
  at: number;
}

/** The oldest are forgotten. */
const MOST = 20;

const NOTHING: readonly Sent[] = [];
const kept = createStored("presage.sent", NOTHING, (value) => (Array.isArray(value) ? value.filter(isSent) : NOTHING));

/** By what it is known. */
export function sentKey({ hash, calls }: { hash?: string | undefined; calls?: string | undefined }): string | undefined {
  return hash ?? calls;
}

/** All that outlives the page: signers of a shared account may take days. */
export const sent = {
  get: kept.get,
  getOnServer: kept.getOnServer,
  subscribe: kept.subscribe,
  add(next: Sent) {
    kept.set([...kept.get().filter((each) => sentKey(each) !== sentKey(next)), next].slice(-MOST));
  },
  remove(key: string) {
    kept.set(kept.get().filter((each) => sentKey(each) !== key));
  },
};

function isSent({ what, account, hash, calls, at }: Sent): boolean {
  const key = hash ?? calls;
  return [what, account, key].every((text) => typeof text === "string") && Number.isFinite(at);
}

import type { Hash } from "viem";
import { createStore } from "./store.ts";

export type TransactionStage = "signing" | "pending" | "done" | "failed";

/** The one transaction that the page is busy with, or was. */
export interface Transaction {
  stage: TransactionStage;
  what: string;
  hash?: Hash;
  error?: string;
  /** Sent before a reload. */
  resumed?: boolean;
  /** Another way, after this one was refused. */
  other?: { text: string; take: () => void };
}

const STORED = "presage.pending";
const current = createStore<Transaction | null>(null);

export const transactions = {
  get: current.get,
  getOnServer: () => null,
  subscribe: current.subscribe,
  set(next: Transaction | null) {
    // Only what was sent and is not mined outlives the page.
    if (next?.stage === "pending" && next.hash) localStorage.setItem(STORED, JSON.stringify({ what: next.what, hash: next.hash }));
    else localStorage.removeItem(STORED);
    current.set(next);
  },
  /** Shows a failure with another way, and waits for whether it is taken; not once anything else is shown. */
  offer(failure: Transaction, text: string): Promise<boolean> {
    return new Promise((resolve) => {
      const shown: Transaction = { ...failure, other: { text, take: () => settle(true) } };
      const settle = (isTaken: boolean) => {
        stop();
        resolve(isTaken);
      };
      transactions.set(shown);
      const stop = transactions.subscribe(() => current.get() !== shown && settle(false));
    });
  },
  stored(): { what: string; hash: Hash } | null {
    try {
      return JSON.parse(localStorage.getItem(STORED) ?? "null");
    } catch {
      return null;
    }
  },
  isBusy: () => current.get()?.stage === "signing" || current.get()?.stage === "pending",
};

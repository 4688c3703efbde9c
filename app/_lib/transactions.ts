import type { Hash } from "viem";

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
let current: Transaction | null = null;
const listeners = new Set<() => void>();

export const transactions = {
  get: () => current,
  getOnServer: () => null,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  set(next: Transaction | null) {
    current = next;
    // Only what was sent and is not mined outlives the page.
    if (next?.stage === "pending" && next.hash) localStorage.setItem(STORED, JSON.stringify({ what: next.what, hash: next.hash }));
    else localStorage.removeItem(STORED);
    for (const listener of listeners) listener();
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
      const stop = transactions.subscribe(() => current !== shown && settle(false));
    });
  },
  stored(): { what: string; hash: Hash } | null {
    try {
      return JSON.parse(localStorage.getItem(STORED) ?? "null");
    } catch {
      return null;
    }
  },
  isBusy: () => current?.stage === "signing" || current?.stage === "pending",
};

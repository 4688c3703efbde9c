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
  step?: { step: number; steps: number };
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
  stored(): { what: string; hash: Hash } | null {
    try {
      return JSON.parse(localStorage.getItem(STORED) ?? "null");
    } catch {
      return null;
    }
  },
  isBusy: () => current?.stage === "signing" || current?.stage === "pending",
};

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
  step?: { step: number; steps: number };
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
  stored(): { what: string; hash: Hash } | null {
    try {
      return JSON.parse(localStorage.getItem(STORED) ?? "null");
    } catch {
      return null;
    }
  },
  isBusy: () => current.get()?.stage === "signing" || current.get()?.stage === "pending",
};

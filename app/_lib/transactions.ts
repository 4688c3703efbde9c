import type { Hash } from "viem";
import { createStore } from "./store.ts";

export type TransactionStage = "signing" | "pending" | "done" | "failed";

/** The one transaction that the page is busy with, or was. What outlives the page is in `sent`. */
export interface Transaction {
  stage: TransactionStage;
  what: string;
  hash?: Hash;
  /** The wallet's name for several calls as one (EIP-5792). */
  calls?: string;
  error?: string;
  /** Another way, after this one was refused. */
  other?: { text: string; take: () => void };
}

const current = createStore<Transaction | null>(null);

export const transactions = {
  get: current.get,
  getOnServer: () => null,
  subscribe: current.subscribe,
  set: current.set,
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
  isBusy: () => current.get()?.stage === "signing" || current.get()?.stage === "pending",
};

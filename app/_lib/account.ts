import type { Address } from "viem";
import { createStore } from "./store.ts";

/** Who is connected, as every part of the page sees it. */
export interface Account {
  address?: Address;
  /** The chain that the wallet is on. */
  chainId?: number;
}

const STORED = "presage.connected";
const NOBODY: Account = {};
const current = createStore(NOBODY);

/** Held apart from the wallet's own code, which is loaded when somebody connects (`connection.ts`). */
export const account = {
  get: current.get,
  getOnServer: () => NOBODY,
  subscribe: current.subscribe,
  set(next: Account) {
    const { address, chainId } = current.get();
    if (next.address !== address || next.chainId !== chainId) current.set(next.address ? next : NOBODY);
  },
  /** Whether somebody was connected when this browser was here last, in whatever tab. */
  isRemembered(): boolean {
    try {
      return localStorage.getItem(STORED) !== null;
    } catch {
      return false;
    }
  },
  remember(isConnected: boolean) {
    try {
      if (isConnected) localStorage.setItem(STORED, "1");
      else localStorage.removeItem(STORED);
    } catch {
      // a browser that keeps nothing asks again next time
    }
  },
  /** Tells when another tab connected or disconnected. */
  onOtherTab(listener: () => void): () => void {
    const onStorage = ({ key }: StorageEvent) => (key === STORED || key === null) && listener();
    addEventListener("storage", onStorage);
    return () => removeEventListener("storage", onStorage);
  },
};

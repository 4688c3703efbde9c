import type { Address } from "viem";

/** Who is connected, as every part of the page sees it. */
export interface Account {
  address?: Address;
  /** The chain that the wallet is on. */
  chainId?: number;
}

const STORED = "presage.connected";
const NOBODY: Account = {};
let current = NOBODY;
const listeners = new Set<() => void>();

/** Held apart from the wallet's own code, which is loaded when somebody connects (`connection.ts`). */
export const account = {
  get: () => current,
  getOnServer: () => NOBODY,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  set(next: Account) {
    if (next.address === current.address && next.chainId === current.chainId) return;
    current = next.address ? next : NOBODY;
    for (const listener of listeners) listener();
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

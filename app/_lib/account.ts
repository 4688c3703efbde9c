import type { Address } from "viem";
import { createStore } from "./store.ts";
import { createStored } from "./stored.ts";

/** Who is connected, as every part of the page sees it. */
export interface Account {
  address?: Address;
  /** The chain that the wallet is on. */
  chainId?: number;
}

const NOBODY: Account = {};
const current = createStore(NOBODY);
const remembered = createStored("presage.connected", false, Boolean);

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
  isRemembered: remembered.get,
  /** A browser that keeps nothing asks again next time. */
  remember: (isConnected: boolean) => void remembered.set(isConnected),
  /** Tells when this tab or another connected or disconnected. */
  onRemembered: remembered.subscribe,
};

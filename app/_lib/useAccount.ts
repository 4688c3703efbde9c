"use client";

import { useEffect, useSyncExternalStore } from "react";
import { useChainConfig } from "../_components/Providers.tsx";
import { type Account, account } from "./account.ts";

/** Who is connected. */
export function useAccount(): Account & { isConnected: boolean } {
  const current = useSyncExternalStore(account.subscribe, account.get, account.getOnServer);
  return { ...current, isConnected: current.address !== undefined };
}

/** Brings back whoever was connected before, and follows what other tabs do. Once a page. */
export function useRestoredAccount(): void {
  const config = useChainConfig();
  useEffect(() => {
    const follow = async () => {
      const isRemembered = account.isRemembered();
      if (isRemembered === (account.get().address !== undefined)) return;
      const { restoreConnection, dropConnection } = await import("./connection.ts");
      await (isRemembered ? restoreConnection(config) : dropConnection(config));
    };
    void follow();
    return account.onRemembered(() => void follow());
  }, [config]);
}

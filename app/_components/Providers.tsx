"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ChainConfig } from "../_lib/chainConfig.ts";

const Config = createContext<ChainConfig | null>(null);

export function Providers({ config, children }: { config: ChainConfig; children: ReactNode }) {
  return <Config.Provider value={config}>{children}</Config.Provider>;
}

export function useChainConfig(): ChainConfig {
  const config = useContext(Config);
  if (!config) throw new Error("useChainConfig needs Providers");
  return config;
}

"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useState } from "react";
import { WagmiProvider } from "wagmi";
import type { ChainConfig } from "../_lib/chainConfig.ts";
import { type Translate, translator } from "../_lib/messages.ts";
import { useReader } from "../_lib/useReader.ts";
import { wagmiConfig } from "../_lib/wagmi.ts";

const Config = createContext<ChainConfig | null>(null);
const t = translator();

export function Providers({ config, children }: { config: ChainConfig; children: ReactNode }) {
  const [wagmi] = useState(() => wagmiConfig(config));
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 1_000 } } }));
  return (
    <Config.Provider value={config}>
      <WagmiProvider config={wagmi}>
        <QueryClientProvider client={queries}>{children}</QueryClientProvider>
      </WagmiProvider>
    </Config.Provider>
  );
}

export function useChainConfig(): ChainConfig {
  const config = useContext(Config);
  if (!config) throw new Error("useChainConfig needs Providers");
  return config;
}

/** The texts of the app, and how the reader writes numbers and counts hours. */
export function useTexts(): { t: Translate; locale: string; zone?: string } {
  return { t, ...useReader() };
}

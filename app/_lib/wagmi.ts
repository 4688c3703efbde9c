import { defineChain } from "viem";
import { createConfig, http } from "wagmi";
import { type ChainConfig, LOCAL_CHAIN_ID } from "./chainConfig.ts";
import { demoConnector } from "./demoConnector.ts";

const NAMES: Record<number, string> = { 31337: "Local chain", 11155111: "Sepolia", 84532: "Base Sepolia", 421614: "Arbitrum Sepolia" };

export function wagmiConfig({ chainId, rpcUrl }: ChainConfig) {
  const chain = defineChain({
    id: chainId,
    name: NAMES[chainId] ?? `Chain ${chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  return createConfig({
    chains: [chain],
    connectors: chainId === LOCAL_CHAIN_ID ? [demoConnector(rpcUrl)] : [],
    multiInjectedProviderDiscovery: true,
    ssr: true,
    pollingInterval: chainId === LOCAL_CHAIN_ID ? 400 : 4_000,
    transports: { [chainId]: http(rpcUrl, { batch: true, timeout: 5_000, retryCount: 1 }) },
  });
}

import { createConfig } from "wagmi";
import { chainOf, LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { rpcTransport } from "../../sdk/transport.ts";
import type { ChainConfig } from "./chainConfig.ts";
import { demoConnector } from "./demoConnector.ts";

/** Milliseconds for the last endpoint that is left: within three seconds a page says that the chain cannot be reached. */
const PATIENCE = 2_500;

export function wagmiConfig({ chainId, chainName, rpcUrls }: ChainConfig) {
  const known = chainOf(chainId).chain;
  const chain = { ...known, name: chainName ?? known.name, rpcUrls: { default: { http: rpcUrls } } };
  const transport = rpcTransport(rpcUrls, { chain, patience: PATIENCE });
  return createConfig({
    chains: [chain],
    connectors: chainId === LOCAL_CHAIN_ID ? [demoConnector(transport)] : [],
    multiInjectedProviderDiscovery: true,
    ssr: true,
    pollingInterval: chainId === LOCAL_CHAIN_ID ? 400 : 4_000,
    transports: { [chainId]: transport },
  });
}

import type { Client } from "viem";
import { type Config, type Connector, createConfig } from "wagmi";
import {
  connect,
  disconnect,
  getConnection,
  getConnectorClient,
  getConnectors,
  reconnect,
  switchChain,
  watchConnection,
  watchConnectors,
} from "wagmi/actions";
import { chainOf } from "../../sdk/chains.ts";
import { rpcTransport } from "../../sdk/transport.ts";
import { account } from "./account.ts";
import type { ChainConfig } from "./chainConfig.ts";
import { demoConnector } from "./demoConnector.ts";

/** Milliseconds for an answer of the chain, however many endpoints are tried: within three seconds the page says that it cannot be reached. */
const LIMIT = 2_500;

let opened: Config | undefined;

/** Everything of the page that needs a wallet's code, made once: no page loads this before somebody connects or has been connected. */
function configOf({ chainId, chainName, rpcUrls, isLocal }: ChainConfig): Config {
  if (opened) return opened;
  const known = chainOf(chainId).chain;
  const chain = { ...known, name: chainName ?? known.name, rpcUrls: { default: { http: rpcUrls } } };
  const transport = rpcTransport(rpcUrls, { chain, patience: LIMIT, limit: LIMIT });
  const config = createConfig({
    chains: [chain],
    connectors: isLocal ? [demoConnector(transport)] : [],
    multiInjectedProviderDiscovery: true,
    pollingInterval: isLocal ? 400 : 4_000,
    transports: { [chainId]: transport },
  });
  opened = config;
  watchConnection(config, { onChange: () => tell(config) });
  return config;
}

function tell(config: Config): void {
  const { address, chainId, isConnected } = getConnection(config);
  account.set(isConnected && address ? { address, chainId } : {});
}

/** The wallets that can be connected, and a way to hear of more: extensions announce themselves when they are ready. */
export function connectorsOf(config: ChainConfig): { get(): readonly Connector[]; subscribe(listener: () => void): () => void } {
  const wagmi = configOf(config);
  return { get: () => getConnectors(wagmi), subscribe: (onChange) => watchConnectors(wagmi, { onChange }) };
}

/** Throws what the wallet says if it refuses. */
export async function openConnection(config: ChainConfig, connector: Connector): Promise<void> {
  const wagmi = configOf(config);
  await connect(wagmi, { connector });
  tell(wagmi);
  account.remember(true);
}

/** As it was when the page was left, if the wallet still allows it. */
export async function restoreConnection(config: ChainConfig): Promise<void> {
  const wagmi = configOf(config);
  await reconnect(wagmi);
  tell(wagmi);
}

export async function closeConnection(config: ChainConfig): Promise<void> {
  try {
    await dropConnection(config);
  } finally {
    account.remember(false);
  }
}

/** Another tab disconnected: here nobody is connected either. */
export async function dropConnection(config: ChainConfig): Promise<void> {
  const wagmi = configOf(config);
  await disconnect(wagmi);
  tell(wagmi);
}

/** Asks the wallet to go to the page's chain. */
export async function switchToChain(config: ChainConfig): Promise<void> {
  await switchChain(configOf(config), { chainId: config.chainId });
}

/** For reading the chain, and for asking the connected wallet. */
export async function clientsOf(config: ChainConfig): Promise<{ client: Client; wallet: Client }> {
  const wagmi = configOf(config);
  const { address } = account.get();
  const wallet = await getConnectorClient(wagmi, address ? { account: address } : {});
  return { client: readerOf(config), wallet };
}

export function readerOf(config: ChainConfig): Client {
  return configOf(config).getClient({ chainId: config.chainId });
}

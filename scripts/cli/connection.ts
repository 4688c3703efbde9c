import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import {
  type Account,
  type Address,
  createPublicClient,
  createWalletClient,
  custom,
  type Hex,
  http,
  type PublicClient,
  toHex,
  type WalletClient,
} from "viem";
import { readAddressBook } from "../../sdk/addressBook.ts";
import { LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { PresageError } from "../../sdk/errors.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Deployment } from "../../sdk/types.ts";

/** A chain as the commands see it. */
export interface Connection {
  network: string;
  chainId: number;
  publicClient: PublicClient;
  /** The account of `--from`, or else the network's first, for signing; an error says how to configure one. */
  wallet: () => Promise<{ walletClient: WalletClient; account: Account }>;
}

export const DEFAULT_NETWORK = "local";
const RPC_TIMEOUT = 10_000;

/** Connects to the network of `--network`. Nothing is sent before the chain has answered. */
export async function connect(hre: HardhatRuntimeEnvironment): Promise<Connection> {
  const network = hre.globalOptions.network ?? DEFAULT_NETWORK;
  const config = hre.config.networks[network];
  const known = Object.entries(hre.config.networks).flatMap(([name, { type }]) => (type === "http" ? [name] : []));
  if (config?.type !== "http") {
    throw new PresageError({
      code: "UnknownNetwork",
      message: `There is no network "${network}" that a command can connect to.`,
      remedy: `Use one of: ${known.join(", ")}.`,
    });
  }
  const publicClient = createPublicClient({
    transport: http(await urlOf(network, config), { batch: true, timeout: RPC_TIMEOUT, retryCount: 1 }),
    pollingInterval: network === DEFAULT_NETWORK ? 100 : 2000,
  });
  const chainId = await chainIdOf(publicClient, network);
  if (config.chainId !== undefined && config.chainId !== chainId) {
    throw new PresageError({
      code: "WrongChain",
      message: `The RPC endpoint of ${network} is on chain ${chainId}, expected ${config.chainId}.`,
      remedy: "Correct the endpoint's address, or choose another --network. Nothing was sent.",
    });
  }
  return { network, chainId, publicClient, wallet: () => connectWallet(hre, network, chainId) };
}

async function urlOf(network: string, config: { url: { getUrl(): Promise<string> } }): Promise<string> {
  try {
    return await config.url.getUrl();
  } catch (error) {
    const name = `${network.replace(/([A-Z])/g, "_$1").toUpperCase()}_RPC_URL`;
    throw new PresageError({
      code: "NoRpcUrl",
      message: `No RPC endpoint is configured for ${network}.`,
      remedy: `Run \`npx hardhat keystore set ${name}\`, or set the environment variable ${name}.`,
      cause: error,
    });
  }
}

async function chainIdOf(client: PublicClient, network: string): Promise<number> {
  try {
    return await client.getChainId();
  } catch (error) {
    const remedy =
      network === DEFAULT_NETWORK
        ? "Start the local chain with `npm start`, or choose another --network."
        : "Check the endpoint's address and the connection, or use another endpoint.";
    throw new PresageError({ code: "RpcUnavailable", message: `The RPC endpoint of ${network} cannot be reached.`, remedy, cause: error });
  }
}

async function connectWallet(
  hre: HardhatRuntimeEnvironment,
  network: string,
  chainId: number,
): Promise<{ walletClient: WalletClient; account: Account }> {
  try {
    const { provider } = await hre.network.create(network);
    const addresses = (await provider.request({ method: "eth_accounts" })) as Address[];
    if (!addresses[0]) throw noAccount(network);
    const address = chooseAccount(addresses, hre.globalOptions.from, readAddressBook(chainId)?.accounts ?? {});
    // Only the clients of this module sign; what Hardhat's provider adds to a transaction is gas and nonce.
    const walletClient = createWalletClient({
      account: address,
      transport: custom({ request: ({ method, params }) => provider.request({ method, params: params as unknown[] }) }, { retryCount: 0 }),
    });
    return { walletClient, account: walletClient.account };
  } catch (error) {
    if (error instanceof PresageError) throw error;
    if (error instanceof Error && /configuration variable|HHE(7|4)\d*/i.test(error.message) && network !== DEFAULT_NETWORK)
      throw noAccount(network, error);
    throw toPresageError(error);
  }
}

/** The first account, unless `--from` names another one: by its address, or by its name in the address book. */
function chooseAccount(addresses: Address[], from: string | undefined, names: Record<string, Address>): Address {
  const wanted = (from === undefined ? addresses[0] : (names[from] ?? from)).toLowerCase();
  const found = addresses.find((address) => address.toLowerCase() === wanted);
  if (found) return found;
  throw new PresageError({
    code: "NoAccount",
    message: `The network has no key for --from ${from}.`,
    remedy: `Choose one of ${[...Object.keys(names), ...addresses].slice(0, 8).join(", ")}. Nothing was sent.`,
  });
}

function noAccount(network: string, cause?: unknown): PresageError {
  const name = `${network.replace(/([A-Z])/g, "_$1").toUpperCase()}_PRIVATE_KEY`;
  return new PresageError({
    code: "NoAccount",
    message: `No account is configured for ${network}.`,
    remedy: `Run \`npx hardhat keystore set ${name}\`, or set the environment variable ${name}.`,
    cause,
  });
}

/** The address book of the connection's chain, after a check that the contracts are there. */
export async function deploymentOf({ network, chainId, publicClient }: Connection): Promise<Deployment> {
  const deployment = readAddressBook(chainId);
  const remedy = `Run \`npx hardhat presage deploy --network ${network}\`.`;
  if (!deployment)
    throw new PresageError({
      code: "NotDeployed",
      message: `Nothing is deployed on chain ${chainId}, as far as deployments/ knows.`,
      remedy,
    });
  if (await isDeployed(publicClient, deployment)) return deployment;
  const why = chainId === LOCAL_CHAIN_ID ? "the local chain was started anew" : "the address book is of another chain of the same id";
  throw new PresageError({
    code: "NotDeployed",
    message: `There is no contract at ${deployment.contracts.Markets}, where deployments/${chainId}.json says Markets is: ${why}.`,
    remedy,
  });
}

export async function isDeployed(client: PublicClient, deployment: Deployment): Promise<boolean> {
  const codes = await Promise.all(Object.values(deployment.contracts).map((address) => client.getCode({ address })));
  return codes.every((code: Hex | undefined) => code !== undefined && code !== toHex(""));
}

import { configVariable } from "hardhat/config";
import type { ConfigurationVariable, HttpNetworkConfig, ResolvedConfigurationVariable } from "hardhat/types/config";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { NetworkConnection } from "hardhat/types/network";
import {
  type Account,
  type Address,
  createPublicClient,
  createWalletClient,
  custom,
  type Hex,
  type PublicClient,
  toHex,
  type WalletClient,
} from "viem";
import { parseAccount, privateKeyToAccount } from "viem/accounts";
import { chainOf, environmentPrefix, LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { PresageError } from "../../sdk/errors.ts";
import { isSameAddress } from "../../sdk/isSameAddress.ts";
import { namedIn } from "../../sdk/namedIn.ts";
import { readAddressBook } from "../../sdk/node/addressBook.ts";
import { servedError, serveTransport } from "../../sdk/node/serveTransport.ts";
import { rpcUrls } from "../../sdk/rpc/rpcUrls.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import { rpcTransport } from "../../sdk/transport.ts";
import type { Deployment } from "../../sdk/types.ts";
import { lockAccount } from "./accountLock.ts";
import { Journal, journalFolder } from "./journal.ts";
import { journaledTransport, outcomeTransport } from "./journaledTransport.ts";
import { currentRun } from "./run.ts";
import { settle } from "./settle.ts";
import { waitingTransport } from "./waitingTransport.ts";

/** A chain as the commands see it. */
export interface Connection {
  network: string;
  chainId: number;
  /** The endpoints' addresses, which may be secret. */
  urls: readonly string[];
  publicClient: PublicClient;
  /** Hardhat's own connection, through the same endpoints. */
  hardhat: () => Promise<NetworkConnection>;
  /** What was sent to this chain. */
  journal: () => Promise<Journal>;
  /** The account of `--from`, or else the network's first; an error says how to configure one. */
  account: () => Promise<Account>;
  /** The same for signing: after its turn has come and what it sent before is settled. */
  wallet: () => Promise<Wallet>;
}

interface Wallet {
  walletClient: WalletClient;
  account: Account;
}

const DEFAULT_NETWORK = "local";
/** Milliseconds for the last endpoint that is left: with the tries before it a command gives up within twenty seconds. */
const PATIENCE = 8_000;

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
  const urls = await urlsOf(network, config);
  let isConnected = false;
  const endpoints = rpcTransport(urls, {
    ...(config.chainId !== undefined && { chain: chainOf(config.chainId, process.env).chain }),
    patience: PATIENCE,
    // before that the one endpoint's trouble is the command's own error
    onNotice: (notice) => (isConnected || urls.length > 1) && console.error(`RPC ${notice}.`),
  });
  const transport = waitingTransport(endpoints, () => console.error(`Waiting for the RPC endpoint of ${network} …`));
  const run = currentRun();
  const journal = once(async () => new Journal({ folder: journalFolder(), chainId, genesis: await genesis() }));
  const observed = outcomeTransport(transport, journal, run);
  const publicClient: PublicClient = createPublicClient({
    transport: observed,
    pollingInterval: network === DEFAULT_NETWORK ? 100 : 2000,
  });
  const genesis = once(async () => (await publicClient.getBlock({ blockNumber: 0n })).hash);
  const chainId = await chainIdOf(publicClient, network);
  isConnected = true;
  const hardhat = once(async () => {
    const { url } = await serveTransport(journaledTransport(observed, journal, run));
    const accounts = await accountsOf(hre, { network, chainId, url, publicClient });
    return hre.network.create({ network, override: { url, ...(accounts && { accounts }) } });
  });
  const unsettled = once(() => connectWallet(hre, { network, chainId, hardhat }));
  const wallet = once(async () => {
    const { walletClient, account } = await unsettled();
    const chain = `${chainId}-${(await genesis()).slice(2, 10)}`;
    await lockAccount(`${chain}-${account.address.slice(2)}`, { folder: journalFolder() });
    await settle({ publicClient, walletClient, journal: await journal(), account: account.address });
    return { walletClient, account };
  });
  const account = once(async () => {
    if (Array.isArray((hre.config.networks[network] as HttpNetworkConfig).accounts)) return (await unsettled()).account;
    // asked without Hardhat's own connection, which loads ethers, its matchers and EDR
    const addresses = (await publicClient.request({ method: "eth_accounts" } as never)) as Address[];
    return parseAccount(signerAmong(addresses, hre, { network, chainId }));
  });
  return { network, chainId, urls, publicClient, journal, hardhat, account, wallet };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function urlsOf(network: string, config: { url: { get(): Promise<string> } }): Promise<string[]> {
  const name = `${environmentPrefix(network)}_RPC_URL`;
  let setting: string;
  try {
    setting = await config.url.get();
  } catch (error) {
    throw new PresageError({
      code: "NoRpcUrl",
      message: `No RPC endpoint is configured for ${network}.`,
      remedy: `Run \`npx hardhat keystore set ${name}\`, or set the environment variable ${name}: one address, or several with commas between them.`,
      cause: error,
    });
  }
  return rpcUrls(setting);
}

async function chainIdOf(client: PublicClient, network: string): Promise<number> {
  try {
    return await client.getChainId();
  } catch (error) {
    const { code, message, remedy } = toPresageError(error);
    if (code === "WrongChain") {
      throw new PresageError({ code, message, remedy: `${remedy.replace("network", "--network")} Nothing was sent.`, cause: error });
    }
    throw new PresageError({
      code: "RpcUnavailable",
      message: `The chain of ${network} cannot be reached. ${message}`,
      remedy: network === DEFAULT_NETWORK ? "Start the local chain with `npm start`, or choose another --network." : remedy,
      cause: error,
    });
  }
}

async function connectWallet(
  hre: HardhatRuntimeEnvironment,
  { network, chainId, hardhat }: Pick<Connection, "network" | "chainId" | "hardhat">,
): Promise<Wallet> {
  try {
    const { provider } = await hardhat();
    const addresses = (await provider.request({ method: "eth_accounts" })) as Address[];
    const address = signerAmong(addresses, hre, { network, chainId });
    // Only the clients of this module sign; what Hardhat's provider adds to a transaction is gas and nonce.
    const request = async ({ method, params }: { method: string; params?: unknown }) => {
      try {
        return await provider.request({ method, params: params as unknown[] });
      } catch (error) {
        throw servedError(error) ?? error;
      }
    };
    const walletClient = createWalletClient({ account: address, transport: custom({ request }, { retryCount: 0 }) });
    return { walletClient, account: walletClient.account };
  } catch (error) {
    if (error instanceof PresageError) throw error;
    throw servedError(error) ?? toPresageError(error);
  }
}

/**
 * Whose keys sign: that of a part (`--from arbiter`: PRESAGE_ARBITER_PRIVATE_KEY), else the network's own, else the accounts that
 * the endpoint signs for. Undefined: as the configuration has it. Keys come from the keystore or the environment, and no message
 * holds one.
 */
async function accountsOf(
  hre: HardhatRuntimeEnvironment,
  { network, chainId, url, publicClient }: Pick<Connection, "network" | "chainId" | "publicClient"> & { url: string },
): Promise<"remote" | [ConfigurationVariable] | undefined> {
  const { accounts } = hre.config.networks[network] as HttpNetworkConfig;
  if (!Array.isArray(accounts)) return undefined;
  const { from } = hre.globalOptions;
  if (from !== undefined && ROLE.test(from) && !namedIn(readAddressBook(chainId)?.accounts, from)) {
    const role = configVariable(`PRESAGE_${environmentPrefix(from)}_PRIVATE_KEY`);
    const { networkConfig } = await hre.network.create({ network, override: { url, accounts: [role] } });
    const [key] = (networkConfig as HttpNetworkConfig).accounts as ResolvedConfigurationVariable[];
    if (await isKey(key as ResolvedConfigurationVariable, role.name)) return [role];
  }
  const [key] = accounts;
  const name = `${environmentPrefix(network)}_PRIVATE_KEY`;
  if (key && (await isKey(key, name))) return undefined;
  const served = (await publicClient.request({ method: "eth_accounts" } as never).catch(() => [])) as Address[];
  if (Array.isArray(served) && served.length > 0) return "remote";
  throw noAccount(network);
}

/** A part that somebody plays, such as `arbiter`. */
const ROLE = /^[a-z][a-zA-Z]*$/;
/** Those that one key plays where coins are worth nothing, unless they have one of their own. */
const USUAL_ROLES = new Set(["creator", "proposer", "disputer", "arbiter"]);

/** Whether there is a key of that name. Throws `InvalidKey`, without the key. */
async function isKey(variable: ResolvedConfigurationVariable, name: string): Promise<boolean> {
  const value = await variable.get().catch(() => undefined);
  if (value === undefined) return false;
  try {
    privateKeyToAccount((value.startsWith("0x") ? value : `0x${value}`) as Hex);
    return true;
  } catch {
    throw new PresageError({
      code: "InvalidKey",
      message: `${name} is not a private key: it has ${value.length} characters, and must be 64 hexadecimal digits, with 0x before them or without.`,
      remedy: `Set it again: \`npx hardhat keystore set ${name}\`, or the environment variable. Nothing was sent.`,
    });
  }
}

/** Which of the accounts that a network has signs. Throws `NoAccount`. */
function signerAmong(
  addresses: Address[],
  hre: HardhatRuntimeEnvironment,
  { network, chainId }: Pick<Connection, "network" | "chainId">,
): Address {
  if (!addresses[0]) throw noAccount(network);
  const hasKeys = Array.isArray((hre.config.networks[network] as HttpNetworkConfig).accounts);
  return chooseAccount(addresses, hre.globalOptions.from, { names: readAddressBook(chainId)?.accounts ?? {}, chainId, hasKeys });
}

/** The first account, unless `--from` names another one: by its address, by its name in the address book, or by its part. */
function chooseAccount(
  addresses: Address[],
  from: string | undefined,
  { names, chainId, hasKeys }: { names: Record<string, Address>; chainId: number; hasKeys: boolean },
): Address {
  const first = addresses[0] as Address;
  if (from === undefined) return first;
  const isServed = (wanted: string) => addresses.find((address) => isSameAddress(address, wanted));
  const named = namedIn(names, from);
  const found = isServed(named ?? from);
  if (found) return found;
  const variable = `PRESAGE_${environmentPrefix(from)}_PRIVATE_KEY`;
  // the key of that part was chosen by `accountsOf`, or where coins are worth nothing one key plays all parts
  const isPart = hasKeys && ROLE.test(from) && !named;
  if (isPart && (process.env[variable] !== undefined || (chainOf(chainId, process.env).isTest && USUAL_ROLES.has(from)))) return first;
  const possible = [...Object.entries(names).flatMap(([name, address]) => (isServed(address) ? [name] : [])), ...addresses];
  throw new PresageError({
    code: "NoAccount",
    message: `The network has no key for --from "${from}".`,
    remedy: `Choose one of ${possible.slice(0, 8).join(", ")}${isPart ? `, or set ${variable}` : ""}. Nothing was sent.`,
  });
}

function noAccount(network: string): PresageError {
  const name = `${environmentPrefix(network)}_PRIVATE_KEY`;
  return new PresageError({
    code: "NoAccount",
    message: `No account is configured for ${network}, and its endpoint signs for none.`,
    remedy: `Run \`npx hardhat keystore set ${name}\`, or set the environment variable ${name}.`,
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

import hre from "hardhat";
import {
  type Account,
  type Address,
  createPublicClient,
  createWalletClient,
  type Hex,
  http,
  type PublicClient,
  type WalletClient,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { buildContracts } from "../../scripts/buildContracts.ts";
import { resolverContracts } from "../../sdk/abi/resolverContracts.ts";
import { ownKinds } from "../../sdk/resolvers/kinds.ts";
import type { Deployment } from "../../sdk/types.ts";

const MNEMONIC = "test test test test test test test test test test test junk";

export interface Chain {
  url: string;
  client: PublicClient;
  /** How many HTTP requests the client has made. */
  requests: () => number;
  wallet: (index: number) => WalletClient & { account: Account };
  deploy: (contract: string, args?: readonly unknown[]) => Promise<Address>;
  rpc: (method: string, ...params: unknown[]) => Promise<unknown>;
  close: () => Promise<void>;
}

/** A chain of its own for one test file, in this process and on a free port, spoken to over HTTP as any other. */
export async function startChain({ chainId = hardhat.id as number } = {}): Promise<Chain> {
  await buildContracts();
  const server = await hre.network.createServer({ network: "default", override: { chainId } }, "127.0.0.1", 0);
  const { port } = await server.listen();
  return chainAt(`http://127.0.0.1:${port}`, { chainId, close: () => server.close() });
}

/** A local chain that is there already; `close` is what ends it. */
export function chainAt(url: string, { close, chainId = hardhat.id }: { close: () => Promise<void>; chainId?: number }): Chain {
  const chain = { ...hardhat, id: chainId };
  let requests = 0;
  const transport = http(url, {
    batch: true,
    onFetchRequest: () => {
      requests++;
    },
  });
  const client = createPublicClient({ chain, transport, pollingInterval: 50, cacheTime: 0 });
  const wallet = (addressIndex: number) =>
    createWalletClient({
      account: mnemonicToAccount(MNEMONIC, { addressIndex }),
      chain,
      transport: http(url),
      pollingInterval: 50,
    });

  const deploy = async (contract: string, args: readonly unknown[] = []): Promise<Address> => {
    const { abi, bytecode } = await hre.artifacts.readArtifact(contract);
    const hash = await wallet(0).deployContract({ abi, bytecode: bytecode as Hex, args: args as unknown[] });
    const { contractAddress } = await client.waitForTransactionReceipt({ hash });
    if (!contractAddress) throw new Error(`${contract} was not deployed`);
    return contractAddress;
  };
  const rpc = (method: string, ...params: unknown[]) => client.request({ method, params } as never) as Promise<unknown>;
  return { url, client, requests: () => requests, wallet, deploy, rpc, close };
}

/** `Markets`, what needs nothing else beside it, and test dollars. */
export async function deployAll(chain: Chain): Promise<Deployment> {
  const Markets = await chain.deploy("Markets");
  const usd = await chain.deploy("TestUSD");
  const Quoter = await chain.deploy("Quoter", [Markets]);
  const Orders = await chain.deploy("Orders", [Markets]);
  const contracts: Deployment["contracts"] = { Markets, Quoter, Orders };
  for (const kind of ownKinds) {
    const name = resolverContracts[kind];
    contracts[name] = await chain.deploy(name, [Markets]);
  }
  return {
    chainId: 31337,
    startBlock: 1,
    contracts,
    collaterals: { usd },
  };
}

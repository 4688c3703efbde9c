import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { Address } from "viem";
import type { Deployment } from "../../sdk/types.ts";
import { buildContracts } from "../buildContracts.ts";
import { Presage, TestCollateral } from "../ignition/Presage.ts";
import { readAddressBook, writeAddressBook } from "./addressBook.ts";
import { isTestChain, LOCAL_CHAIN_ID } from "./chains.ts";
import { type Connection, isDeployed } from "./connection.ts";

/** Accounts of the local chain that specifications can name; the first one creates markets. */
const LOCAL_ACCOUNTS = { arbiter: 1, member1: 2, member2: 3, member3: 4 };

/** What is deployed; to compile the test contracts as well would double the time of a first start. */
const DEPLOYED = ["Markets", "TestUSD", "resolvers/OptimisticResolver", "resolvers/CommitteeResolver", "resolvers/PriceFeedResolver"].map(
  (name) => `contracts/${name}.sol`,
);

/**
 * Deploys all contracts by Hardhat Ignition and writes the address book. What is there already is left alone: a second run
 * deploys nothing, an interrupted one is resumed from Ignition's journal.
 */
export async function deployContracts(
  hre: HardhatRuntimeEnvironment,
  connection: Connection,
): Promise<{ deployment: Deployment; file?: string }> {
  const { network, chainId, publicClient } = connection;
  const existing = readAddressBook(chainId);
  if (existing && (await isDeployed(publicClient, existing))) return { deployment: existing };

  const { account } = await connection.wallet();
  const startBlock = Number(await publicClient.getBlockNumber()) + 1;
  await buildContracts(DEPLOYED);
  const { ignition } = await hre.network.create(network);
  const isLocal = chainId === LOCAL_CHAIN_ID;
  // Several local chains may run at once, each on a port of its own.
  const deploymentId = isLocal ? `chain-${chainId}-port-${new URL(publicClient.transport.url).port}` : `chain-${chainId}`;
  // The journal of a local chain that was started anew is of no use.
  if (isLocal) forget(hre, deploymentId);
  const options = { deploymentId, defaultSender: account.address, displayUi: false };
  const contracts = await ignition.deploy(Presage, options);
  const collaterals = isTestChain(chainId) ? await ignition.deploy(TestCollateral, options) : undefined;

  const address = async (contract: { getAddress(): Promise<string> }) => (await contract.getAddress()) as Address;
  const deployment: Deployment = {
    chainId,
    startBlock: existing?.startBlock ?? startBlock,
    contracts: {
      Markets: await address(contracts.markets),
      OptimisticResolver: await address(contracts.optimisticResolver),
      CommitteeResolver: await address(contracts.committeeResolver),
      PriceFeedResolver: await address(contracts.priceFeedResolver),
    },
    // names that were added by hand stay, unless the chain that they belonged to is gone
    collaterals: { ...(!isLocal && existing?.collaterals), ...(collaterals && { usd: await address(collaterals.usd) }) },
    ...(existing?.accounts && { accounts: existing.accounts }),
    ...(isLocal && { accounts: await localAccounts(hre, network) }),
  };
  if (isLocal) deployment.startBlock = startBlock;
  return { deployment, file: writeAddressBook(deployment) };
}

function forget(hre: HardhatRuntimeEnvironment, deploymentId: string): void {
  const folder = path.join(hre.config.paths.ignition, "deployments", deploymentId);
  if (existsSync(folder)) rmSync(folder, { recursive: true });
}

async function localAccounts(hre: HardhatRuntimeEnvironment, network: string): Promise<Record<string, Address>> {
  const { provider } = await hre.network.create(network);
  const accounts = (await provider.request({ method: "eth_accounts" })) as Address[];
  return Object.fromEntries(Object.entries(LOCAL_ACCOUNTS).map(([name, index]) => [name, accounts[index]]));
}

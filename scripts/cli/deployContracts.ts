import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { Address } from "viem";
import { chainOf, type KnownChain, LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { readAddressBook, writeAddressBook } from "../../sdk/node/addressBook.ts";
import type { Deployment } from "../../sdk/types.ts";
import { buildContracts } from "../buildContracts.ts";
import { LocalFeed, Reality, Uma } from "../ignition/Oracles.ts";
import { Presage, TestCollateral } from "../ignition/Presage.ts";
import { type Connection, isDeployed } from "./connection.ts";
import { deployLocalOracles } from "./deployLocalOracles.ts";
import { setRoundCall } from "./localFeed.ts";
import { send } from "./send.ts";
import type { Signer } from "./signer.ts";

/** Accounts of the local chain that specifications can name; the first one creates markets. */
const LOCAL_ACCOUNTS = { arbiter: 1, member1: 2, member2: 3, member3: 4 };
/** The name of the local feed in specifications, and its first price. */
const LOCAL_FEED = "BTC/USD";
const FIRST_PRICE = 100_000n * 10n ** 8n;
/** As Chainlink's: phase 1, round 1. */
const FIRST_ROUND = (1n << 64n) + 1n;

/** What is deployed; to compile the test contracts as well would double the time of a first start. */
const DEPLOYED = [
  "Markets",
  "TestUSD",
  "resolvers/OptimisticResolver",
  "resolvers/CommitteeResolver",
  "resolvers/PriceFeedResolver",
  "resolvers/UmaResolver",
  "resolvers/RealityResolver",
  "test/FeedMock",
].map((name) => `contracts/${name}.sol`);

/**
 * Deploys all contracts by Hardhat Ignition and writes the address book. What is there already is left alone: a second run
 * deploys nothing, an interrupted one is resumed from Ignition's journal.
 */
export async function deployContracts(
  hre: HardhatRuntimeEnvironment,
  connection: Connection,
): Promise<{ deployment: Deployment; file?: string }> {
  const { chainId, publicClient } = connection;
  const existing = readAddressBook(chainId);
  const stands = existing && (await isDeployed(publicClient, existing));
  if (stands && isComplete(existing)) return { deployment: existing };

  const wallet = await connection.wallet();
  const { account } = wallet;
  const startBlock = Number(await publicClient.getBlockNumber()) + 1;
  await buildContracts(DEPLOYED);
  const { ignition } = await connection.hardhat();
  const isLocal = chainId === LOCAL_CHAIN_ID;
  // Several local chains may run at once, each on a port of its own.
  const deploymentId = isLocal ? `chain-${chainId}-port-${new URL(connection.urls[0] as string).port}` : `chain-${chainId}`;
  // The journal of a local chain that was started anew is of no use.
  if (isLocal) forget(hre, deploymentId);
  const options = { deploymentId, defaultSender: account.address, displayUi: false };
  const addresses = stands ? existing.contracts : await deployEngine(ignition, options);
  const usd = chainOf(chainId, process.env).isTest
    ? ((isLocal ? undefined : existing?.collaterals.usd) ?? (await addressOf((await ignition.deploy(TestCollateral, options)).usd)))
    : undefined;
  const accounts = isLocal ? await localAccounts(connection) : existing?.accounts;
  const local =
    isLocal && usd && accounts
      ? await deployLocalOracles({ publicClient, ...wallet }, { currency: usd, arbitratorOwner: accounts.arbiter })
      : undefined;
  const feed = isLocal ? await deployLocalFeed(ignition, options, { publicClient, ...wallet }) : undefined;
  const outside = local ?? (await presentOracles(connection));
  const parameters = (oracle: Address) => ({ markets: addresses.Markets, oracle });

  const deployment: Deployment = {
    chainId,
    startBlock: isLocal ? startBlock : (existing?.startBlock ?? startBlock),
    contracts: {
      ...addresses,
      ...(outside?.uma && {
        UmaResolver: await addressOf(
          (await ignition.deploy(Uma, { ...options, parameters: { Uma: parameters(outside.uma) } })).umaResolver,
        ),
      }),
      ...(outside?.reality && {
        RealityResolver: await addressOf(
          (await ignition.deploy(Reality, { ...options, parameters: { Reality: parameters(outside.reality) } })).realityResolver,
        ),
      }),
    },
    // names that were added by hand stay, unless the chain that they belonged to is gone
    collaterals: { ...(!isLocal && existing?.collaterals), ...(usd && { usd }) },
    ...(accounts && { accounts: { ...accounts, ...(local && { court: local.arbitrator, voters: local.umaVoters }) } }),
    ...(feed ? { feeds: { [LOCAL_FEED]: feed } } : existing?.feeds && { feeds: existing.feeds }),
  };
  return { deployment, file: writeAddressBook(deployment) };
}

/** The known oracles of the chain whose contracts are there: a resolver of nothing could never resolve. */
async function presentOracles({ chainId, publicClient }: Connection): Promise<Pick<KnownChain, "uma" | "reality">> {
  const known = chainOf(chainId);
  const isThere = async (address?: Address) => address !== undefined && (await publicClient.getCode({ address })) !== undefined;
  const [uma, reality] = await Promise.all([isThere(known.uma), isThere(known.reality)]);
  return { ...(uma && { uma: known.uma }), ...(reality && { reality: known.reality }) };
}

/** Whether every resolver stands whose oracle is on the chain. */
function isComplete({ chainId, contracts }: Deployment): boolean {
  const outside = chainOf(chainId);
  return (!outside.uma || contracts.UmaResolver !== undefined) && (!outside.reality || contracts.RealityResolver !== undefined);
}

type Ignition = Awaited<ReturnType<HardhatRuntimeEnvironment["network"]["create"]>>["ignition"];
type IgnitionOptions = { deploymentId: string; defaultSender: Address; displayUi: boolean };

async function deployEngine(ignition: Ignition, options: IgnitionOptions): Promise<Deployment["contracts"]> {
  const { markets, optimisticResolver, committeeResolver, priceFeedResolver } = await ignition.deploy(Presage, options);
  return {
    Markets: await addressOf(markets),
    OptimisticResolver: await addressOf(optimisticResolver),
    CommitteeResolver: await addressOf(committeeResolver),
    PriceFeedResolver: await addressOf(priceFeedResolver),
  };
}

async function addressOf(contract: { getAddress(): Promise<string> }): Promise<Address> {
  return (await contract.getAddress()) as Address;
}

/** A feed with one round, so that markets can be made on it. */
async function deployLocalFeed(ignition: Ignition, options: IgnitionOptions, signer: Signer): Promise<Address> {
  const address = await addressOf((await ignition.deploy(LocalFeed, options)).feed);
  const { timestamp } = await signer.publicClient.getBlock();
  await send(signer, setRoundCall({ feed: address, roundId: FIRST_ROUND, price: FIRST_PRICE, updatedAt: timestamp }));
  return address;
}

function forget(hre: HardhatRuntimeEnvironment, deploymentId: string): void {
  const folder = path.join(hre.config.paths.ignition, "deployments", deploymentId);
  if (existsSync(folder)) rmSync(folder, { recursive: true });
}

async function localAccounts({ hardhat }: Connection): Promise<Record<string, Address>> {
  const { provider } = await hardhat();
  const accounts = (await provider.request({ method: "eth_accounts" })) as Address[];
  return Object.fromEntries(Object.entries(LOCAL_ACCOUNTS).map(([name, index]) => [name, accounts[index]]));
}

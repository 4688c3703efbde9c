import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { type Address, type Hex, isAddress, isHex } from "viem";
import { resolverContracts } from "../../sdk/abi/resolverContracts.ts";
import { chainOf, type Environment, environmentPrefix, isDevelopmentChain, type KnownChain } from "../../sdk/chains.ts";
import { PresageError } from "../../sdk/errors.ts";
import { readAddressBook, writeAddressBook } from "../../sdk/node/addressBook.ts";
import type { Deployment } from "../../sdk/types.ts";
import { buildContracts } from "../buildContracts.ts";
import { CourtArbiter, LocalCourt, LocalFeed, Reality, Uma } from "../ignition/Oracles.ts";
import { ENGINE, TEST_COLLATERAL } from "../ignition/Presage.ts";
import { type Connection, isDeployed } from "./connection.ts";
import { deployLocalOracles } from "./deployLocalOracles.ts";
import { addressOf, deployOwn, forget, type Ignition, type IgnitionOptions, isOfAnotherChain } from "./deployOwn.ts";
import { firstBlockOf } from "./firstBlockOf.ts";
import { pushRoundsCall, setRoundCall } from "./localFeed.ts";
import { send } from "./send.ts";
import type { Signer } from "./signer.ts";

/** Accounts of a development chain that specifications can name, as far as it signs for so many; the first one creates markets. */
const LOCAL_ACCOUNTS = { arbiter: 1, member1: 2, member2: 3, member3: 4 };
/** The name of the local feed in specifications, and its first price. */
const LOCAL_FEED = "BTC/USD";
const FIRST_PRICE = 100_000n * 10n ** 8n;
const HOUR = 3_600n;
/** Blocks after which a transaction counts as final for Ignition. On a test chain a deployment that is lost is made again. */
const CONFIRMATIONS = 5;
const TEST_CONFIRMATIONS = 1;
/** As Chainlink's: phase 1, round 1. */
const FIRST_ROUND = (1n << 64n) + 1n;

/** The sources of what is deployed; to compile the test contracts as well would double the time of a first start. */
export const DEPLOYED = [
  "Markets",
  "Quoter",
  "Orders",
  "TestUSD",
  ...Object.values(resolverContracts).map((name) => `resolvers/${name}`),
  "arbiters/Erc792Arbiter",
  "test/FeedMock",
  "test/CourtMock",
].map((name) => `contracts/${name}.sol`);

/**
 * Deploys all contracts by Hardhat Ignition and writes the address book. What is there already is left alone: a second run
 * deploys nothing, an interrupted one is resumed. `note` says why the addresses are this chain's own, if they had to be.
 */
export async function deployContracts(
  hre: HardhatRuntimeEnvironment,
  connection: Connection,
): Promise<{ deployment: Deployment; file?: string; note?: string }> {
  const { chainId, publicClient } = connection;
  const existing = readAddressBook(chainId);
  const stands = existing && (await isDeployed(publicClient, existing));
  const court = await courtOf(connection, process.env);
  if (stands && isComplete(existing, court)) return { deployment: existing };

  const wallet = await connection.wallet();
  const { account } = wallet;
  await buildContracts({ files: DEPLOYED });
  const { ignition } = await connection.hardhat();
  const isLocal = isDevelopmentChain(chainId);
  const { isTest } = chainOf(chainId, process.env);
  // Several local chains may run at once, each on a port of its own.
  const deploymentId = isLocal ? `chain-${chainId}-port-${new URL(connection.urls[0] as string).port}` : `chain-${chainId}`;
  // The journal of a local chain that was started anew is of no use, nor is that of another development chain of the same id.
  if (isLocal || (isTest && (await isOfAnotherChain(hre, deploymentId, connection)))) forget(hre, deploymentId);
  // beside what Ignition sends the local oracles are sent: it waits until nobody else's transactions are open to question
  const config = { requiredConfirmations: isTest ? TEST_CONFIRMATIONS : CONFIRMATIONS };
  const options = { deploymentId, defaultSender: account.address, displayUi: false, config };

  const standing = stands && hasEngine(existing.contracts) ? existing : undefined;
  const presentUsd = isLocal ? undefined : existing?.collaterals.usd;
  const names = [...(standing ? [] : ENGINE), ...(isTest && !presentUsd ? [TEST_COLLATERAL] : [])];
  const own = await deployOwn(hre, { connection, ignition, options, names, markets: standing?.contracts.Markets });
  const { TestUSD: newUsd, ...engine } = own.addresses;
  const addresses = standing?.contracts ?? (engine as Deployment["contracts"]);
  const usd = isTest ? (presentUsd ?? newUsd) : undefined;
  const factory = standing ? standing.factory : own.factory;
  const accounts = isLocal ? await localAccounts(connection) : existing?.accounts;
  const local =
    isLocal && usd
      ? await deployLocalOracles({ publicClient, ...wallet }, { currency: usd, arbitratorOwner: accounts?.arbiter ?? account.address })
      : undefined;
  const feed = isLocal ? await deployLocalFeed(ignition, options, { publicClient, ...wallet }) : undefined;
  const outside = local ?? (await presentOracles(connection));
  const parameters = (oracle: Address) => ({ markets: addresses.Markets, oracle });
  const judge =
    court ?? (isLocal ? { address: await addressOf((await ignition.deploy(LocalCourt, options)).court), extraData: "0x" } : undefined);

  const deployment: Deployment = {
    chainId,
    startBlock: standing?.startBlock ?? (await firstBlockOf(publicClient, addresses.Markets)),
    ...(factory && { factory }),
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
      ...(judge && {
        Erc792Arbiter: await addressOf(
          (
            await ignition.deploy(CourtArbiter, {
              ...options,
              parameters: {
                CourtArbiter: { resolver: addresses.OptimisticResolver as Address, court: judge.address, extraData: judge.extraData },
              },
            })
          ).erc792Arbiter,
        ),
      }),
    },
    // names that were added by hand stay, unless the chain that they belonged to is gone
    collaterals: { ...(!isLocal && existing?.collaterals), ...(usd && { usd }) },
    ...(accounts && { accounts: { ...accounts, ...(local && { court: local.arbitrator, voters: local.umaVoters }) } }),
    ...(feed ? { feeds: { [LOCAL_FEED]: feed } } : existing?.feeds && { feeds: existing.feeds }),
  };
  return { deployment, file: writeAddressBook(deployment), ...(own.note !== undefined && { note: own.note }) };
}

/** The known oracles of the chain whose contracts are there: a resolver of nothing could never resolve. */
async function presentOracles({ chainId, publicClient }: Connection): Promise<Pick<KnownChain, "uma" | "reality">> {
  const known = chainOf(chainId);
  const isThere = async (address?: Address) => address !== undefined && (await publicClient.getCode({ address })) !== undefined;
  const [uma, reality] = await Promise.all([isThere(known.uma), isThere(known.reality)]);
  return { ...(uma && { uma: known.uma }), ...(reality && { reality: known.reality }) };
}

/** Whether the engine's quotes and its limit orders stand, every resolver whose oracle is on the chain, and the arbiter if a court is named. */
function isComplete({ chainId, contracts }: Deployment, court: Court | undefined): boolean {
  const { uma, reality } = chainOf(chainId);
  const isLacking =
    !hasEngine(contracts) ||
    (uma && !contracts.UmaResolver) ||
    (reality && !contracts.RealityResolver) ||
    (court && !contracts.Erc792Arbiter);
  return !isLacking;
}

/** Whether all is there that needs no outside oracle. */
function hasEngine(contracts: Deployment["contracts"]): boolean {
  return ENGINE.every((name) => contracts[name] !== undefined);
}

interface Court {
  address: Address;
  extraData: Hex;
}

/** The ERC-792 court that the environment names for a network, such as by `MAINNET_COURT`. Throws `InvalidCourt`. */
async function courtOf({ network, publicClient }: Connection, environment: Environment): Promise<Court | undefined> {
  const name = `${environmentPrefix(network)}_COURT`;
  const { [name]: address, [`${name}_EXTRA_DATA`]: extraData = "0x" } = environment;
  if (!address) return undefined;
  const isWellFormed = isAddress(address) && isHex(extraData) && extraData.length % 2 === 0;
  if (isWellFormed && (await publicClient.getCode({ address }))) return { address, extraData };
  throw new PresageError({
    code: "InvalidCourt",
    message: isWellFormed
      ? `${name} names ${address}, where there is no contract.`
      : `${name} is ${address}, with ${extraData} as extra data.`,
    remedy: `Give the address of an ERC-792 court, and in ${name}_EXTRA_DATA what it is to be told, as hexadecimal bytes. Nothing was sent.`,
  });
}

/** A feed with a short history, without which no market can be made on it. */
async function deployLocalFeed(ignition: Ignition, options: IgnitionOptions, signer: Signer): Promise<Address> {
  const address = await addressOf((await ignition.deploy(LocalFeed, options)).feed);
  const { timestamp } = await signer.publicClient.getBlock();
  await send(signer, setRoundCall({ feed: address, roundId: FIRST_ROUND, price: FIRST_PRICE, updatedAt: timestamp - HOUR }));
  await send(signer, pushRoundsCall({ feed: address, rounds: [{ price: FIRST_PRICE, updatedAt: Number(timestamp) }] }));
  return address;
}

async function localAccounts({ hardhat }: Connection): Promise<Record<string, Address>> {
  const { provider } = await hardhat();
  const accounts = (await provider.request({ method: "eth_accounts" })) as Address[];
  return Object.fromEntries(Object.entries(LOCAL_ACCOUNTS).flatMap(([name, index]) => (accounts[index] ? [[name, accounts[index]]] : [])));
}

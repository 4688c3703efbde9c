import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { type Address, encodeDeployData, type Hex, keccak256, type PublicClient, toHex } from "viem";
import { LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { isSameAddress } from "../../sdk/isSameAddress.ts";
import { constructorArgs, type OwnContract, presage } from "../ignition/Presage.ts";
import type { Connection } from "./connection.ts";
import { CREATE_X, createXAddress, placeCreateX, SALT } from "./createX.ts";

export type Ignition = Awaited<ReturnType<HardhatRuntimeEnvironment["network"]["create"]>>["ignition"];
export interface IgnitionOptions {
  deploymentId: string;
  defaultSender: Address;
  displayUi: boolean;
  config: { requiredConfirmations: number };
}

interface Deployed {
  addresses: Partial<Record<OwnContract, Address>>;
  /** The factory that the addresses come from. */
  factory?: Address;
  /** Why they come from none, and are this chain's alone. */
  note?: string;
}

/**
 * Deploys those of the project's own contracts that are named, and leaves alone what stands. Through the factory where the chain
 * has it: at addresses that only the code decides, the same on every chain and for whoever deploys, so that what is there
 * already, by anybody, is what was wanted. `markets` is where the engine stands if it is not among them.
 */
export async function deployOwn(
  hre: HardhatRuntimeEnvironment,
  {
    connection,
    ignition,
    options,
    names,
    markets,
  }: {
    connection: Connection;
    ignition: Ignition;
    options: IgnitionOptions;
    names: readonly OwnContract[];
    markets: Address | undefined;
  },
): Promise<Deployed> {
  if (names.length === 0) return { addresses: {} };
  const note = await placeCreateX(connection);
  if (note !== undefined) return { addresses: await addressesOf(await ignition.deploy(presage(names, markets), options)), note };

  const addresses = await plannedAddresses(hre, names, markets);
  const lacking = () => missing(connection.publicClient, addresses, names);
  // of this code alone: other code has other addresses, and nothing to do with what an earlier version left in its journal
  const version = keccak256(toHex(Object.values(addresses).join())).slice(2, 10);
  const deploymentId = `${options.deploymentId}-create2-${version}`;
  if (connection.chainId === LOCAL_CHAIN_ID || (await isOfAnotherChain(hre, deploymentId, connection))) forget(hre, deploymentId);
  let left = await lacking();
  while (left.length > 0) {
    try {
      const module = presage(left, left.includes("Markets") ? undefined : (addresses.Markets ?? markets));
      const deployed = await ignition.deploy(module, { ...options, deploymentId, strategy: "create2", strategyConfig: { salt: SALT } });
      requireSame(addresses, await addressesOf(deployed));
      left = [];
    } catch (error) {
      // Ignition goes no further from a journal with a failure in it; what stands is known by its address
      forget(hre, deploymentId);
      const still = await lacking();
      if (still.length === left.length) throw error;
      left = still; // somebody else deployed one of them in between
    }
  }
  return { addresses, factory: CREATE_X };
}

/** Where this checkout's contracts stand on every chain that has the factory. */
export async function plannedAddresses(
  { artifacts }: Pick<HardhatRuntimeEnvironment, "artifacts">,
  names: readonly OwnContract[],
  markets?: Address,
): Promise<Partial<Record<OwnContract, Address>>> {
  const addressOf = async (name: OwnContract, engine?: Address) => {
    const { abi, bytecode } = await artifacts.readArtifact(name);
    return createXAddress(encodeDeployData({ abi, bytecode: bytecode as Hex, args: constructorArgs(name, engine) }));
  };
  const engine = names.includes("Markets") ? await addressOf("Markets") : markets;
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await addressOf(name, engine)] as const)));
}

async function missing(
  client: PublicClient,
  addresses: Partial<Record<OwnContract, Address>>,
  names: readonly OwnContract[],
): Promise<OwnContract[]> {
  const codes = await Promise.all(names.map((name) => client.getCode({ address: addresses[name] as Address })));
  return names.filter((_, index) => codes[index] === undefined);
}

/** That Ignition deployed what the addresses were computed from. */
function requireSame(planned: Partial<Record<string, Address>>, deployed: Record<string, Address>): void {
  for (const [name, address] of Object.entries(deployed)) {
    if (!isSameAddress(planned[name], address)) throw new Error(`${name} was deployed at ${address}, and should be at ${planned[name]}.`);
  }
}

async function addressesOf(contracts: Record<string, { getAddress(): Promise<string> }>): Promise<Record<string, Address>> {
  const rows = Object.entries(contracts).map(async ([name, contract]) => [name, await addressOf(contract)] as const);
  return Object.fromEntries(await Promise.all(rows));
}

export async function addressOf(contract: { getAddress(): Promise<string> }): Promise<Address> {
  return (await contract.getAddress()) as Address;
}

/** Whether what Ignition's journal says was deployed is not there: development chains begin anew under one id. */
export async function isOfAnotherChain(
  hre: HardhatRuntimeEnvironment,
  deploymentId: string,
  { publicClient }: Connection,
): Promise<boolean> {
  const file = path.join(folderOf(hre, deploymentId), "deployed_addresses.json");
  if (!existsSync(file)) return false;
  const addresses = Object.values(JSON.parse(readFileSync(file, "utf8")) as Record<string, Address>);
  const codes = await Promise.all(addresses.map((address) => publicClient.getCode({ address })));
  return codes.some((code) => code === undefined);
}

export function forget(hre: HardhatRuntimeEnvironment, deploymentId: string): void {
  rmSync(folderOf(hre, deploymentId), { recursive: true, force: true });
}

function folderOf(hre: HardhatRuntimeEnvironment, deploymentId: string): string {
  return path.join(hre.config.paths.ignition, "deployments", deploymentId);
}

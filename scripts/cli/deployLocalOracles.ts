import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  type Abi,
  type Account,
  type Address,
  getContractAddress,
  type Hex,
  type PublicClient,
  parseEther,
  stringToHex,
  type WalletClient,
  zeroAddress,
} from "viem";

const require = createRequire(import.meta.url);
const UMA = "@uma/contracts-node/dist/packages/core/artifacts/contracts";
const VERIFICATION = "data-verification-mechanism";
const REALITY = "@reality.eth/contracts";
/** UMA's own artifacts, by contract. */
const PATHS = {
  Finder: `${VERIFICATION}/implementation/Finder.sol/Finder.json`,
  Store: `${VERIFICATION}/implementation/Store.sol/Store.json`,
  IdentifierWhitelist: `${VERIFICATION}/implementation/IdentifierWhitelist.sol/IdentifierWhitelist.json`,
  MockOracleAncillary: `${VERIFICATION}/test/MockOracleAncillary.sol/MockOracleAncillary.json`,
  AddressWhitelist: "common/implementation/AddressWhitelist.sol/AddressWhitelist.json",
  OptimisticOracleV3: "optimistic-oracle-v3/implementation/OptimisticOracleV3.sol/OptimisticOracleV3.json",
} as const;

export const ASSERT_TRUTH = stringToHex("ASSERT_TRUTH", { size: 32 });
/** UMA asks for twice this as the smallest bond. */
const FINAL_FEE = 5n * 10n ** 6n;
const LIVENESS = 7_200n;
const ARBITRATION_FEE = parseEther("0.01");

type Deployer = { publicClient: PublicClient; walletClient: WalletClient; account: Account };
type Published = { abi: Abi; bytecode: Hex };

export interface LocalOracles {
  uma: Address;
  /** UMA's voters, who say what they are told to (`pushPrice`): everything else is UMA's own. */
  umaVoters: Address;
  reality: Address;
  /** Reality.eth's own arbitrator contract, which `arbitratorOwner` rules through. */
  arbitrator: Address;
}

/**
 * UMA's Optimistic Oracle V3 and Reality.eth 3.0 on a chain of one's own, from the bytecode that their makers published.
 */
export async function deployLocalOracles(
  deployer: Deployer,
  options: { currency: Address; arbitratorOwner: Address },
): Promise<LocalOracles> {
  const { deploy, call, finish } = await sender(deployer);
  const { currency, arbitratorOwner } = options;

  const finder = await deploy(umaArtifact("Finder"));
  const store = await deploy(umaArtifact("Store"), [{ rawValue: 0n }, { rawValue: 0n }, zeroAddress]);
  const identifiers = await deploy(umaArtifact("IdentifierWhitelist"));
  const currencies = await deploy(umaArtifact("AddressWhitelist"));
  const umaVoters = await deploy(umaArtifact("MockOracleAncillary"), [finder, zeroAddress]);
  await call(currencies, umaArtifact("AddressWhitelist"), "addToWhitelist", [currency]);
  await call(identifiers, umaArtifact("IdentifierWhitelist"), "addSupportedIdentifier", [ASSERT_TRUTH]);
  await call(store, umaArtifact("Store"), "setFinalFee", [currency, { rawValue: FINAL_FEE }]);
  const registry = { Store: store, IdentifierWhitelist: identifiers, CollateralWhitelist: currencies, Oracle: umaVoters };
  for (const [name, address] of Object.entries(registry))
    await call(finder, umaArtifact("Finder"), "changeImplementationAddress", [stringToHex(name, { size: 32 }), address]);
  // last, because its constructor reads the registry
  const uma = await deploy(umaArtifact("OptimisticOracleV3"), [finder, currency, LIVENESS]);

  const reality = await deploy(realityArtifact("RealityETH-3.0", "solc-0.8.6"));
  const arbitratorArtifact = realityArtifact("Arbitrator", "solc-0.4.25");
  const arbitrator = await deploy(arbitratorArtifact);
  await call(arbitrator, arbitratorArtifact, "setRealitio", [reality]);
  await call(arbitrator, arbitratorArtifact, "setDisputeFee", [ARBITRATION_FEE]);
  await call(arbitrator, arbitratorArtifact, "transferOwnership", [arbitratorOwner]);
  await finish();
  return { uma, umaVoters, reality, arbitrator };
}

export function umaArtifact(name: keyof typeof PATHS): Published {
  return require(`${UMA}/${PATHS[name]}`);
}

export function realityArtifact(name: string, compiler: string): Published {
  const bytecode = readFileSync(require.resolve(`${REALITY}/bytecode/${name}.bin`), "utf8").trim();
  return {
    abi: require(`${REALITY}/abi/${compiler}/${name}.abi.json`),
    bytecode: bytecode.startsWith("0x") ? (bytecode as Hex) : `0x${bytecode}`,
  };
}

/** Sends one after the other, and waits for what came of them at the end: addresses follow from the nonces. */
async function sender({ publicClient, walletClient, account }: Deployer) {
  let nonce = await publicClient.getTransactionCount({ address: account.address });
  const hashes: Hex[] = [];
  const deploy = async ({ abi, bytecode }: Published, args: readonly unknown[] = []): Promise<Address> => {
    const address = getContractAddress({ from: account.address, nonce: BigInt(nonce) });
    const request = { account, chain: null, abi, bytecode, args: args as unknown[], gas: 8_000_000n, nonce: nonce++ };
    hashes.push(await walletClient.deployContract(request));
    return address;
  };
  const call = async (address: Address, { abi }: Published, functionName: string, args: readonly unknown[]): Promise<void> => {
    const request = { account, chain: null, address, abi, functionName, args: args as unknown[], gas: 1_000_000n, nonce: nonce++ };
    hashes.push(await walletClient.writeContract(request));
  };
  const finish = async (): Promise<void> => {
    const receipts = await Promise.all(hashes.map((hash) => publicClient.waitForTransactionReceipt({ hash })));
    const failed = receipts.find(({ status }) => status !== "success");
    if (failed) throw new Error(`Transaction ${failed.transactionHash} failed while the local oracles were set up.`);
  };
  return { deploy, call, finish };
}

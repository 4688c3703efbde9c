import { createRequire } from "node:module";
import { ethers } from "./resolverFixture.ts";

const require = createRequire(import.meta.url);

const artifacts = "@uma/contracts-node/dist/packages/core/artifacts/contracts";
const core = "data-verification-mechanism";
const paths: Record<string, string> = {
  Finder: `${core}/implementation/Finder.sol/Finder.json`,
  Store: `${core}/implementation/Store.sol/Store.json`,
  IdentifierWhitelist: `${core}/implementation/IdentifierWhitelist.sol/IdentifierWhitelist.json`,
  MockOracleAncillary: `${core}/test/MockOracleAncillary.sol/MockOracleAncillary.json`,
  AddressWhitelist: "common/implementation/AddressWhitelist.sol/AddressWhitelist.json",
  OptimisticOracleV3: "optimistic-oracle-v3/implementation/OptimisticOracleV3.sol/OptimisticOracleV3.json",
};

export const ASSERT_TRUTH = ethers.encodeBytes32String("ASSERT_TRUTH");

/** Deploys a contract of UMA from its published bytecode. */
async function deployPublished(name: string, args: unknown[] = []) {
  const { abi, bytecode } = require(`${artifacts}/${paths[name]}`);
  const [deployer] = await ethers.getSigners();
  const contract = await new ethers.ContractFactory(abi, bytecode, deployer).deploy(...args);
  return new ethers.Contract(await contract.getAddress(), abi, deployer);
}

/** UMA's Optimistic Oracle V3 with one accepted currency, and voters who say what they are told to. */
export async function deployUma(liveness: number, finalFee: bigint) {
  const currency = await ethers.deployContract("BondToken");
  const currencyAddress = await currency.getAddress();
  const finder = await deployPublished("Finder");
  const finderAddress = await finder.getAddress();
  const store = await deployPublished("Store", [{ rawValue: 0 }, { rawValue: 0 }, ethers.ZeroAddress]);
  const identifiers = await deployPublished("IdentifierWhitelist");
  const currencies = await deployPublished("AddressWhitelist");
  const voters = await deployPublished("MockOracleAncillary", [finderAddress, ethers.ZeroAddress]);
  await currencies.addToWhitelist(currencyAddress);
  await identifiers.addSupportedIdentifier(ASSERT_TRUTH);
  const setFinalFee = (fee: bigint) => store.setFinalFee(currencyAddress, { rawValue: fee });
  await setFinalFee(finalFee);
  const registry = { Store: store, IdentifierWhitelist: identifiers, CollateralWhitelist: currencies, Oracle: voters };
  for (const [name, contract] of Object.entries(registry)) {
    await finder.changeImplementationAddress(ethers.encodeBytes32String(name), await contract.getAddress());
  }
  // last, because its constructor reads the registry
  const oracle = await deployPublished("OptimisticOracleV3", [finderAddress, currencyAddress, liveness]);

  const vote = async (id: string, truthful: boolean) => {
    const { assertionTime } = await oracle.getAssertion(id);
    await voters.pushPrice(ASSERT_TRUTH, assertionTime, await oracle.stampAssertion(id), truthful ? 10n ** 18n : 0n);
  };
  return { currency, oracle, vote, setFinalFee };
}

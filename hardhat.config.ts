import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { configVariable, defineConfig } from "hardhat/config";
import { presageTasks } from "./scripts/cli/tasks.ts";
import { ensureHomeFolders } from "./scripts/hardhat/ensureHomeFolders.ts";
import ownWarnings from "./scripts/hardhat/ownWarnings.ts";
import signer from "./scripts/hardhat/signer.ts";
import { CHAINS, chainOf, type Environment, environmentPrefix, type KnownChain, LOCAL_CHAIN_ID } from "./sdk/chains.ts";
import { LOCAL_RPC_URL } from "./sdk/rpc/rpcUrls.ts";

ensureHomeFolders();
const require = createRequire(import.meta.url);
const solc = {
  version: (require("solc/package.json") as { version: string }).version,
  // the WebAssembly compiler that npm's `solc` ships: nothing is downloaded
  path: require.resolve("solc/soljson.js"),
  preferWasm: true,
  settings: {
    optimizer: { enabled: true, runs: 1500 },
    viaIR: true,
    evmVersion: "cancun", // transient storage; every chain has it
    // nothing of how a build was called: the same sources give the same code, and so the same addresses, everywhere
    metadata: { bytecodeHash: "none" },
  },
};

/** Endpoints and key come from Hardhat's encrypted keystore or the environment. */
function remote({ chain, network }: KnownChain) {
  const prefix = environmentPrefix(network);
  const accounts = [configVariable(`${prefix}_PRIVATE_KEY`)];
  return { type: "http" as const, chainId: chain.id, url: configVariable(`${prefix}_RPC_URL`), accounts };
}

/** Where a chain that is known by the environment alone is shown, and where the sources of its contracts are taken. */
function customExplorer({ PRESAGE_EXPLORER_URL: url, PRESAGE_EXPLORER_API_URL: apiUrl }: Environment) {
  if (!url || !apiUrl || custom === LOCAL_CHAIN_ID) return {};
  const { name } = chainOf(custom, process.env).chain;
  return { [custom]: { name, blockExplorers: { etherscan: { name: "The explorer", url, apiUrl } } } };
}

/** Where what is compiled goes, if not to where everything looks for it: with coverage measured it is other code. */
function buildPaths(folder: string | undefined) {
  return folder ? { artifacts: `${folder}/artifacts`, cache: `${folder}/cache` } : {};
}

const custom = Number(process.env.PRESAGE_CHAIN_ID || LOCAL_CHAIN_ID);
const chains = [...new Set([...CHAINS.filter(({ chain }) => chain.id !== LOCAL_CHAIN_ID), chainOf(custom, process.env)])];

export default defineConfig({
  plugins: [toolbox, ownWarnings, signer],
  tasks: presageTasks,
  solidity: { profiles: { default: solc, production: { ...solc, isolated: false } } },
  paths: { tests: { mocha: "test/contracts" }, ...buildPaths(process.env.PRESAGE_BUILD_FOLDER) },
  test: {
    solidity: {
      profiles: {
        default: { fuzz: { runs: 256 }, invariant: { runs: 32, depth: 128 } },
        // `npm run test:deep`, which prints the seed that it draws
        deep: {
          fuzz: { runs: Number(process.env.PRESAGE_RUNS ?? 100_000), seed: process.env.PRESAGE_SEED },
          invariant: { runs: 1024, depth: 128 },
        },
      },
    },
  },
  verify: { etherscan: { apiKey: configVariable("ETHERSCAN_API_KEY", { default: "" }) } },
  chainDescriptors: customExplorer(process.env),
  networks: {
    default: { type: "edr-simulated", chainType: "l1", hardfork: "osaka" },
    ...Object.fromEntries(chains.map((known) => [known.network, remote(known)])),
    local: { type: "http", chainType: "l1", chainId: LOCAL_CHAIN_ID, url: configVariable("PRESAGE_RPC_URL", { default: LOCAL_RPC_URL }) },
  },
});

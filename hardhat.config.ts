import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { configVariable, defineConfig } from "hardhat/config";
import { presageTasks } from "./scripts/cli/tasks.ts";
import { ensureHomeFolders } from "./scripts/hardhat/ensureHomeFolders.ts";
import ownWarnings from "./scripts/hardhat/ownWarnings.ts";
import signer from "./scripts/hardhat/signer.ts";

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
  },
};

/** Endpoint and key come from Hardhat's encrypted keystore or the environment. */
function remote(name: string, chainId: number) {
  return { type: "http" as const, chainId, url: configVariable(`${name}_RPC_URL`), accounts: [configVariable(`${name}_PRIVATE_KEY`)] };
}

export default defineConfig({
  plugins: [toolbox, ownWarnings, signer],
  tasks: presageTasks,
  solidity: { profiles: { default: solc, production: { ...solc, isolated: false } } },
  paths: { tests: { mocha: "test/contracts" } },
  test: {
    solidity: {
      profiles: {
        default: { fuzz: { runs: 256 }, invariant: { runs: 32, depth: 128 } },
        // `npm run test:deep`, which prints the seed that it draws
        deep: { fuzz: { runs: 100_000, seed: process.env.PRESAGE_SEED }, invariant: { runs: 1024, depth: 128 } },
      },
    },
  },
  networks: {
    default: { type: "edr-simulated", chainType: "l1", hardfork: "osaka" },
    local: { type: "http", chainType: "l1", chainId: 31_337, url: process.env.PRESAGE_RPC_URL ?? "http://127.0.0.1:8545" },
    sepolia: remote("SEPOLIA", 11_155_111),
    baseSepolia: remote("BASE_SEPOLIA", 84_532),
    arbitrumSepolia: remote("ARBITRUM_SEPOLIA", 421_614),
    // money of worth: nothing is sent there without --yes-mainnet
    mainnet: remote("MAINNET", 1),
    base: remote("BASE", 8_453),
    arbitrum: remote("ARBITRUM", 42_161),
  },
});

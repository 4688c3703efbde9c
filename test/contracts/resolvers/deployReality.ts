import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { ethers } from "./resolverFixture.ts";

const require = createRequire(import.meta.url);

/** Reality.eth 3.0 from its published bytecode. */
export async function deployReality() {
  const [deployer] = await ethers.getSigners();
  const abi = require("@reality.eth/contracts/abi/solc-0.8.6/RealityETH-3.0.abi.json");
  const bytecode = readFileSync(require.resolve("@reality.eth/contracts/bytecode/RealityETH-3.0.bin"), "utf8").trim();
  const contract = await new ethers.ContractFactory(abi, `0x${bytecode}`, deployer).deploy();
  return new ethers.Contract(await contract.getAddress(), abi, deployer);
}

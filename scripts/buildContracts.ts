import hre from "hardhat";

/** Compiles what has changed, without a word unless it fails. */
export async function buildContracts(): Promise<void> {
  await hre.tasks.getTask("build").run({ quiet: true });
}

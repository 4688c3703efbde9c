import hre from "hardhat";

/** What Hardhat builds apart from each other: contracts, and the Solidity tests beside them. */
export type Scope = "contracts" | "tests";

/**
 * Compiles what has changed, of everything in these scopes or of these files. The compiler's messages go to the error stream:
 * standard output is for results.
 */
export async function buildContracts({
  files = [],
  scopes = ["contracts"],
}: {
  files?: string[];
  scopes?: readonly Scope[];
} = {}): Promise<void> {
  if (process.env.PRESAGE_BUILT) return; // whoever set it vouches for the artifacts
  const { log } = console;
  console.log = console.error;
  try {
    const [noContracts, noTests] = [!scopes.includes("contracts"), !scopes.includes("tests")];
    await hre.tasks.getTask("build").run({ quiet: true, files, noContracts, noTests });
  } finally {
    console.log = log;
  }
}

import hre from "hardhat";

/** What Hardhat builds apart from each other: contracts, and the Solidity tests beside them. */
export type Scope = "contracts" | "tests";

interface Building {
  files?: string[];
  scopes?: readonly Scope[];
}

let last: Promise<void> = Promise.resolve();

/**
 * Compiles what has changed, of everything in these scopes or of these files; contracts unless told. The compiler's messages go to
 * the error stream: standard output is for results. In one process one build waits for another, whose cache it would spoil.
 */
export function buildContracts(options: Building = {}): Promise<void> {
  if (process.env.PRESAGE_BUILT) return Promise.resolve(); // whoever set it vouches for the artifacts
  last = last.catch(() => undefined).then(() => build(options));
  return last;
}

async function build({ files = [], scopes = ["contracts"] }: Building): Promise<void> {
  const { log } = console;
  console.log = console.error;
  try {
    const [noContracts, noTests] = [!scopes.includes("contracts"), !scopes.includes("tests")];
    await hre.tasks.getTask("build").run({ quiet: true, files, noContracts, noTests });
  } finally {
    console.log = log;
  }
}

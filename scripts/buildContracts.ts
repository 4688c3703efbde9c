import hre from "hardhat";

/** Compiles what has changed, of everything or of these files. The compiler's messages go to the error stream: standard output is for results. */
export async function buildContracts(files: string[] = []): Promise<void> {
  if (process.env.PRESAGE_BUILT) return; // whoever set it vouches for the artifacts
  const { log } = console;
  console.log = console.error;
  try {
    await hre.tasks.getTask("build").run({ quiet: true, files });
  } finally {
    console.log = log;
  }
}

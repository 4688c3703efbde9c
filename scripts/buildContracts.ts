import hre from "hardhat";

/** Compiles what has changed. The compiler's messages go to the error stream: standard output is for results. */
export async function buildContracts(): Promise<void> {
  const { log } = console;
  console.log = console.error;
  try {
    await hre.tasks.getTask("build").run({ quiet: true });
  } finally {
    console.log = log;
  }
}

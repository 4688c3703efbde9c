import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { createTestClient, http, publicActions, walletActions } from "viem";
import { hardhat } from "viem/chains";
import { z } from "zod";
import { outputs } from "../../scripts/cli/outputs.ts";

/** What was printed, if it is what the published schema says. */
export function checked<printed>(command: string, value: printed): printed {
  const { success, error } = outputs[command as keyof typeof outputs].safeParse(value);
  assert.ok(success, `${command}: ${error && z.prettifyError(error)}\n${JSON.stringify(value)}`);
  return value;
}

/** Commands run in this process, on a chain of their own: many times faster than one process for each. */
export async function startCommands() {
  const { default: hre } = await import("hardhat");
  const server = await hre.network.createServer("default", "127.0.0.1", 0);
  const { port } = await server.listen();
  const url = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(path.join(tmpdir(), "presage-commands-"));
  process.env.PRESAGE_DEPLOYMENTS = folder; // read when the commands' modules are loaded
  process.env.PRESAGE_JOURNAL = path.join(folder, "journal");
  const { default: shared } = await import("../../hardhat.config.ts");
  const config = { ...shared, networks: { ...shared.networks, local: { type: "http", chainType: "l1", chainId: 31_337, url } } } as const;
  const { createHardhatRuntimeEnvironment } = await import("hardhat/hre");
  const runtimes = new Map<string, Promise<HardhatRuntimeEnvironment>>();
  const runtimeOf = (from = "") => {
    const options = { network: "local", ...(from && { from }) };
    const found = runtimes.get(from) ?? createHardhatRuntimeEnvironment(config, options as never, path.join(import.meta.dirname, "../.."));
    runtimes.set(from, found);
    return found;
  };
  const client = createTestClient({ chain: hardhat, mode: "hardhat", transport: http(url), pollingInterval: 20 })
    .extend(publicActions)
    .extend(walletActions);

  type Options = Record<string, unknown> & { from?: string };
  /** What a command prints with `--json`, and its exit status; or its words, with `json: false`. */
  async function run(command: string, { from, ...args }: Options = {}): Promise<{ status: number; text: string }> {
    const said: string[] = [];
    const { log, error } = console;
    console.log = (...words) => said.push(words.join(" "));
    console.error = (...words) => said.push(words.join(" "));
    try {
      const runtime = await runtimeOf(from);
      await runtime.tasks.getTask(["presage", command]).run({ json: true, ...args });
      const status = Number(process.exitCode ?? 0);
      return { status, text: said.join("\n") };
    } finally {
      Object.assign(console, { log, error });
      process.exitCode = 0;
    }
  }
  async function succeed(command: string, args: Options = {}) {
    const { status, text } = await run(command, args);
    assert.equal(status, 0, text);
    return checked(command, JSON.parse(text.split("\n").at(-1) as string));
  }
  /** The command fails with this code, in one message with a remedy, and nothing is sent by whoever signs. */
  async function refuse(code: string, command: string, args: Options = {}) {
    const before = await transactions();
    const { status, text } = await run(command, args);
    assert.equal(status, 1, text);
    const { error } = checked("failure", JSON.parse(text.split("\n").at(-1) as string));
    assert.equal(error?.code, code, text);
    assert.ok(error.message && error.remedy, text);
    assert.equal(await transactions(), before, "nothing was sent");
    return error as { code: string; message: string; remedy: string };
  }
  /** By everybody. */
  async function transactions(): Promise<number> {
    const accounts = await client.getAddresses();
    const counts = await Promise.all(accounts.slice(0, 6).map((address) => client.getTransactionCount({ address })));
    return counts.reduce((sum, count) => sum + count, 0);
  }
  let files = 0;
  const create = async (text: string, args: Options = {}): Promise<string> => {
    const file = path.join(folder, `${++files}.yaml`);
    writeFileSync(file, text);
    const { marketId } = await succeed("create", { path: file, acceptWarnings: true, ...args });
    return String(marketId);
  };
  /** The next block is of this second. */
  const goTo = async (timestamp: number) => {
    await client.setNextBlockTimestamp({ timestamp: BigInt(timestamp) });
    await client.mine({ blocks: 1 });
  };
  const now = async () => Number((await client.getBlock()).timestamp);
  const close = async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const resolve = (action: string, id: string, args: Options = {}) => succeed("resolve", { action, id, ...args });
  const refuseStep = (code: string, action: string, id: string, args: Options = {}) => refuse(code, "resolve", { action, id, ...args });
  return { run, succeed, refuse, resolve, refuseStep, create, goTo, now, client, url, folder, close };
}

export type Commands = Awaited<ReturnType<typeof startCommands>>;

/** A specification of a market on yes or no, closing in an hour. */
export function specification(question: string, resolver: string, changes: { resolveBy?: string; outcomes?: string } = {}): string {
  const { resolveBy = "P200D", outcomes = "outcomes: [Yes, No]" } = changes;
  return `question: ${question}
category: other
${outcomes}
rules: >
  Resolves Yes if what the question says has come about by the close, as the source below has it, No if it has not.
source: https://example.org/results
edgeCases:
  - if: The source says nothing, or says that it is a tie
    then: void
  - if: It is cancelled or postponed
    then: void
closes: PT1H
resolveBy: ${resolveBy}
collateral: usd
liquidity: { b: 1000 }
fee: 4%
creatorShare: 25%
resolver: ${resolver}
`;
}

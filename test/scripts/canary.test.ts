import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { parseEther, toHex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import type { Chain } from "../../tools/test/chain.ts";
import { specification } from "./commands.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const CHAIN_ID = 700_021;

const key = generatePrivateKey();
/** Planted: none of these may appear in anything that is said or written. The first is long enough to be a key and is none. */
const canaries = {
  malformedKey: `0x${"7f3ac0de".repeat(7)}`,
  key: key.slice(2),
  token: "canarytoken7f3ac0de",
  explorerKey: "CANARYEXPLORER7F3AC0DE",
};

let chain: Chain;
let refusing: Server;
let folder: string;
let runtimes: Record<string, Promise<HardhatRuntimeEnvironment>>;

before(async () => {
  Object.assign(process.env, { PRESAGE_CHAIN_ID: String(CHAIN_ID), PRESAGE_CHAIN_TEST: "1" }); // before Hardhat reads its configuration
  const { startChain } = await import("../../tools/test/chain.ts");
  chain = await startChain({ chainId: CHAIN_ID });
  await chain.rpc("hardhat_setBalance", privateKeyToAccount(key).address, toHex(parseEther("100")));
  // says more than it should of who asked
  refusing = createServer((request, response) =>
    response.writeHead(403, { "content-type": "text/html" }).end(`No access to ${request.url}.`),
  );
  await new Promise<void>((resolve) => refusing.listen(0, "127.0.0.1", resolve));
  folder = mkdtempSync(path.join(tmpdir(), "presage-canary-"));
  const { token, explorerKey, malformedKey } = canaries;
  const port = (refusing.address() as AddressInfo).port;
  Object.assign(process.env, {
    PRESAGE_RPC_URL: `${chain.url}/v2/${token}?key=${token}`,
    PRESAGE_PRIVATE_KEY: key,
    PRESAGE_PROPOSER_PRIVATE_KEY: malformedKey,
    SEPOLIA_RPC_URL: `http://127.0.0.1:${port}/v2/${token}, http://user:${token}@127.0.0.1:${port}/`,
    SEPOLIA_PRIVATE_KEY: key,
    HOODI_RPC_URL: `http://127.0.0.1:9/v2/${token}`,
    HOODI_PRIVATE_KEY: key,
    HOLESKY_RPC_URL: `${chain.url}/v2/${token}`,
    HOLESKY_PRIVATE_KEY: key,
    CHIADO_RPC_URL: `ftp://${token}`,
    ETHERSCAN_API_KEY: explorerKey,
    PRESAGE_EXPLORER_URL: "http://127.0.0.1:9",
    PRESAGE_EXPLORER_API_URL: "http://127.0.0.1:9/api",
    PRESAGE_DEPLOYMENTS: folder,
    PRESAGE_JOURNAL: path.join(folder, "journal"),
  });
  const { default: shared } = await import("../../hardhat.config.ts");
  const { createHardhatRuntimeEnvironment } = await import("hardhat/hre");
  const config = { ...shared, paths: { ...shared.paths, ignition: path.join(folder, "ignition") } };
  const runtime = (options: object) => createHardhatRuntimeEnvironment(config as never, options as never, ROOT);
  runtimes = {
    works: runtime({ network: "custom" }),
    "has no key for the part": runtime({ network: "custom", from: "proposer" }),
    refuses: runtime({ network: "sepolia" }),
    "is not there": runtime({ network: "hoodi" }),
    "is another chain": runtime({ network: "holesky" }),
  };
});
after(async () => {
  await chain.close();
  refusing.closeAllConnections();
  refusing.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = () => path.join(folder, "market.yaml");
const OPTIMISTIC =
  '{ kind: optimistic, bond: 250, liveness: PT24H, arbiter: "0x90F79bf6EB2c4f870365E785982E1f101E93b906", arbiterTimeout: P14D }';
/** In an order in which each can succeed. */
const commands: [string, Record<string, unknown>][] = [
  ["doctor", {}],
  ["deploy", { yes: true }],
  ["deploy", { yes: true }], // says another thing where all is there
  ["verify", {}],
  ["doctor", {}],
  ["faucet", { yes: true }],
  ["lint", { path: "market.yaml" }],
  ["create", { path: "market.yaml", yes: true, acceptWarnings: true }],
  ["list", {}],
  ["show", { id: "1" }],
  ["quote", { id: "1", outcome: "Yes", spend: "10" }],
  ["trade", { id: "1", outcome: "Yes", spend: "10", yes: true }],
  ["liquidity", { action: "add", id: "1", amount: "10", yes: true }],
  ["resolve", { action: "clarify", id: "1", text: "What is meant.", yes: true }],
  ["act", { who: "price" }],
  ["redeem", { yes: true }],
  ["help", {}],
  ["new", { kind: "yes-no", file: "new.yaml" }],
];

/** Everything that a command says, on either stream, and its exit status. */
async function run(
  where: string,
  command: string,
  given: Record<string, unknown>,
  json: boolean,
): Promise<{ status: number; said: string }> {
  const args = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, /\.yaml$/.test(String(value)) ? path.join(folder, String(value)) : value]),
  );
  let said = "";
  const streams = [process.stdout, process.stderr] as const;
  const writes = streams.map((stream) => stream.write);
  const { log, error } = console;
  console.log = console.error = (...words: unknown[]) => {
    said += `${words.map(String).join(" ")}\n`;
  };
  for (const [index, stream] of streams.entries()) {
    stream.write = ((part: string, ...rest: []) => {
      said += part;
      return writes[index]?.call(stream, part, ...rest); // the test runner's own words go the same way
    }) as never;
  }
  try {
    const hre = await (runtimes[where] as Promise<HardhatRuntimeEnvironment>);
    await hre.tasks.getTask(["presage", command]).run({ json, ...args });
    return { status: Number(process.exitCode ?? 0), said };
  } finally {
    Object.assign(console, { log, error });
    for (const [index, stream] of streams.entries()) stream.write = writes[index] as never;
    process.exitCode = 0;
  }
}

function assertNoCanary(text: string, about: string): void {
  for (const [name, canary] of Object.entries(canaries)) {
    assert.ok(!text.toLowerCase().includes(canary.toLowerCase()), `${about}: the ${name} is in\n${text}`);
  }
}

describe("keys, tokens in addresses and the explorer's key", () => {
  it("are in nothing that a command says where all is well", async () => {
    writeFileSync(file(), specification("Does a secret stay where it belongs?", OPTIMISTIC));
    const failed: string[] = [];
    for (const [command, args] of commands) {
      for (const json of [false, true]) {
        const { status, said } = await run("works", command, args, json);
        assert.ok(said.length > 0, command);
        assertNoCanary(said, command);
        if (status !== 0 && !json) failed.push(`${command}: ${said.slice(0, 200)}`);
      }
    }
    // before a deployment; for want of an explorer; on the local chain alone
    assert.deepEqual(
      failed.map((each) => each.split(":")[0]),
      ["doctor", "verify", "act"],
      failed.join("\n"),
    );
  });

  for (const where of ["has no key for the part", "refuses", "is not there", "is another chain"]) {
    it(`are in nothing that a command says where the network ${where}`, async () => {
      let failures = 0;
      for (const [command, args] of commands) {
        const { status, said } = await run(where, command, args, false);
        assertNoCanary(said, command);
        failures += status;
      }
      assert.ok(failures >= (where === "has no key for the part" ? 5 : 10), String(failures));
    });
  }

  it("are in no file that the commands write", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name));
    const written = files.filter((name) => statSync(name).isFile());
    assert.ok(written.length > 5, written.join());
    for (const name of written) assertNoCanary(readFileSync(name, "utf8"), name);
  });
});

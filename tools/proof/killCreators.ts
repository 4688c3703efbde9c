// `node tools/proof/killCreators.ts SEED MOMENTS [FILES]`, by `npm run test:deep -- creators`: `presage create` of a folder is
// killed at random moments, on a chain with a block every two seconds, with transactions signed by the command. After one more
// run each file's market must be there once, and be paid for once. Every other moment has a standing allowance.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTestClient, createWalletClient, erc20Abi, http, publicActions, toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { localhost } from "viem/chains";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { freePort } from "../../sdk/node/freePort.ts";
import type { Deployment } from "../../sdk/types.ts";
import { makeRandom } from "./random.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const HARDHAT = path.join(ROOT, "node_modules/hardhat/dist/src/cli.js");
const BLOCK_MS = 2_000;
/** The part of a run in which it reads and has nothing to lose yet. */
const STARTUP = 0.2;
const PLENTY = 2n ** 200n;

const [, , seed = "1", moments = "50", files = "20"] = process.argv;
const random = makeRandom(Number(BigInt(seed) % 2n ** 31n));
const folder = mkdtempSync(path.join(tmpdir(), "presage-kills-"));
const account = mnemonicToAccount("test test test test test test test test test test test junk");
const key = toHex(account.getHdKey().privateKey as Uint8Array);
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const client = createTestClient({ chain: localhost, mode: "hardhat", transport: http(url), cacheTime: 0 }).extend(publicActions);
const wallet = createWalletClient({ account, chain: localhost, transport: http(url), pollingInterval: 100 });
const env = {
  ...process.env,
  GETH_RPC_URL: url,
  GETH_PRIVATE_KEY: key,
  PRESAGE_DEPLOYMENTS: folder,
  PRESAGE_JOURNAL: path.join(folder, "journal"),
};

const node = spawn(process.execPath, [HARDHAT, "node", "--chain-id", String(localhost.id), "--port", String(port)], { stdio: "ignore" });
let failures = 0;
try {
  await ready();
  await finished("deploy");
  await finished("faucet", "--amount", "1000000");
  const deployment: Deployment = JSON.parse(readFileSync(path.join(folder, `${localhost.id}.json`), "utf8"));
  await client.setAutomine(false);
  await client.setIntervalMining({ interval: BLOCK_MS / 1000 });
  const usual = await measure();
  console.log(`${files} files in ${usual} ms undisturbed; ${moments} moments, seed ${seed}`);
  for (let moment = 1; moment <= Number(moments); moment++) {
    const isStanding = moment % 2 === 0;
    await allow(deployment, isStanding ? PLENTY : 0n);
    const after = Math.round((STARTUP + (1 - STARTUP) * random.next()) * usual);
    const fault = await killedAt(after, moment, deployment);
    if (fault) failures++;
    console.log(
      `${fault ? `FAILED: ${fault}` : "exact"}: moment ${moment}, killed after ${after} ms, ${isStanding ? "standing allowance" : "none"}`,
    );
  }
  console.log(`${Number(moments) - failures} of ${moments} moments exact`);
} finally {
  node.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;

/** Milliseconds that a run takes if nobody kills it. */
async function measure(): Promise<number> {
  const started = Date.now();
  await finished("create", folderOf(0), "--accept-warnings");
  return Date.now() - started;
}

/** What is wrong after a kill and one more run, undefined if nothing is. */
async function killedAt(after: number, moment: number, deployment: Deployment): Promise<string | undefined> {
  const before = await balance(deployment);
  const specifications = folderOf(moment);
  const { child, ended } = presage("create", specifications, "--accept-warnings");
  const timer = setTimeout(() => child.kill("SIGKILL"), after);
  await ended;
  clearTimeout(timer);
  const again = await presage("create", specifications, "--accept-warnings").ended;
  if (again.status !== 0) return `the second run ended with ${again.status}: ${again.out}${again.err}`;
  const { markets } = JSON.parse(again.out) as { markets: { marketId: string; cost: { base: string } }[] };
  const ids = markets.map(({ marketId }) => marketId).sort();
  const all = await getMarkets(client, { deployment });
  const there = all.filter(({ metadata }) => metadata.question.includes(`at moment ${moment} and`)).map(({ id }) => String(id));
  if (there.length !== Number(files) || there.sort().join() !== ids.join())
    return `${there.length} markets are there, ${ids.length} are named`;
  const cost = markets.reduce((sum, market) => sum + BigInt(market.cost.base), 0n);
  const paid = before - (await balance(deployment));
  return paid === cost ? undefined : `${paid} was paid for what costs ${cost}`;
}

function balance({ collaterals }: Deployment): Promise<bigint> {
  return client.readContract({ address: collaterals.usd, abi: erc20Abi, functionName: "balanceOf", args: [account.address] });
}

async function allow({ collaterals, contracts }: Deployment, amount: bigint): Promise<void> {
  const hash = await wallet.writeContract({
    address: collaterals.usd,
    abi: erc20Abi,
    functionName: "approve",
    args: [contracts.Markets, amount],
  });
  await client.waitForTransactionReceipt({ hash });
}

function folderOf(moment: number): string {
  const made = path.join(folder, `markets-${moment}`);
  mkdirSync(made);
  for (let file = 1; file <= Number(files); file++) writeFileSync(path.join(made, `${file}.yaml`), specification(moment, file));
  return made;
}

function specification(moment: number, file: number): string {
  const members = [1, 2, 3].map(
    (addressIndex) => mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex }).address,
  );
  return `question: Is the run that was killed at moment ${moment} and its file ${file} made good by one more?
category: other
outcomes: [Yes, No]
rules: Resolves Yes if the market is there once, No otherwise.
source: https://example.org/results
edgeCases:
  - if: The source says nothing
    then: void
closes: P30D
resolveBy: P90D
collateral: usd
liquidity: { b: 100 }
fee: 4%
creatorShare: 25%
resolver: { kind: committee, members: [${members.map((member) => `"${member}"`).join(", ")}], threshold: 2, delay: P1D }
`;
}

interface Ended {
  status: number | NodeJS.Signals | null;
  out: string;
  err: string;
}

function presage(...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [HARDHAT, "presage", ...args, "--network", "geth", "--json"], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (part) => {
    said.out += part;
  });
  child.stderr.on("data", (part) => {
    said.err += part;
  });
  return { child, ended: new Promise((resolve) => child.once("close", (code, signal) => resolve({ status: signal ?? code, ...said }))) };
}

async function finished(...args: string[]): Promise<void> {
  const { status, out, err } = await presage(...args).ended;
  if (status !== 0) throw new Error(`presage ${args[0]} ended with ${status}: ${out}${err}`);
}

async function ready(): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await client.getChainId().catch(() => 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("The chain did not start within a minute.");
}

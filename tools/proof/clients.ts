// `npm run smoke:clients [-- anvil geth hardhat]`: the smoke test, twice in a row, and then the whole life of a market of every kind by
// documented commands alone, against real clients of Ethereum: `hardhat node`, and anvil and `geth --dev` with a block every two
// seconds where they are (on the PATH, or where PRESAGE_ANVIL and PRESAGE_GETH name them). Fails where a smoke test takes more than
// 120 s on the first two, whose time may be moved, or 300 s on geth.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createPublicClient, createTestClient, createWalletClient, http, parseEther, publicActions } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { freePort } from "../../sdk/node/freePort.ts";
import { type Presage, playLives } from "./lives.ts";

const root = path.resolve(import.meta.dirname, "../..");
const hardhat = path.join(root, "node_modules/hardhat/dist/src/cli.js");
const PERIOD = 2;
/** Seconds that a smoke test may take where the chain's time may be moved. */
const LIMIT_MOVED = 120;

interface Client {
  /** The executable; undefined where it is not there. */
  file: string | undefined;
  args: (port: number, folder: string) => string[];
  network: string;
  /** Seconds that one smoke test may take. */
  limit: number;
  /** Whether its accounts have to be given money first. */
  isPoor?: boolean;
}

const clients: Record<string, Client> = {
  hardhat: {
    file: process.execPath,
    args: (port) => ["scripts/local/chain.ts", String(port), String(Math.floor(Date.now() / 1000) - 60)],
    network: "local",
    limit: LIMIT_MOVED,
  },
  anvil: {
    file: find("anvil"),
    args: (port) => ["--port", String(port), "--chain-id", "31337", "--silent"],
    network: "local",
    limit: LIMIT_MOVED,
  },
  geth: {
    file: find("geth"),
    args: (port, folder) => [
      ...["--dev", "--dev.period", String(PERIOD), "--datadir", folder, "--ipcdisable", "--nodiscover", "--verbosity", "1"],
      ...["--http", "--http.port", String(port), "--http.api", "eth,net,web3", "--authrpc.port", "0", "--port", "0"],
    ],
    network: "geth",
    limit: 300,
    isPoor: true,
  },
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in clients));
if (unknown) {
  console.error(`"${unknown}" is no client that this knows: ${Object.keys(clients).join(", ")}.`);
  process.exit(1);
}
let failed = 0;
for (const [name, client] of Object.entries(clients)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  if (!client.file) {
    console.log(`${name}: not on the PATH, and PRESAGE_${name.toUpperCase()} names none. Left out.`);
    if (asked.includes(name)) failed++;
    continue;
  }
  if (!(await play(name, client, client.file))) failed++;
}
process.exitCode = failed > 0 ? 1 : 0;

async function play(name: string, { args, network, limit, isPoor }: Client, file: string): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), "presage-client-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const node = spawn(file, args(port, path.join(folder, "chain")), { cwd: root, stdio: "ignore" });
  try {
    await answers(url, node);
    const key = generatePrivateKey();
    if (isPoor) await give(url, privateKeyToAccount(key).address);
    const env = {
      ...process.env,
      PRESAGE_DEPLOYMENTS: folder,
      PRESAGE_JOURNAL: folder,
      PRESAGE_RPC_URL: url,
      GETH_RPC_URL: url,
      GETH_PRIVATE_KEY: key,
    };
    const presage: Presage = (...command) => {
      const args = [hardhat, "presage", ...command, "--json", "--network", network];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", env });
      if (status !== 0) throw new Error(`presage ${command.join(" ")}: ${stdout}${stderr}`);
      return JSON.parse(stdout);
    };
    let isGood = true;
    for (const round of ["first", "second"]) {
      const answer = presage("smoke", "--yes");
      const isInTime = answer.seconds <= limit;
      isGood &&= isInTime;
      const verdict = isInTime ? "ok" : "TOO SLOW";
      console.log(
        `${name}, ${round} time: ${verdict}, ${answer.seconds} s (at most ${limit}), ${answer.steps?.length} steps, ${answer.gasUsed} gas`,
      );
    }
    const started = performance.now();
    const { markets, payments, commands } = await playLives(presage, {
      folder,
      wait: (time) => waitUntil(url, time, limit === LIMIT_MOVED),
    });
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`${name}, whole lives: ok, ${markets} markets, ${commands} commands, ${payments} payments, ${seconds} s`);
    return isGood;
  } catch (error) {
    console.log(`${name}: FAILED, ${(error as Error).message}`);
    return false;
  } finally {
    node.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits for the chain's clock, which may be moved where a chain is made for tests. */
async function waitUntil(url: string, time: number, isMovable: boolean): Promise<void> {
  const client = createTestClient({ mode: "anvil", transport: http(url) }).extend(publicActions);
  for (;;) {
    const now = Number((await client.getBlock()).timestamp);
    if (now >= time) return;
    if (isMovable) {
      await client.request({ method: "evm_increaseTime", params: [time - now] } as never);
      await client.request({ method: "evm_mine", params: [] } as never);
    } else await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** From the account that a development chain keeps for whoever runs it. */
async function give(url: string, to: `0x${string}`): Promise<void> {
  const transport = http(url);
  const reader = createPublicClient({ transport });
  const [account] = await createWalletClient({ transport }).getAddresses();
  if (!account) throw new Error("The client has no account of its own.");
  const hash = await createWalletClient({ account, transport }).sendTransaction({ chain: null, to, value: parseEther("1000") });
  await reader.waitForTransactionReceipt({ hash });
}

async function answers(url: string, node: ChildProcess): Promise<void> {
  const client = createPublicClient({ transport: http(url) });
  for (let tries = 0; tries < 300; tries++) {
    if (node.exitCode !== null) throw new Error(`The client ended with ${node.exitCode}.`);
    if (await client.getChainId().catch(() => undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing answers at ${url}.`);
}

function find(name: string): string | undefined {
  const named = process.env[`PRESAGE_${name.toUpperCase()}`];
  if (named) return named;
  const { stdout, status } = spawnSync("which", [name], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

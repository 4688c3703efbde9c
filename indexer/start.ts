// `npm run indexer -- --port 42069`: finds the chain and its address book, then runs Ponder in this process.
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { createPublicClient } from "viem";
import { chainOf, LOCAL_CHAIN_ID } from "../sdk/chains.ts";
import { readAddressBook } from "../sdk/node/addressBook.ts";
import { serveTransport } from "../sdk/node/serveTransport.ts";
import { rpcUrls } from "../sdk/rpc/rpcUrls.ts";
import { rpcTransport } from "../sdk/transport.ts";
import { adjustPonder } from "./ponder/adjust.ts";
import { passSettings } from "./settings.ts";

const root = path.resolve(import.meta.dirname, "..");
const { values: options } = parseArgs({
  options: { port: { type: "string", default: "42069" }, hostname: { type: "string", default: "127.0.0.1" } },
});
const { PRESAGE_CHAIN_ID, PRESAGE_RPC_URL } = process.env;
const transport = rpcTransport(rpcUrls(PRESAGE_RPC_URL || undefined), {
  ...(PRESAGE_CHAIN_ID && { chain: chainOf(Number(PRESAGE_CHAIN_ID), process.env).chain }),
  patience: 9_000, // Ponder's is ten seconds
  trustChainId: 0, // no row of another chain, however suddenly it answers in this one's place
  onNotice: (notice) => console.error(`RPC ${notice}.`),
});
const client = createPublicClient({ transport });
// Ponder counts requests by address, and by a transport of viem's it would ask no more than twenty times a second.
const { url: rpcUrl } = await serveTransport(transport);

const chainId = await client.getChainId();
const deployment = readAddressBook(chainId);
if (!deployment) {
  console.error(`There is no address book deployments/${chainId}.json. Deploy first: npx hardhat presage deploy`);
  process.exit(1);
}
const startBlock = await client.getBlock({ blockNumber: BigInt(deployment.startBlock) });
const name = `${chainId}_${await fingerprint()}`;
const all = process.env.PRESAGE_INDEXER_DATA ?? path.join(root, ".local/indexer");
const folder = path.join(all, name);
if (chainId === LOCAL_CHAIN_ID) forgetLocal();
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, "pid"), String(process.pid));

passSettings({
  deployment,
  startHash: startBlock.hash,
  rpcUrl,
  pollMs: Number(process.env.PRESAGE_POLL_MS ?? (chainId === LOCAL_CHAIN_ID ? 100 : 1000)),
  folder: path.join(folder, "database"),
  ...(process.env.DATABASE_URL && { databaseUrl: process.env.DATABASE_URL }),
  hostname: options.hostname,
  port: Number(options.port),
});
delete process.env.PORT; // Ponder would listen there; it gets a free port of its own, the API listens by itself
process.env.PONDER_TELEMETRY_DISABLED ??= "1";
process.chdir(folder); // Ponder writes its generated schema into the current folder
process.argv = [process.argv[0], "ponder", "start", "--root", path.join(root, "indexer"), "--schema", `presage_${name}`];
if (process.env.DATABASE_URL) process.argv.push("--views-schema", "presage");
process.argv.push("--port", "0", "--hostname", "127.0.0.1", "--log-level", process.env.PONDER_LOG_LEVEL ?? "warn");
adjustPonder();
await import(path.join(root, "node_modules/ponder/dist/esm/bin/ponder.js"));

/** Names what the tables hold: this deployment on this very chain, as this version of the indexer writes it down. */
async function fingerprint(): Promise<string> {
  const genesis = await client.getBlock({ blockNumber: 0n });
  const hash = createHash("sha256").update(genesis.hash).update(startBlock.hash).update(JSON.stringify(deployment));
  const files = globSync(["indexer/{ledger,ponder,src}/**/*.ts", "indexer/*.ts", "sdk/**/*.ts"], { cwd: root });
  for (const file of files.filter((each) => !each.includes("src/api")).sort()) hash.update(readFileSync(path.join(root, file)));
  return hash.digest("hex").slice(0, 12);
}

/**
 * A local chain does not come back, or comes back otherwise: its tables are built anew, which takes seconds, unless somebody
 * is at work on them or they are to be kept (PRESAGE_INDEXER_KEEP=1).
 */
function forgetLocal(): void {
  const keep = process.env.PRESAGE_INDEXER_KEEP === "1" ? name : undefined;
  if (!existsSync(all)) return;
  for (const each of readdirSync(all).filter((other) => other.startsWith(`${chainId}_`) && other !== keep)) {
    const pid = path.join(all, each, "pid");
    if (existsSync(pid) && isRunning(Number(readFileSync(pid, "utf8")))) {
      if (each !== name) continue;
      console.error(`Another indexer (process ${readFileSync(pid, "utf8")}) is at work on this chain. Stop it first.`);
      process.exit(1);
    }
    rmSync(path.join(all, each), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

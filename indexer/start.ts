// `npm run indexer -- --port 42069`: finds the chain and its address book, then runs Ponder in this process.
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { createPublicClient, http } from "viem";
import { readAddressBook } from "../scripts/cli/addressBook.ts";
import { LOCAL_CHAIN_ID } from "../scripts/cli/chains.ts";
import { passSettings } from "./settings.ts";

const root = path.resolve(import.meta.dirname, "..");
const { values: options } = parseArgs({
  options: { port: { type: "string", default: "42069" }, hostname: { type: "string", default: "127.0.0.1" } },
});
const rpcUrl = process.env.PRESAGE_RPC_URL ?? "http://127.0.0.1:8545";
const client = createPublicClient({ transport: http(rpcUrl) });

const chainId = await client.getChainId();
const deployment = readAddressBook(chainId);
if (!deployment) {
  console.error(`There is no address book deployments/${chainId}.json. Deploy first: npx hardhat presage deploy`);
  process.exit(1);
}
const name = `${chainId}_${await fingerprint(BigInt(deployment.startBlock))}`;
const folder = path.join(root, ".local/indexer", name);
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, "pid"), String(process.pid));
if (chainId === LOCAL_CHAIN_ID) forgetOthers();

passSettings({
  deployment,
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
await import(path.join(root, "node_modules/ponder/dist/esm/bin/ponder.js"));

/** Names what the tables hold: this deployment on this very chain, as this version of the indexer writes it down. */
async function fingerprint(startBlock: bigint): Promise<string> {
  const hash = createHash("sha256");
  for (const blockNumber of [0n, startBlock]) hash.update((await client.getBlock({ blockNumber })).hash);
  const files = globSync(["indexer/{ledger,src}/**/*.ts", "indexer/*.ts", "sdk/**/*.ts"], { cwd: root }).filter(
    (file) => !file.includes("src/api"),
  );
  for (const file of files.sort()) hash.update(readFileSync(path.join(root, file)));
  return hash.update(JSON.stringify(deployment)).digest("hex").slice(0, 12);
}

/** A local chain does not come back; neither do its tables, unless somebody is at work on them. */
function forgetOthers(): void {
  const all = path.join(root, ".local/indexer");
  for (const other of readdirSync(all).filter((each) => each.startsWith(`${chainId}_`) && each !== name)) {
    const pid = path.join(all, other, "pid");
    if (existsSync(pid) && isRunning(Number(readFileSync(pid, "utf8")))) continue;
    rmSync(path.join(all, other), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

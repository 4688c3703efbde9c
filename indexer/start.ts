// `npm run indexer -- --port 42069`: finds the chain and its address book and sees to a database, then runs Ponder in this process.
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { createPublicClient } from "viem";
import { chainOf, LOCAL_CHAIN_ID } from "../sdk/chains.ts";
import { readAddressBook } from "../sdk/node/addressBook.ts";
import { serveTransport } from "../sdk/node/serveTransport.ts";
import { tokenListSources } from "../sdk/node/tokenLists.ts";
import { rpcUrls } from "../sdk/rpc/rpcUrls.ts";
import { toPresageError } from "../sdk/toPresageError.ts";
import { rpcTransport } from "../sdk/transport.ts";
import { takeFolder } from "./dataFolder.ts";
import { releaseLock, runPonder } from "./ponder/inside.ts";
import { prepareDatabase } from "./postgres/prepareDatabase.ts";
import { startPostgres } from "./postgres/startPostgres.ts";
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

try {
  await start();
} catch (error) {
  console.error(toPresageError(error).message);
  process.exit(1);
}

async function start(): Promise<void> {
  const chainId = await client.getChainId();
  const deployment = readAddressBook(chainId);
  if (!deployment) throw new Error(`There is no address book deployments/${chainId}.json. Deploy first: npx hardhat presage deploy`);
  const startBlock = await client.getBlock({ blockNumber: BigInt(deployment.startBlock) });
  const name = await nameTables([startBlock.hash, JSON.stringify(deployment)], chainId);

  // A local chain does not come back, or comes back otherwise: what is kept of it is built anew, which takes seconds.
  const all = process.env.PRESAGE_INDEXER_DATA ?? path.join(root, ".local/indexer");
  const isLocal = chainId === LOCAL_CHAIN_ID;
  const isKept = !isLocal || process.env.PRESAGE_INDEXER_KEEP === "1";
  const folder = await takeFolder(all, isLocal ? name : String(chainId), isKept ? undefined : `${chainId}_`);
  const databaseUrl = process.env.DATABASE_URL || (await startOwnDatabase(folder));
  const trigrams = await prepareDatabase(databaseUrl);
  const schema = `presage_${name}`;
  if (!process.env.DATABASE_URL) await releaseLock(databaseUrl, schema); // the folder is this process's alone

  passSettings({
    deployment,
    startHash: startBlock.hash,
    rpcUrl,
    pollMs: Number(process.env.PRESAGE_POLL_MS ?? (isLocal ? 100 : 1000)),
    databaseUrl,
    trigrams,
    hostname: options.hostname,
    port: Number(options.port),
    requestsPerMinute: Number(process.env.PRESAGE_API_LIMIT ?? 600),
    tokenLists: tokenListSources().map((source) => (/^https?:/i.test(source) ? source : path.resolve(source))),
    proxies: (process.env.PRESAGE_API_PROXIES ?? "")
      .split(",")
      .map((each) => each.trim())
      .filter(Boolean),
  });
  process.chdir(folder); // Ponder writes its generated schema into the current folder
  await runPonder({ root: path.join(root, "indexer"), schema });
}

async function startOwnDatabase(folder: string): Promise<string> {
  const { url, failed } = await startPostgres(folder);
  void failed.then((words) => {
    console.error(`The database ended. Its last words:\n${words}`);
    process.exit(1);
  });
  return url;
}

/** Names what the tables hold: this deployment on this very chain, as this version of the indexer writes it down. */
async function nameTables(facts: string[], chainId: number): Promise<string> {
  const genesis = await client.getBlock({ blockNumber: 0n });
  const hash = createHash("sha256").update(genesis.hash);
  for (const fact of facts) hash.update(fact);
  const files = globSync(["indexer/{ledger,ponder,src}/**/*.ts", "indexer/ponder.*.ts", "sdk/**/*.ts"], { cwd: root });
  const counts = (file: string) => !file.includes("src/api") && !file.startsWith("sdk/specification/");
  for (const file of files.filter(counts).sort()) hash.update(readFileSync(path.join(root, file)));
  return `${chainId}_${hash.digest("hex").slice(0, 12)}`;
}

// `npm run keeper -- --port 42071`: does what is due on the chain of PRESAGE_RPC_URL. Its settings are in .env.example.
import { createHash } from "node:crypto";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { pino } from "pino";
import { createPublicClient } from "viem";
import { chainOf } from "../sdk/chains.ts";
import { readAddressBook } from "../sdk/node/addressBook.ts";
import { rpcUrls } from "../sdk/rpc/rpcUrls.ts";
import { toPresageError } from "../sdk/toPresageError.ts";
import { rpcTransport } from "../sdk/transport.ts";
import { Alarms } from "./alarms.ts";
import { DutyFinder } from "./dutyFinder.ts";
import { Intents } from "./intents.ts";
import { Keeper } from "./keeper.ts";
import { Lane } from "./lane.ts";
import { Metrics } from "./metrics.ts";
import { startServer } from "./server.ts";
import { limitsText, readSettings } from "./settings.ts";

const { values: options } = parseArgs({
  options: { port: { type: "string", default: "42071" }, hostname: { type: "string", default: "127.0.0.1" } },
});
const log = pino({ name: "keeper", level: process.env.PRESAGE_LOG_LEVEL ?? "info" });

try {
  await start();
} catch (error) {
  log.fatal(toPresageError(error).code === "Unknown" && error instanceof Error ? error.message : toPresageError(error).message);
  process.exit(1);
}

async function start(): Promise<void> {
  const { PRESAGE_CHAIN_ID, PRESAGE_RPC_URL } = process.env;
  const transport = rpcTransport(rpcUrls(PRESAGE_RPC_URL || undefined), {
    ...(PRESAGE_CHAIN_ID && { chain: chainOf(Number(PRESAGE_CHAIN_ID), process.env).chain }),
    trustChainId: 0, // nothing is sent to another chain, however suddenly it answers in this one's place
    onNotice: (notice) => log.warn(`RPC ${notice}`),
  });
  const client = createPublicClient({ transport, cacheTime: 0 });
  const chainId = await client.getChainId();
  const { chain } = chainOf(chainId, process.env);
  const deployment = readAddressBook(chainId, path.resolve(import.meta.dirname, ".."));
  if (!deployment) throw new Error(`There is no address book deployments/${chainId}.json. Deploy first: npx hardhat presage deploy`);
  const settings = readSettings(process.env, chainId);
  const { account } = settings;

  // A chain that began anew under the same id has nothing to do with what was sent on the one before.
  const genesis = await client.getBlock({ blockNumber: 0n });
  const facts = [genesis.hash, JSON.stringify(deployment), account.address];
  const schema = `keeper_${chainId}_${createHash("sha256").update(facts.join()).digest("hex").slice(0, 12)}`;
  const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 6, connectionTimeoutMillis: 5_000 });
  pool.on("error", (error) => log.warn({ reason: error.message }, "the database closed a connection"));
  const intents = await Intents.open(pool, schema);
  const boss = new PgBoss({ connectionString: settings.databaseUrl, schema: `${schema}_jobs`, max: 3, schedule: false });
  boss.on("error", (error) => log.warn({ reason: error.message }, "the queue failed"));
  await boss.start();

  const alarms = await Alarms.open({ pool, schema, boss, webhookUrl: settings.webhookUrl });
  const metrics = new Metrics();
  const finder = new DutyFinder({ client, deployment, account: account.address, indexerUrl: settings.indexerUrl });
  const lane = new Lane({ client, chain, intents, pool, settings });
  const keeper = new Keeper({ client, finder, intents, lane, alarms, boss, metrics, log, settings });
  await keeper.start();
  const { hostname, port } = options;
  const server = startServer({ port: Number(port), hostname, pool, keeper, alarms, metrics, interval: settings.interval });
  log.info({ chainId, account: account.address, limits: limitsText(settings.limits), dryRun: settings.isDryRun }, "keeping");

  const stop = async () => {
    await server.close();
    await keeper.stop();
    await pool.end();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void stop());
}

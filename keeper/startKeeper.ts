import pg from "pg";
import { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { createPublicClient } from "viem";
import { nameSchema } from "../sdk/node/nameSchema.ts";
import { serviceChain } from "../sdk/node/serviceChain.ts";
import { Alarms } from "./alarms.ts";
import { DutyFinder } from "./dutyFinder.ts";
import { FillFinder } from "./fillFinder.ts";
import { Intents } from "./intents.ts";
import { Keeper } from "./keeper.ts";
import { Lane } from "./lane.ts";
import { Metrics } from "./metrics.ts";
import { startServer } from "./server.ts";
import { limitsText, readSettings } from "./settings.ts";

/** Does what is due on the chain of PRESAGE_RPC_URL, until the function that it returns is called. Throws in words. */
export async function startKeeper(options: { port: number; hostname: string; log: Logger }): Promise<() => Promise<void>> {
  const { port, hostname, log } = options;
  const { transport, chainId, chain, deployment } = await serviceChain((notice) => log.warn(notice));
  const client = createPublicClient({ transport, cacheTime: 0 });
  if (!deployment) throw new Error(`There is no address book deployments/${chainId}.json. Deploy first: npx hardhat presage deploy`);
  const settings = readSettings(process.env, chainId);
  const { account } = settings;

  const genesis = await client.getBlock({ blockNumber: 0n });
  const schema = nameSchema("keeper", chainId, [genesis.hash, JSON.stringify(deployment), account.address]);
  const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 6, connectionTimeoutMillis: 5_000 });
  pool.on("error", (error) => log.warn({ reason: error.message }, "the database closed a connection"));
  const intents = await Intents.open(pool, schema);
  const boss = new PgBoss({ connectionString: settings.databaseUrl, schema: `${schema}_jobs`, max: 3, schedule: false });
  boss.on("error", (error) => log.warn({ reason: error.message }, "the queue failed"));
  await boss.start();

  const alarms = await Alarms.open({ pool, schema, boss, webhookUrl: settings.webhookUrl });
  const metrics = new Metrics();
  const { indexerUrl, payees } = settings;
  const finder = new DutyFinder({ client, deployment, account: account.address, indexerUrl, payees });
  const { relayUrl, leastTip } = settings;
  const orders = deployment.contracts.Orders;
  const relay = relayUrl && orders && { url: relayUrl, chainId, orders };
  const fills = relay ? new FillFinder({ client, deployment, account: account.address, relay, leastTip }) : undefined;
  const lane = new Lane({ client, chain, intents, pool, settings });
  const keeper = new Keeper({ client, finder, fills, intents, lane, alarms, boss, metrics, log, settings });
  await keeper.start();
  const server = await startServer({ port, hostname, pool, keeper, alarms, metrics, interval: settings.interval });
  log.info({ chainId, account: account.address, limits: limitsText(settings.limits), dryRun: settings.isDryRun }, "keeping");

  return async () => {
    await server.close();
    await keeper.stop();
    await pool.end();
  };
}

// `npm run bench:indexer`: plays a tape of trades onto a chain of its own and measures the indexer, each figure beside what a
// plain client of the same chain does in the same run. Options: --trades, --per-block, --seconds, --port, --chain-port, --json,
// --profile FOLDER (a CPU profile of the indexer), --fill (3,000 markets and a million trades put into the indexer's own database
// before market pages are read). With DATABASE_URL the tables are made there instead.
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { createPublicClient, http, parseEventLogs } from "viem";
import { hardhat } from "viem/chains";

import { SORTS } from "../../indexer/api/words.ts";
import { Supervisor } from "../../scripts/local/supervisor.ts";
import type { Rpc } from "../../scripts/local/timeline.ts";

import { marketsAbi } from "../../sdk/abi/markets.ts";
import { multiply } from "./multiply.ts";
import { percentiles } from "./percentiles.ts";
import { Tape } from "./tape.ts";

const { values } = parseArgs({
  options: {
    trades: { type: "string", default: "4000" },
    "per-block": { type: "string", default: "20" },
    seconds: { type: "string", default: "40" },
    port: { type: "string", default: "42169" },
    "chain-port": { type: "string", default: "8745" },
    json: { type: "string" },
    profile: { type: "string" },
    fill: { type: "boolean", default: false },
  },
});
const POLL_MS = 100;
const READERS = 4;
const trades = Number(values.trades);
const perBlock = Number(values["per-block"]);
const rpcUrl = `http://127.0.0.1:${values["chain-port"]}`;
const api = `http://127.0.0.1:${values.port}`;
const data = mkdtempSync(path.join(tmpdir(), "presage-load-"));
process.env.PRESAGE_RPC_URL = rpcUrl;
process.env.PRESAGE_DEPLOYMENTS = path.join(data, "deployments");

const FILL = { markets: 3000, trades: 1_000_000 };
const supervisor = new Supervisor();
const results: Record<string, unknown> = { trades, perBlock, pollMs: POLL_MS };
const stop = async (status: number) => {
  await supervisor.stop();
  rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }); // the database ends a moment after the indexer
  process.exit(status);
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(130));
try {
  await run();
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  await stop(0);
} catch (error) {
  console.error(error);
  await stop(1);
}

async function run(): Promise<void> {
  const { default: hre } = await import("hardhat");
  const { connect } = await import("../../scripts/cli/connection.ts");
  const { deployContracts } = await import("../../scripts/cli/deployContracts.ts");
  const client = createPublicClient({ chain: hardhat, transport: http(rpcUrl, { timeout: 120_000 }), cacheTime: 0 });
  const rpc: Rpc = (method, params) => client.request({ method, params } as never) as Promise<unknown>;

  supervisor.serve({
    name: "chain",
    script: "scripts/local/chain.ts",
    args: [values["chain-port"], String(Math.floor(Date.now() / 1000))],
  });
  await until(() =>
    client.getChainId().then(
      () => true,
      () => false,
    ),
  );
  const { deployment } = await deployContracts(hre, await connect(hre));
  const tape = new Tape(rpc, deployment, { accounts: 300, markets: 48 });
  await tape.begin();
  const played = performance.now();
  for (let done = 0; done < trades; done += perBlock) await tape.trade(perBlock);
  await tape.mineEmpty(31); // so that the tape is final for the indexer, and indexed as the past is
  console.log(`Played ${trades} trades, ${perBlock} a block, in ${seconds(played)} s`);

  // what a client does that only fetches and decodes
  const fetched = performance.now();
  const head = await client.getBlockNumber();
  let [eventCount, count] = [0, 0];
  // a viem client takes at most 10 MB at once
  for (let fromBlock = 1n; fromBlock <= head; fromBlock += 100n) {
    const logs = await client.getLogs({ address: deployment.contracts.Markets, fromBlock, toBlock: fromBlock + 99n });
    const events = parseEventLogs({ abi: marketsAbi, logs });
    eventCount += events.length;
    count += events.filter(({ eventName }) => eventName === "Trade").length;
  }
  const baseline = performance.now() - fetched;
  report("backfill, baseline (viem getLogs and decoding, nothing stored)", {
    trades: count,
    events: eventCount,
    tradesPerSecond: Math.round((count / baseline) * 1000),
  });

  const began = performance.now();
  supervisor.serve({
    name: "indexer",
    script: "indexer/start.ts",
    args: ["--port", values.port],
    env: {
      PRESAGE_INDEXER_DATA: path.join(data, "indexer"),
      PRESAGE_POLL_MS: String(POLL_MS),
      ...(values.profile && { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${path.resolve(values.profile)}` }),
    },
  });
  await until(() =>
    get("/health").then(
      () => true,
      () => false,
    ),
  );
  const serving = performance.now();
  const cpuBefore = await cpuSeconds();
  await until(
    () =>
      fetch(`${api}/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    20,
  );
  const ready = performance.now();
  const cpu = (await cpuSeconds()) - cpuBefore;
  const stats = await get("/v1/stats?include=unknown");
  if (stats.data.trades !== count) throw new Error(`the indexer has ${stats.data.trades} trades, the chain ${count}`);
  report("backfill, indexer (from when it serves until it has caught up)", {
    trades: count,
    startMs: Math.round(serving - began),
    backfillMs: Math.round(ready - serving),
    tradesPerSecond: Math.round((count / (ready - serving)) * 1000),
    tradesPerProcessorSecond: Math.round(count / cpu),
    load: Math.round(loadavg()[0] * 10) / 10,
  });

  if (values.fill) {
    const filled = performance.now();
    const database = new pg.Client({ connectionString: process.env.DATABASE_URL ?? ownDatabase() });
    await database.connect();
    await database.query(multiply({ known: tape.marketCount, ...FILL }));
    await database.end();
    console.log(`Put in ${FILL.markets} markets and ${FILL.trades} trades in ${seconds(filled)} s`);
    const pages = percentiles(await readFor(10, (index) => `/v1/markets/${1 + ((index * 37) % FILL.markets)}`));
    report(`market page of ${FILL.markets} markets with ${FILL.trades} trades`, pages);
    const lists = [...SORTS.map((sort) => `sort=${sort}`), "search=bitcoin", "search=bitcon", "category=category+3&sparkline=7d"];
    for (const list of lists) report(`24 of those markets, ${list}`, percentiles(await readFor(4, () => `/v1/markets?limit=24&${list}`)));
    return; // what was put in stands in the way of what comes next
  }
  report("market page, nothing else going on", percentiles(await readFor(3, (index) => `/v1/markets/${1 + (index % tape.marketCount)}`)));
  report("list of markets, nothing else going on", percentiles(await readFor(2, () => "/v1/markets?sort=volume")));

  const cpuIdle = await cpuSeconds();
  const seen = { indexer: [] as number[], baseline: [] as number[] };
  const until_ = performance.now() + Number(values.seconds) * 1000;
  let isOver = false;
  const paths = (index: number) =>
    [
      `/v1/markets/${1 + (index % tape.marketCount)}`,
      `/v1/accounts/${tape.accounts[index % tape.accounts.length]}`,
      "/v1/markets?sort=volume24h",
    ][index % 3];
  const reading = readWhile(() => !isOver, paths);
  let written = 0;
  while (performance.now() < until_) {
    const size = 1 + Math.floor(Math.random() * 2 * perBlock);
    written += size;
    const last = await tape.trade(size);
    const visible = async (isVisible: () => Promise<boolean>, into: number[], every: number) => {
      await until(isVisible, every);
      into.push(performance.now() - last.mined);
    };
    const inApi = async () =>
      (await get(`/v1/markets/${last.marketId}/trades?limit=100`)).data.some(
        (each: { transactionHash: string }) => each.transactionHash === last.hash,
      );
    const fromBlock = await client.getBlockNumber();
    const inLogs = async () =>
      (await client.getLogs({ address: deployment.contracts.Markets, fromBlock, toBlock: "latest" })).some(
        ({ transactionHash }) => transactionHash === last.hash,
      );
    await Promise.all([visible(inApi, seen.indexer, 10), visible(inLogs, seen.baseline, POLL_MS)]);
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  isOver = true;
  const reads = await reading;
  report("processor time while it writes and is read", {
    seconds: Math.round(((await cpuSeconds()) - cpuIdle) * 10) / 10,
    trades: written,
    reads: reads.length,
  });
  report(
    `freshness, indexer: mined → answered (${written} trades in ${seen.indexer.length} blocks, ${READERS} readers)`,
    percentiles(seen.indexer),
  );
  report(`freshness, baseline: mined → seen by a client that asks for logs every ${POLL_MS} ms`, percentiles(seen.baseline));
  for (const [index, name] of ["market page", "portfolio", "list of markets"].entries()) {
    report(`${name}, while it writes`, percentiles(reads.filter((each) => each.index % 3 === index).map(({ took }) => took)));
  }
}

/** The indexer's database: where it writes its address down. */
function ownDatabase(): string {
  const folder = path.join(data, "indexer");
  return readFileSync(path.join(folder, globSync("*/url", { cwd: folder })[0]), "utf8");
}

function report(name: string, figures: Record<string, number>): void {
  results[name] = figures;
  console.log(
    `${name}: ${Object.entries(figures)
      .map(([key, value]) => `${key} ${value}`)
      .join(", ")}`,
  );
}

async function readFor(time: number, pathOf: (index: number) => string): Promise<number[]> {
  const end = performance.now() + time * 1000;
  return (await readWhile(() => performance.now() < end, pathOf, 1)).map(({ took }) => took);
}

async function readWhile(
  goesOn: () => boolean,
  pathOf: (index: number) => string,
  readers = READERS,
): Promise<{ index: number; took: number }[]> {
  const taken: { index: number; took: number }[] = [];
  let index = 0;
  const reader = async () => {
    while (goesOn()) {
      const mine = index++;
      const began = performance.now();
      await get(pathOf(mine));
      taken.push({ index: mine, took: performance.now() - began });
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
  return taken;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of several shapes, read for one figure each
async function get(where: string): Promise<any> {
  const response = await fetch(`${api}${where}`);
  if (!response.ok) throw new Error(`${where} answers ${response.status}`);
  return response.json();
}

async function until(isSo: () => Promise<boolean>, everyMs = 100): Promise<void> {
  const deadline = Date.now() + 180_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error("it did not happen within three minutes");
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** The processor time of the indexer: what it needs, however busy the machine is. */
async function cpuSeconds(): Promise<number> {
  const text = await (await fetch(`${api}/metrics`)).text();
  return Number(/^presage_cpu_seconds (.+)$/m.exec(text)?.[1]);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

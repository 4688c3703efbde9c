import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { encodeEventTopics } from "viem";
import { type Postgres, startPostgres } from "../../indexer/postgres/startPostgres.ts";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { getMarketCount } from "../../sdk/getMarketCount.ts";
import { freePort } from "../../sdk/node/freePort.ts";
import { type FaultyRpc, startFaultyRpc } from "../faultyRpc.ts";
import { startIndexer } from "../test/indexer.ts";
import { makeDatabase } from "../test/makeDatabase.ts";
import { createMarket, fund } from "../test/market.ts";
import { runKeeper } from "../test/runKeeper.ts";
import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import { drillFolder } from "./drillFolder.ts";
import { playedChain } from "./playedChain.ts";
import { type Outcome, runbookCommands, runCommand } from "./runbook.ts";
import { startApp } from "./startApp.ts";
import { startTcpProxy } from "./tcpProxy.ts";
import { until } from "./until.ts";

/** Of them this drill is part, and the browser's tests begin with a start of everything. */
export const ELSEWHERE: readonly string[] = ["npm start", "npm run drills -- --only N"];

const READY = "curl -si http://127.0.0.1:42069/ready";
const METRICS = "curl -s http://127.0.0.1:42069/metrics";
const HEALTH = "curl -si http://127.0.0.1:42071/health";
const PAGE = "curl -si http://127.0.0.1:3000/";
const HEAD = "curl -s http://127.0.0.1:3000/api/chain/head";
const CHAIN_ID = `curl -s -X POST -H 'content-type: application/json' -d '{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}' URL`;
const SHOW = "npx hardhat presage show N";
const SENT = "select action, market_id, state, spent from keeper_….intent order by id desc";
const START_AGAIN = "PRESAGE_INDEXER_KEEP=1 npm run indexer";
const PROFIT = "npm run check:profit";
const BESIDE = "DATABASE_URL=OTHER npm run indexer -- --port PORT";

/** All that this drill runs. */
export const PLAYED: readonly string[] = [READY, METRICS, HEALTH, PAGE, HEAD, CHAIN_ID, SHOW, SENT, START_AGAIN, PROFIT, BESIDE];

const DUE = 2;
/** A keeper counts as blind after so long without the chain. */
const BLIND_MS = 45_000;

/** Every command of the runbook is run as it stands there, while all is well and while what it is for is the case. */
export const runbook: Drill = {
  title: "What the runbook says is done",
  async play(findings) {
    const cleanups = new Cleanups();
    try {
      const stand = await startStand(cleanups);
      const { chain, endpoints, indexer, keeper, app } = stand;
      const run = (command: string, isEnough?: () => Promise<boolean>) => runCommand(stand.here(command), stand.env, isEnough);
      const says = async (when: string, command: string, words: RegExp, status = 0): Promise<Outcome> => {
        const outcome = await run(command);
        const isSo = outcome.status === status && words.test(outcome.said);
        const ended = `ended with ${outcome.status}: ${outcome.said.slice(0, 600)}`;
        findings.holds(`${when}, \`${command}\` ${ended}\nexpected ${status} and ${words}`, isSo);
        findings.note("runs", Number(findings.figures.runs ?? 0) + 1);
        return outcome;
      };

      await until("all are well", () => stand.isWell());
      await until("the keeper has done what is due", async () => (await stand.keepersVoids()) === (await stand.voids()));
      findings.atLeast("marketsVoidedByTheKeeper", await stand.keepersVoids(), DUE);
      await says("while all is well", READY, /^HTTP\/1\.1 200[\s\S]*"ready":true/);
      await says("while all is well", HEALTH, /^HTTP\/1\.1 200[\s\S]*"problems":\[\]/);
      await says("while all is well", PAGE, /^HTTP\/1\.1 200[\s\S]*Will it rain\?/);
      await says("while all is well", HEAD, /^{"block":/);
      await says("while all is well", CHAIN_ID, /"result":"0x7a69"/);
      await says("while all is well", SHOW, /Will it rain\?/);
      const before = indexedBlock(await says("while all is well", METRICS, /presage_indexed_block \d+/));
      await chain.rpc("evm_mine");
      await indexer.caughtUp();
      findings.equal("metricsMoveBlocks", indexedBlock(await run(METRICS)) - before, 1);

      for (const each of endpoints) each.suffer({ kind: "close" });
      await until("the indexer does not hear from the chain", async () => !(await fetch(`${indexer.url}/ready`)).ok);
      await until("the keeper has not seen the chain for a while", async () => !(await fetch(`${keeper.url}/health`)).ok, BLIND_MS);
      await says("without the chain", READY, /^HTTP\/1\.1 503[\s\S]*The chain does not answer/);
      await says("without the chain", HEALTH, /^HTTP\/1\.1 503[\s\S]*the chain was not seen for a while/);
      await says("without the chain", PAGE, /^HTTP\/1\.1 200[\s\S]*Will it rain\?/);
      await says("without the chain", HEAD, /RpcUnavailable[\s\S]*Endpoint 1 \(127\.0\.0\.1:\d+\) closed the connection/);
      await says("without the chain", CHAIN_ID, /^$/, 52); // curl's word for an empty answer
      await says("without the chain", SHOW, /Endpoint 1 \(127\.0\.0\.1:\d+\) closed the connection/, 1);
      for (const each of endpoints) each.suffer();
      await until("all are well again", () => stand.isWell());

      await stand.stopDatabase();
      await says("without the database", READY, /^HTTP\/1\.1 503[\s\S]*The database does not answer/);
      await says("without the database", HEALTH, /^HTTP\/1\.1 503[\s\S]*the database does not answer/);
      await stand.startDatabase();
      await until("all are well again", () => stand.isWell());

      await indexer.stop("SIGKILL");
      const isReady = (url: string) => () =>
        fetch(`${url}/ready`).then(
          ({ ok }) => ok,
          () => false,
        );
      let checked: Outcome | undefined;
      const again = await run(START_AGAIN, async () => {
        if (!(await isReady(indexer.url)())) return false;
        checked = await run(PROFIT);
        return true;
      });
      findings.holds(`it was not ready when started again: ${again.said.slice(-600)}`, checked !== undefined);
      findings.holds(`\`${PROFIT}\` says: ${checked?.said.slice(-600)}`, / [1-9]\d* figures, 0 mismatches/.test(checked?.said ?? ""));
      findings.note("profitFigures", Number(/(\d+) figures/.exec(checked?.said ?? "")?.[1] ?? 0));
      let figures = "";
      const beside = await run(BESIDE, async () => {
        if (!(await isReady(stand.besideUrl)())) return false;
        figures = await fetch(`${stand.besideUrl}/v1/stats?include=unknown`).then((response) => response.text());
        return true;
      });
      findings.holds(`no index beside it: ${beside.said.slice(-600)}`, /"trades":[1-9]/.test(figures));

      const given = runbookCommands().filter((command) => !ELSEWHERE.includes(command));
      findings.equal("commands", given.filter((command) => PLAYED.includes(command)).length, given.length);
      findings.holds("the app has ended", (await fetch(app.url)).ok);
    } finally {
      await cleanups.run();
    }
  },
};

function indexedBlock({ said }: Outcome): number {
  return Number(/^presage_indexed_block (\d+)/m.exec(said)?.[1]);
}

/** All processes of the product on a chain with a history, behind two endpoints and one database that can be taken away. */
async function startStand(cleanups: Cleanups) {
  const { chain, deployment } = await playedChain(cleanups, { seed: 14, blocks: 12 });
  await fund(chain, deployment, 0);
  for (let each = 0; each < DUE; each++) await createMarket(chain, deployment);
  await chain.rpc("evm_increaseTime", 41 * 86_400);
  await chain.rpc("evm_mine");
  const { timestamp } = await chain.client.getBlock();
  await createMarket(chain, deployment, { closesAt: timestamp + 31_536_000n, resolveBy: timestamp + 2n * 31_536_000n });
  const market = await getMarketCount(chain.client, { deployment });

  const folder = drillFolder(cleanups);
  let postgres: Postgres = await startPostgres(path.join(folder, "postgres"));
  cleanups.add(undefined, () => postgres.stop());
  const portOf = ({ url }: Postgres) => Number(new URL(url).port);
  const proxy = cleanups.add(await startTcpProxy(portOf(postgres)), ({ close }) => close());
  const databaseUrl = async (name: string) => {
    const url = new URL(await makeDatabase(postgres.url, name));
    url.port = String(proxy.port);
    return url.href;
  };
  const [history, other, memory] = [await databaseUrl("history"), await databaseUrl("other"), await databaseUrl("memory")];

  const books = path.join(folder, "deployments");
  mkdirSync(books);
  writeFileSync(path.join(books, `${deployment.chainId}.json`), JSON.stringify(deployment));
  const endpoints: FaultyRpc[] = [];
  for (let each = 0; each < 2; each++) endpoints.push(cleanups.add(await startFaultyRpc(chain.url), ({ close }) => close()));
  const chosen = {
    PRESAGE_RPC_URL: endpoints.map(({ url }) => url).join(),
    PRESAGE_CHAIN_ID: String(deployment.chainId),
    PRESAGE_DEPLOYMENTS: books,
  };
  const indexerEnv = { ...chosen, DATABASE_URL: history, PRESAGE_INDEXER_KEEP: "1" };
  const indexer = await startIndexer({ rpcUrl: chain.url, deployment, env: indexerEnv, databaseUrl: history });
  cleanups.add(indexer, (each) => each.stop());
  const keeper = await runKeeper({ rpcUrl: chain.url, deployment, databaseUrl: memory, env: chosen });
  cleanups.add(keeper, (each) => each.stop());
  await keeper.start();
  const app = cleanups.add(await startApp({ deployment, indexerUrl: indexer.url, env: chosen }), (each) => each.stop());
  const portAt = (url: string) => new URL(url).port;
  const besidePort = await freePort();

  /** What a placeholder, or a port of `npm start`, is here. */
  const here = (command: string) =>
    (command === START_AGAIN ? `${command} -- --port ${portAt(indexer.url)}` : command)
      .replace(":42069", `:${portAt(indexer.url)}`)
      .replace(":42071", `:${portAt(keeper.url)}`)
      .replace(":3000", `:${portAt(app.url)}`)
      .replace(/ URL$/, ` ${endpoints[0]?.url}`)
      .replace(/ N$/, ` ${market}`)
      .replace("OTHER", `'${other}'`)
      .replace("PORT", String(besidePort));

  return {
    chain,
    endpoints,
    indexer,
    keeper,
    app,
    here,
    besideUrl: `http://127.0.0.1:${besidePort}`,
    env: { ...chosen, DATABASE_URL: history, PRESAGE_INDEXER_URL: indexer.url },
    isWell: async () => {
      const answers = await Promise.all([`${indexer.url}/ready`, `${keeper.url}/health`, app.url].map((url) => fetch(url)));
      return answers.every(({ ok }) => ok);
    },
    voids: async () => {
      const topics = encodeEventTopics({ abi: marketsAbi, eventName: "Voided" });
      const logs = await chain.rpc("eth_getLogs", { address: deployment.contracts.Markets, topics, fromBlock: "0x0" });
      return (logs as unknown[]).length;
    },
    keepersVoids: async () => {
      const client = new pg.Client({ connectionString: memory });
      await client.connect();
      const schemas = "select table_schema from information_schema.tables where table_name = 'intent'";
      const [{ table_schema: schema }] = (await client.query<{ table_schema: string }>(schemas)).rows as [{ table_schema: string }];
      const { rows } = await client.query<{ action: string; state: string }>(SENT.replace("keeper_…", schema));
      await client.end();
      return rows.filter(({ action, state }) => action === "void" && ["mined", "done"].includes(state)).length;
    },
    stopDatabase: async () => {
      await postgres.stop();
      proxy.cut();
    },
    startDatabase: async () => {
      postgres = await startPostgres(path.join(folder, "postgres"));
      proxy.aim(portOf(postgres));
    },
  };
}

import { readFileSync } from "node:fs";
import pg from "pg";
import { encodeEventTopics } from "viem";
import { type Postgres, startPostgres } from "../../indexer/postgres/startPostgres.ts";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import type { Chain } from "../test/chain.ts";
import { startIndexer } from "../test/indexer.ts";
import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import { drillFolder } from "./drillFolder.ts";
import { compareTables, freshTables } from "./freshTables.ts";
import { playedChain } from "./playedChain.ts";
import { startTcpProxy } from "./tcpProxy.ts";
import { pause, until } from "./until.ts";

const STOPPED_MS = { long: 30_000, short: 10_000 };
const RECOVERY_MS = 60_000;

/** The indexer's database is stopped for a while, and killed, while people trade. */
export const database: Drill = {
  title: "PostgreSQL is stopped and killed",
  async play(findings, { isShort }) {
    const cleanups = new Cleanups();
    try {
      const { chain, deployment, history } = await playedChain(cleanups, { seed: 11, blocks: 10 });
      const folder = drillFolder(cleanups);
      let postgres: Postgres = await startPostgres(folder);
      cleanups.add(undefined, () => postgres.stop());
      const portOf = ({ url }: Postgres) => Number(new URL(url).port);
      const proxy = cleanups.add(await startTcpProxy(portOf(postgres)), ({ close }) => close());
      const at = new URL(postgres.url);
      at.port = String(proxy.port);
      const env = { DATABASE_URL: at.href, PRESAGE_INDEXER_KEEP: "1" };
      const indexer = await startIndexer({ rpcUrl: chain.url, deployment, env, databaseUrl: at.href });
      cleanups.add(indexer, (each) => each.stop());
      // as the supervisor of `npm start` does: what has ended is started again
      let isOver = false;
      let restarts = 0;
      const supervising = (async () => {
        while (!isOver) {
          await pause(250);
          if (!indexer.isRunning()) {
            indexer.spawn();
            restarts++;
            await pause(1_000);
          }
        }
      })();
      cleanups.add(undefined, async () => {
        isOver = true;
        await supervising;
      });

      const answers = new Answers(`${indexer.url}/v1/stats?include=unknown`);
      cleanups.add(answers, (each) => each.stop());
      const start = async () => {
        postgres = await startPostgres(folder);
        proxy.aim(portOf(postgres));
      };
      const isUpToDate = async () => {
        const head = Number(await chain.rpc("eth_blockNumber"));
        return (answers.last?.block ?? -1) >= head;
      };

      for (const [name, end] of [
        ["stopped", () => postgres.stop()],
        ["killed", () => killPostmaster(postgres)],
      ] as const) {
        await pause(1_000);
        const from = performance.now();
        await end();
        await history.play(4);
        await pause(name === "stopped" ? STOPPED_MS[isShort ? "short" : "long"] : 2_000);
        const during = answers.since(from + 2_000);
        findings.equal(`${name}WrongAnswers`, during.filter(({ status }) => status !== 503 && status !== 0).length, 0);
        findings.note(`${name}Answers503`, during.filter(({ status }) => status === 503).length);
        findings.note(`${name}NotReached`, during.filter(({ status }) => status === 0).length);
        await start();
        findings.atMost(`${name}RecoveredMs`, await until("it is up to date again", isUpToDate, RECOVERY_MS + 30_000), RECOVERY_MS);
      }
      findings.note("restarts", restarts);
      await answers.stop();
      findings.atLeast("tradesInAnAnswer", Math.max(...answers.all.map(({ trades = 0 }) => trades)), 1);
      findings.equal("answersWithPartOfABlock", await partialBlocks(chain, deployment.contracts.Markets, answers), 0);
      await history.play(2);
      await until("it is up to date at the end", async () => (await fetch(`${indexer.url}/ready`)).ok);
      await indexer.caughtUp();
      await compareTables("index", indexer, await freshTables({ rpcUrl: chain.url, deployment }), findings);
    } finally {
      await cleanups.run();
    }
  },
};

interface Answer {
  at: number;
  /** 0 if nobody answered. */
  status: number;
  block?: number;
  trades?: number;
}

/** Asks the API all the time. */
class Answers {
  readonly all: Answer[] = [];
  #isOver = false;
  readonly #asking: Promise<void>;

  constructor(url: string) {
    this.#asking = this.#ask(url);
  }

  get last(): Answer | undefined {
    return this.all.at(-1);
  }

  since(from: number): Answer[] {
    return this.all.filter(({ at }) => at >= from);
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#asking;
  }

  async #ask(url: string): Promise<void> {
    while (!this.#isOver) {
      const at = performance.now();
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
        const { asOf, data } = (await response.json()) as { asOf?: { block: number }; data?: { trades: number } };
        this.all.push({ at, status: response.status, block: asOf?.block, trades: data?.trades });
      } catch {
        this.all.push({ at, status: 0 });
      }
      await pause(50);
    }
  }
}

/** Answers that have not got all trades, or more than those, of the blocks up to that which they are as of. */
async function partialBlocks(chain: Chain, address: string, answers: Answers): Promise<number> {
  const topics = encodeEventTopics({ abi: marketsAbi, eventName: "Trade" });
  const logs = (await chain.rpc("eth_getLogs", { address, topics, fromBlock: "0x0" })) as { blockNumber: string }[];
  const upTo = (block: number) => logs.filter(({ blockNumber }) => Number(blockNumber) <= block).length;
  return answers.all.filter(({ status, block, trades }) => status === 200 && block !== undefined && trades !== upTo(block)).length;
}

async function killPostmaster({ url }: Postgres): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const status = readFileSync(`/proc/${rows[0]?.pid}/status`, "utf8");
  process.kill(Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), "SIGKILL");
  await client.end().catch(() => undefined);
}

import { startFaultyRpc } from "../faultyRpc.ts";
import { makeRandom } from "../proof/random.ts";
import { type Indexer, startIndexer } from "../test/indexer.ts";
import { readTables } from "../test/tables.ts";
import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import { compareTables } from "./freshTables.ts";
import { playedChain } from "./playedChain.ts";
import { pause } from "./until.ts";

const KILLS = { long: 20, short: 3 };
const BLOCKS = { long: 150, short: 40 };
/** Reading the past takes long enough to be killed in the midst of it. */
const SLOW = { kind: "delay", milliseconds: 25, jitter: 20 } as const;

/** The indexer is killed at random points of reading the past, and started again. */
export const killedIndexer: Drill = {
  title: "The indexer is killed while it reads the past",
  async play(findings, { isShort }) {
    const length = isShort ? "short" : "long";
    const cleanups = new Cleanups();
    try {
      const { chain, deployment } = await playedChain(cleanups, { seed: 10, blocks: BLOCKS[length] });
      const proxy = cleanups.add(await startFaultyRpc(chain.url), ({ close }) => close());
      proxy.suffer(SLOW);
      const env = { PRESAGE_INDEXER_KEEP: "1" };
      const began = performance.now();
      const indexer = cleanups.add(await startIndexer({ rpcUrl: proxy.url, deployment, env }), (each) => each.stop());
      const whole = performance.now() - began;
      const expected = await readTables(indexer);
      const trades = await tradesOf(indexer);

      const random = makeRandom(10);
      let amid = 0;
      let slowest = 0;
      for (let kill = 0; kill < KILLS[length]; kill++) {
        await indexer.stop();
        indexer.forget();
        indexer.spawn();
        const from = performance.now();
        // every other one at a point of its work, the rest at any moment of its start
        if (kill % 2 === 0) {
          const target = Math.floor(trades * random.next());
          while (performance.now() - from < 2 * whole && (await tradesOf(indexer)) < target) await pause(5);
        } else await pause(whole * random.next());
        const reached = await tradesOf(indexer);
        await indexer.stop("SIGKILL");
        if (reached > 0 && reached < trades) amid++;
        const killed = performance.now();
        await indexer.start();
        slowest = Math.max(slowest, performance.now() - killed);
        await compareTables("compared", indexer, expected, findings);
      }
      findings.note("kills", KILLS[length]);
      findings.atLeast("killedBetweenFirstAndLastTrade", amid, Math.ceil(KILLS[length] / 4));
      findings.note("undisturbedMs", Math.round(whole));
      findings.atMost("slowestRecoveryMs", Math.round(slowest), 60_000);
    } finally {
      await cleanups.run();
    }
  },
};

/** As far as it says so: −1 before it serves. */
function tradesOf(indexer: Indexer): Promise<number> {
  return indexer.get<{ data: { trades: number } }>("/v1/stats?include=unknown").then(
    ({ data }) => data.trades,
    () => -1,
  );
}

import { deployAll } from "../test/chain.ts";
import { startIndexer } from "../test/indexer.ts";
import { RandomHistory } from "../test/randomHistory.ts";
import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import { compareTables, freshTables } from "./freshTables.ts";
import { readsAt, twoEndpoints } from "./twoEndpoints.ts";
import { pause, until } from "./until.ts";

const LAGS = [3, 20, 500];
const BLOCKS = 560;
const BLOCK_MS = 500;
const DURATION_MS = 10_000;
const CHECK_MS = 4_000; // the transport's own interval

/** The primary endpoint answers as a node that is behind, under a reader of the head and under the indexer. */
export const lagging: Drill = {
  title: "The primary RPC is 3, 20 and 500 blocks behind",
  async play(findings) {
    const cleanups = new Cleanups();
    try {
      const { chain, primary, secondary, client, read } = await twoEndpoints(cleanups);
      const deployment = await deployAll(chain);
      const manual = await chain.deploy("ManualResolver", [deployment.contracts.Markets]);
      const history = new RandomHistory(chain, deployment, 5);
      await history.begin(manual);
      await history.play(10);
      for (let block = 0; block < BLOCKS; block += 40) await Promise.all(Array.from({ length: 40 }, () => chain.rpc("evm_mine")));
      const env = { PRESAGE_RPC_URL: [primary, secondary].map(({ url }) => url).join() };
      const indexer = cleanups.add(await startIndexer({ rpcUrl: chain.url, deployment, env }), (each) => each.stop());

      let [backwards, indexedBackwards] = [0, 0];
      let isOver = false;
      const watching = (async () => {
        for (let [head, block] = [0, 0]; !isOver; await pause(50)) {
          const [now, ready] = await Promise.all([
            client.getBlockNumber({ cacheTime: 0 }).then(Number),
            fetch(`${indexer.url}/ready`).then((response) => response.json() as Promise<{ asOf: { block: number } | null }>),
          ]);
          if (now < head) backwards++;
          if (ready.asOf && ready.asOf.block < block) indexedBackwards++;
          head = now;
          block = ready.asOf?.block ?? block;
        }
      })();
      cleanups.add(undefined, async () => {
        isOver = true;
        await watching;
      });

      for (const blocks of LAGS) {
        await until("the primary is asked", async () => {
          const before = readsAt(primary);
          await read(0);
          return readsAt(primary) > before;
        });
        primary.suffer({ kind: "lag", blocks });
        const from = performance.now();
        let lastAtPrimary = 0;
        while (performance.now() - from < DURATION_MS) {
          await history.play(1);
          const before = readsAt(primary);
          await read(0);
          if (readsAt(primary) > before) lastAtPrimary = performance.now() - from;
          await pause(BLOCK_MS / 5);
        }
        findings.atMost(`demotedAfterMs${blocks}`, Math.round(lastAtPrimary), CHECK_MS + 1_000);
        primary.suffer();
      }
      isOver = true;
      await watching;
      findings.equal("headBackwards", backwards, 0);
      findings.equal("indexedBackwards", indexedBackwards, 0);
      await indexer.caughtUp();
      await compareTables("index", indexer, await freshTables({ rpcUrl: chain.url, deployment }), findings);
    } finally {
      await cleanups.run();
    }
  },
};

// properties: D1
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Address } from "viem";
import type { Deployment } from "../../sdk/types.ts";
import { makeRandom } from "../../tools/proof/random.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { type Indexer, startIndexer } from "../../tools/test/indexer.ts";
import { RandomHistory } from "../../tools/test/randomHistory.ts";
import { readTables } from "../../tools/test/tables.ts";

const KILLS = Number(process.env.PRESAGE_KILLS ?? 5);
// The tables are resumed after a kill instead of built anew.
const env = { PRESAGE_INDEXER_KEEP: "1" };

describe("after what should not happen, the tables", () => {
  let chain: Chain;
  let deployment: Deployment;
  let manual: Address;
  let history: RandomHistory;
  let indexer: Indexer;
  let beforeAll: unknown;

  before(async () => {
    chain = await startChain();
    beforeAll = await chain.rpc("evm_snapshot");
    deployment = await deployAll(chain);
    manual = await chain.deploy("ManualResolver", [deployment.contracts.Markets]);
    history = new RandomHistory(chain, deployment, 77);
    await history.begin(manual);
    await history.play(24);
    indexer = await startIndexer({ rpcUrl: chain.url, deployment, env });
  });
  after(async () => {
    await indexer?.stop();
    await chain?.close();
  });

  /** The tables of this indexer, and of one that has seen nothing but the chain as it is now. */
  const compareWithFresh = async () => {
    await indexer.caughtUp();
    const fresh = await startIndexer({ rpcUrl: chain.url, deployment });
    try {
      const [given, expected] = [await readTables(indexer), await readTables(fresh)];
      assert.ok(expected.activity.length > 100);
      for (const [table, rows] of Object.entries(expected)) {
        assert.equal(given[table].length, rows.length, `number of rows of ${table}`);
        rows.forEach((row, index) => {
          assert.deepEqual(given[table][index], row, `row ${index} of ${table}`);
        });
      }
    } finally {
      await fresh.stop();
    }
  };

  it("equal those of a fresh run: reorganisations, one after the other, the last of a resolution", async () => {
    for (const [depth, instead] of [
      [4, 6],
      [9, 11],
    ]) {
      const snapshot = await chain.rpc("evm_snapshot");
      await history.play(depth);
      await indexer.caughtUp();
      await chain.rpc("evm_revert", snapshot);
      await history.play(instead);
      await indexer.caughtUp();
    }
    const snapshot = await chain.rpc("evm_snapshot");
    const before = await chain.client.getBlockNumber({ cacheTime: 0 });
    await history.end(manual);
    await indexer.caughtUp();
    const ended = await chain.client.getBlockNumber({ cacheTime: 0 });
    await chain.rpc("evm_revert", snapshot);
    await history.play(Number(ended - before) + 1); // what takes the place of blocks is longer than they were
    await compareWithFresh();
  });

  const isQuick = !process.env.PRESAGE_SLOW && "takes minutes on a busy machine: PRESAGE_SLOW=1 runs it";
  it("equal those of a fresh run: killed while it was at work, and started again", { skip: isQuick }, async () => {
    const playing = history.play(4);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await indexer.stop("SIGKILL");
    await playing;
    await indexer.start();
    await history.play(2);
    await compareWithFresh();
  });

  it(`equal those of a fresh run: killed at ${KILLS} moments of reading the past`, { skip: isQuick }, async (context) => {
    await history.play(150);
    await indexer.stop();
    indexer.forget();
    const began = performance.now();
    await indexer.start();
    const whole = performance.now() - began;
    const expected = await readTables(indexer);
    const { next } = makeRandom(5);
    for (let kill = 1; kill <= KILLS; kill++) {
      await indexer.stop();
      indexer.forget();
      indexer.spawn();
      const at = whole * (0.3 + 0.7 * next());
      await new Promise((resolve) => setTimeout(resolve, at));
      const reached = await indexer
        .get<{ data: { trades: number } }>("/v1/stats?include=unknown")
        .then(({ data }) => `${data.trades} trades`)
        .catch(() => "nothing");
      await indexer.stop("SIGKILL");
      const killed = performance.now();
      await indexer.start();
      const seconds = (ms: number) => (ms / 1000).toFixed(1);
      context.diagnostic(
        `killed after ${seconds(at)} of ${seconds(whole)} s, with ${reached}; whole ${seconds(performance.now() - killed)} s later`,
      );
      assert.deepEqual(await readTables(indexer), expected);
    }
    await compareWithFresh();
  });

  it("are built anew when the chain began anew: the indexer ends by itself rather than serve another chain's", async () => {
    await chain.rpc("evm_revert", beforeAll);
    await chain.rpc("evm_increaseTime", 1000);
    for (let block = 0; block < 3; block++) await chain.rpc("evm_mine");
    assert.notEqual(await indexer.ended(), 0);
    assert.match(indexer.log(), /The chain began anew/);
  });
});

import type { Hex } from "viem";
import { makeRandom } from "../proof/random.ts";
import type { Chain } from "../test/chain.ts";
import { startIndexer } from "../test/indexer.ts";
import { Cleanups } from "./cleanups.ts";
import type { Drill } from "./drill.ts";
import { compareTables, freshTables } from "./freshTables.ts";
import { listen } from "./listen.ts";
import { playedChain } from "./playedChain.ts";
import { until } from "./until.ts";

const DEPTHS = [1, 4, 29];
/** The tables lie above the finality of 30 blocks that the indexer takes for a chain which it does not know. */
const BLOCKS_BEFORE = 34;

type Sent = { from: Hex; to: Hex; data: Hex };

/** Blocks of trades are taken back and come again with the same trades in another order. */
export const reorganisations: Drill = {
  title: "Reorganisations of 1, 4 and 29 blocks",
  async play(findings, { isShort }) {
    const cleanups = new Cleanups();
    try {
      const { chain, deployment, history } = await playedChain(cleanups, { seed: 9, blocks: BLOCKS_BEFORE });
      const env = { PRESAGE_INDEXER_KEEP: "1" };
      const indexer = cleanups.add(await startIndexer({ rpcUrl: chain.url, deployment, env }), (each) => each.stop());
      const random = makeRandom(9);
      for (const depth of DEPTHS) {
        const name = `depth${depth}`;
        const snapshot = await chain.rpc("evm_snapshot");
        await history.play(depth);
        await indexer.caughtUp();
        const phantoms = await transactionsOf(chain, depth);
        const listener = await listen(`${indexer.url}/v1/stream`);
        const head = Number(await chain.rpc("eth_blockNumber"));
        await chain.rpc("evm_revert", snapshot);
        await playAgain(chain, phantoms, random);
        findings.holds(`${name}: the new branch is no longer than the old one`, Number(await chain.rpc("eth_blockNumber")) > head);
        await indexer.caughtUp();
        await until("listeners are told that something was taken back", () => listener.events.includes("reset"), 10_000);
        listener.close();
        findings.equal(`${name}PhantomTrades`, await phantomTrades(chain, indexer.url), 0);
        if (isShort && depth !== DEPTHS.at(-1)) continue; // what is wrong stays wrong
        await compareTables(name, indexer, await freshTables({ rpcUrl: chain.url, deployment }), findings);
      }
    } finally {
      await cleanups.run();
    }
  },
};

/** Those of the newest blocks, as they could be sent again. */
async function transactionsOf(chain: Chain, depth: number): Promise<Sent[][]> {
  const head = Number(await chain.rpc("eth_blockNumber"));
  const blocks: Sent[][] = [];
  for (let number = head - depth + 1; number <= head; number++) {
    const block = (await chain.rpc("eth_getBlockByNumber", `0x${number.toString(16)}`, true)) as {
      transactions: { from: Hex; to: Hex; input: Hex }[];
    };
    blocks.push(block.transactions.map(({ from, to, input }) => ({ from, to, data: input })));
  }
  return blocks;
}

/** The same transactions, shuffled over as many blocks, and one block more so that it is the longer chain. */
async function playAgain(chain: Chain, blocks: Sent[][], random: ReturnType<typeof makeRandom>): Promise<void> {
  const shuffled = blocks.flat();
  for (let index = shuffled.length - 1; index > 0; index--) {
    const other = Math.floor(random.next() * (index + 1));
    [shuffled[index], shuffled[other]] = [shuffled[other] as Sent, shuffled[index] as Sent];
  }
  await chain.rpc("evm_setAutomine", false);
  const size = Math.ceil(shuffled.length / blocks.length);
  for (let block = 0; block <= blocks.length; block++) {
    for (const sent of shuffled.slice(block * size, (block + 1) * size)) {
      await chain.rpc("eth_sendTransaction", { ...sent, gas: "0x3d0900" }).catch(() => undefined);
    }
    await chain.rpc("evm_mine");
  }
  await chain.rpc("evm_setAutomine", true);
}

/** Listed activity of transactions that the chain does not have. */
async function phantomTrades(chain: Chain, url: string): Promise<number> {
  let phantoms = 0;
  for (let id = 1; id <= 5; id++) {
    let cursor: string | null = null;
    do {
      const page = (await (await fetch(`${url}/v1/markets/${id}/activity?limit=100${cursor ? `&cursor=${cursor}` : ""}`)).json()) as {
        data: { transactionHash: Hex }[];
        next: string | null;
      };
      for (const { transactionHash } of page.data) {
        if (!(await chain.rpc("eth_getTransactionReceipt", transactionHash))) phantoms++;
      }
      cursor = page.next;
    } while (cursor);
  }
  return phantoms;
}

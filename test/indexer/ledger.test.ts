// properties: D4
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Address } from "viem";
import { getActivity } from "../../sdk/getActivity.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import type { Deployment } from "../../sdk/types.ts";
import { compareProfit } from "../../tools/checks/compareProfit.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { type Indexer, startIndexer } from "./indexer.ts";
import { RandomHistory } from "./randomHistory.ts";

const SEEDS = process.env.PRESAGE_SEEDS?.split(",").map(Number) ?? [1];
const BLOCKS = Number(process.env.PRESAGE_BLOCKS ?? 60);

for (const seed of SEEDS) {
  describe(`the ledger of a random history (seed ${seed})`, () => {
    let chain: Chain;
    let deployment: Deployment;
    let manual: Address;
    let history: RandomHistory;
    let indexer: Indexer;

    before(async () => {
      chain = await startChain();
      deployment = await deployAll(chain);
      manual = await chain.deploy("ManualResolver", [deployment.contracts.Markets]);
      history = new RandomHistory(chain, deployment, seed);
      await history.begin(manual);
      await history.play(BLOCKS / 2);
      indexer = await startIndexer({ rpcUrl: chain.url, deployment });
    });
    after(async () => {
      await indexer?.stop();
      await chain?.close();
    });

    const compare = async () => {
      await indexer.caughtUp();
      const { mismatches, figures } = await compareProfit(chain.client, deployment, indexer.url);
      assert.deepEqual(mismatches.slice(0, 10), []);
      return figures;
    };

    it("has every kind of event", async () => {
      await history.play(BLOCKS / 2);
      const kinds = new Set((await getActivity(chain.client, { deployment })).map(({ kind }) => kind));
      const all = [
        "Trade",
        "Split",
        "Merged",
        "PairSplit",
        "PairMerged",
        "Converted",
        "ConvertedBack",
        "LiquidityAdded",
        "LiquidityRemoved",
      ];
      assert.deepEqual(
        [...all, "MarketCreated", "CreatorFeesCollected"].filter((kind) => !kinds.has(kind as never)),
        [],
      );
    });

    it("agrees with the chain to the base unit while the markets run", async () => {
      assert.ok((await compare()) > 300);
    });

    it("shows the markets as the chain does", async () => {
      const { data } = await indexer.get<{ data: Record<string, unknown>[] }>("/markets?limit=100");
      for (const market of await getMarkets(chain.client, { deployment })) {
        const shown = data.find(({ id }) => id === String(market.id));
        const expected = {
          prices: market.prices.map(String),
          liquidity: String(market.liquidity),
          seed: String(market.seed),
          liquidityFees: String(market.liquidityFees),
          creatorFees: String(market.creatorFees),
          status: market.status,
          metadataHash: market.metadataHash,
          outcomes: market.outcomes,
        };
        assert.deepEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, shown?.[name]])), expected);
      }
    });

    it("agrees to the base unit when the markets are final", async () => {
      await history.end(manual);
      await compare();
      const kinds = new Set((await getActivity(chain.client, { deployment })).map(({ kind }) => kind));
      assert.deepEqual(
        ["Resolved", "Voided", "Redeemed", "SeedRedeemed"].filter((kind) => !kinds.has(kind as never)),
        [],
      );
    });
  });
}

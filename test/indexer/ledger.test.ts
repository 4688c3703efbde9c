// properties: D4
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Address, isAddressEqual, parseAbiItem, parseUnits } from "viem";
import { getActivity } from "../../sdk/getActivity.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import type { Deployment } from "../../sdk/types.ts";
import { compareProfit } from "../../tools/checks/compareProfit.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { type Indexer, startIndexer } from "../../tools/test/indexer.ts";
import { RandomHistory } from "../../tools/test/randomHistory.ts";

const transferEvent = parseAbiItem("event Transfer(address indexed from, address indexed to, uint256 value)");
const SEEDS = process.env.PRESAGE_SEEDS?.split(",").map(Number) ?? [1];
const BLOCKS = Number(process.env.PRESAGE_BLOCKS ?? 60);

/** Base units, by the decimal form of an amount, which says the same. */
function unitsOf(amount: unknown): bigint {
  const { amount: decimal, base } = amount as { amount: string; base: string };
  assert.equal(parseUnits(decimal, 6), BigInt(base));
  return BigInt(base);
}

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

    const all = async <T>(path: string): Promise<T[]> => {
      const rows: T[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: { data: T[]; next: string | null } = await indexer.get(`${path}?limit=23${cursor && `&cursor=${cursor}`}`);
        rows.push(...page.data);
        cursor = page.next;
      }
      return rows;
    };

    /** All that came less all that went is what an account has, and what it has received less what it has paid. */
    const compareMovements = async () => {
      for (const account of history.accounts) {
        const rows = await all<{ marketId: string; asset: string; outcome: number | null; amount: { base: string } }>(
          `/v1/accounts/${account}/movements`,
        );
        const sums = new Map<string, bigint>();
        for (const { marketId, asset, outcome, amount } of rows) {
          const key = `${marketId} ${asset} ${outcome ?? 0}`;
          sums.set(key, (sums.get(key) ?? 0n) + BigInt(amount.base));
        }
        const { data } = await indexer.get<{
          data: { positions: { marketId: string; kind: string; outcome: number; amount: { base: string } }[] };
        }>(`/v1/accounts/${account.toLowerCase()}`);
        const held = new Map(data.positions.map((each) => [`${each.marketId} ${each.kind} ${each.outcome}`, BigInt(each.amount.base)]));
        for (const market of await all<{ marketId: string; paid: { base: string }; received: { base: string } }>(
          `/v1/accounts/${account}/markets`,
        ))
          held.set(`${market.marketId} collateral 0`, BigInt(market.received.base) - BigInt(market.paid.base));
        const isNot = (sum: bigint) => sum !== 0n;
        const sorted = (map: Map<string, bigint>) => [...map].filter(([, sum]) => isNot(sum)).sort();
        assert.deepEqual(sorted(sums), sorted(held), account);
      }
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
      const { data } = await indexer.get<{ data: Record<string, unknown>[] }>("/v1/markets?include=unknown&limit=100");
      for (const market of await getMarkets(chain.client, { deployment })) {
        const shown = data.find(({ id }) => id === String(market.id)) as Record<string, unknown>;
        const expected = {
          prices: market.prices,
          liquidity: market.liquidity,
          seed: market.seed,
          liquidityFees: market.liquidityFees,
          creatorFees: market.creatorFees,
          status: market.status,
          termsHash: market.termsHash,
          outcomes: market.outcomes,
        };
        const given = {
          ...Object.fromEntries(Object.keys(expected).map((name) => [name, shown[name]])),
          prices: (shown.prices as string[]).map((price) => parseUnits(price, 18)),
          ...Object.fromEntries(["liquidity", "seed", "liquidityFees", "creatorFees"].map((name) => [name, unitsOf(shown[name])])),
        };
        assert.deepEqual(given, expected);
      }
    });

    /** Over all accounts, profit is what the chain paid out less what it took, and what is still held. */
    const compareWithPayments = async () => {
      await indexer.caughtUp();
      const { Markets } = deployment.contracts;
      const usd = deployment.collaterals.usd as Address;
      const flows = await chain.client.getLogs({ address: usd, event: transferEvent, fromBlock: 0n });
      const paidOut = flows.reduce((sum, { args: { from, to, value = 0n } }) => {
        return sum + (from && isAddressEqual(from, Markets) ? value : 0n) - (to && isAddressEqual(to, Markets) ? value : 0n);
      }, 0n);
      const sums = { profit: 0n, value: 0n };
      for (const account of history.accounts) {
        const [total] = (await indexer.get<{ data: { totals: Record<"profit" | "value", { base: string }>[] } }>(`/v1/accounts/${account}`))
          .data.totals;
        sums.profit += BigInt(total?.profit.base ?? 0);
        sums.value += BigInt(total?.value.base ?? 0);
      }
      assert.equal(sums.profit, paidOut + sums.value);
    };

    it("makes of all profits what the chain paid", compareWithPayments);

    it("tells of every movement while the markets run", compareMovements);

    it("agrees to the base unit when the markets are final", async () => {
      await history.end(manual);
      await compare();
      await compareMovements();
      await compareWithPayments();
      const kinds = new Set((await getActivity(chain.client, { deployment })).map(({ kind }) => kind));
      assert.deepEqual(
        ["Resolved", "Voided", "Redeemed", "SeedRedeemed"].filter((kind) => !kinds.has(kind as never)),
        [],
      );
    });
  });
}

// properties: T1, T3, D1 (with strangers' tokens about, every answer about an honest market is what it was)
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { type Address, parseAbi } from "viem";
import { buyCall } from "../../sdk/calls/buy.ts";
import { createMarketCall } from "../../sdk/calls/createMarket.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { transferCall } from "../../sdk/calls/transfer.ts";
import { initialFunding } from "../../sdk/initialFunding.ts";
import { positionId } from "../../sdk/positionId.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import type { Deployment } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { type Indexer, startIndexer } from "../../tools/test/indexer.ts";
import { createMarket, fund, marketTerms, USD } from "../../tools/test/market.ts";

const MANNERS = 9;
const NEVER = 2n ** 40n;
const strangeAbi = parseAbi([
  "function mint(address to, uint256 amount)",
  "function approve(address spender, uint256 amount) returns (bool)",
  "function turn(uint8 manner)",
]);
const manualAbi = parseAbi(["function resolve(uint256 marketId, uint64[] payouts)"]);

type Token = { address: string; symbol: string; decimals: number | null; known: boolean };
type Shown = {
  id: string;
  collateral: string;
  currency: Token;
  known: boolean;
  unknown: string[];
  liquidity: { amount: string; base: string };
};

describe("strangers' tokens", () => {
  let chain: Chain;
  let deployment: Deployment;
  let indexer: Indexer;
  let alone: Record<string, unknown>;
  let listed: Address;
  let manual: Address;
  let folder: string;
  const strange: Address[] = [];

  before(async () => {
    chain = await startChain();
    deployment = await deployAll(chain);
    manual = await chain.deploy("ManualResolver", [deployment.contracts.Markets]);
    listed = await newToken();
    folder = mkdtempSync(path.join(tmpdir(), "presage-lists-"));
    const file = path.join(folder, "tokens.json");
    const token = { chainId: 31_337, address: listed, symbol: "LIST", name: "Listed", decimals: 6 };
    writeFileSync(file, JSON.stringify({ name: "Operator's", tokens: [token] }));
    await fund(chain, deployment, 0);
    await createMarket(chain, deployment);
    await createMarket(chain, deployment, { outcomeCount: 3 });
    await createMarket(chain, deployment, { collateral: listed });
    for (const id of [1n, 2n, 3n]) await buy(id);
    indexer = await startIndexer({
      rpcUrl: chain.url,
      deployment,
      env: { PRESAGE_TOKEN_LISTS: `${file},${path.join(folder, "none.json")}` },
    });
    alone = await answers();
    for (let manner = 1; manner <= MANNERS; manner++) {
      const token = await newToken();
      await createMarket(chain, deployment, { collateral: token, resolver: manual });
      const id = BigInt(3 + manner);
      await buy(id);
      // a gift, so that it stands in the portfolio of everybody
      const yes = positionId({ marketId: id, outcome: 0, side: "yes", outcomeCount: 2 });
      await send(transferCall({ markets: deployment.contracts.Markets, id: yes, recipient: chain.wallet(1).account.address, amount: USD }));
      if (manner % 2 === 0) await send(makeCall(manual, manualAbi, "resolve", [id, [1n, 0n]]));
      await send(makeCall(token, strangeAbi, "turn", [manner]));
      strange.push(token);
    }
    await fund(chain, deployment, 2);
    for (const terms of [{ resolver: manual }, { metadata: '{"question":"\u3164"}' }]) {
      const params = await marketTerms(chain, deployment, terms);
      const call = createMarketCall({ markets: deployment.contracts.Markets, params, maxFunding: initialFunding(params) });
      await sendCall(chain.client, chain.wallet(2), call);
    }
  });
  after(async () => {
    await indexer?.stop();
    await chain?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const account = () => chain.wallet(0).account.address;
  const send = (call: Parameters<typeof sendCall>[2]) => sendCall(chain.client, chain.wallet(0), call);
  const buy = (marketId: bigint) =>
    send(
      buyCall({
        markets: deployment.contracts.Markets,
        marketId,
        outcome: 0,
        side: "yes",
        collateralIn: 5n * USD,
        minPositionsOut: 0n,
        recipient: account(),
        deadline: NEVER,
      }),
    );
  const newToken = async () => {
    const token = await chain.deploy("StrangeToken");
    await send(makeCall(token, strangeAbi, "mint", [account(), 10_000n * USD]));
    await send(makeCall(token, strangeAbi, "approve", [deployment.contracts.Markets, 10_000n * USD]));
    return token;
  };
  const data = async <T>(path: string) => (await indexer.get<{ data: T }>(path)).data;

  /** All that the API says without being asked for strangers', but for what time and the number of others change. */
  async function answers(): Promise<Record<string, unknown>> {
    await indexer.caughtUp();
    const found: Record<string, unknown> = {};
    const sorts = ["newest", "volume", "volume24h", "change24h", "trending", "liquidity", "closing"];
    const paths = [
      ...sorts.map((sort) => `markets?sort=${sort}&limit=100`),
      "markets?search=rain",
      ...[1, 2, 3].flatMap((id) =>
        ["", "/related", "/prices?interval=1h", "/holders", "/activity", "/trades", "/resolution"].map((what) => `markets/${id}${what}`),
      ),
      "markets/1/quote?op=buy&outcome=0&amount=1000000",
      "categories",
      "due?limit=100",
      ...[0, 1].map((index) => `accounts/${chain.wallet(index).account.address}`),
      ...[0, 1].map((index) => `accounts/${chain.wallet(index).account.address}/profit`),
      ...["profit", "volume", "brier"].flatMap((by) => [`leaderboard?by=${by}`, `leaderboard?by=${by}&period=7d`]),
      `leaderboard?collateral=${listed}`,
      "tokens",
      "stats",
    ];
    for (const each of paths) found[each] = timeless(await data(`/v1/${each}`));
    return found;
  }

  it("change no answer that does not ask for them, after a fresh start as well", async () => {
    assert.deepEqual(await answers(), alone);
    await indexer.stop();
    indexer.forget();
    await indexer.start();
    assert.deepEqual(await answers(), alone);
  });

  it("are taken at their word of when their markets were made, and stay in their own rows", async () => {
    const all = await data<Shown[]>("/v1/markets?include=unknown&limit=100");
    const its = all.filter(({ collateral }) => strange.some((token) => token.toLowerCase() === collateral));
    assert.equal(its.length, MANNERS);
    for (const { liquidity, currency, known, unknown } of its) {
      assert.deepEqual(liquidity, { amount: "1000.00", base: "1000000000" });
      assert.deepEqual([currency.symbol, currency.decimals, currency.known], ["USD", 6, false]);
      assert.deepEqual([known, unknown], [false, ["resolver", "collateral"]]);
    }
    const others = all.filter((market) => !its.includes(market)).map(({ id, known, unknown }) => [id, known, unknown.join()]);
    assert.deepEqual(others, [
      ["14", false, "text"],
      ["13", false, "resolver"],
      ["3", true, ""],
      ["2", true, ""],
      ["1", true, ""],
    ]);
  });

  it("are named by their address only if a list knows them", async () => {
    const tokens = await data<(Token & { list: string | null; markets: number })[]>("/v1/tokens");
    const usd = String(deployment.collaterals.usd).toLowerCase();
    assert.deepEqual(tokens, [
      { address: usd, symbol: "USD", decimals: 6, known: true, list: null, markets: 2 },
      { address: listed.toLowerCase(), symbol: "LIST", decimals: 6, known: true, list: "Operator's", markets: 1 },
    ]);
    assert.match(indexer.log(), /none\.json cannot be used/);
  });

  it("are in no order of amounts with others'", async () => {
    for (const sort of ["volume", "volume24h", "liquidity", "trending"]) {
      const seen: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: { data: Shown[]; next: string | null } = await indexer.get(
          `/v1/markets?include=unknown&sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`,
        );
        seen.push(...page.data.map(({ collateral }) => collateral));
        cursor = page.next;
      }
      assert.equal(seen.length, 14, sort);
      const groups = seen.filter((collateral, index) => collateral !== seen[index - 1]);
      assert.deepEqual(groups, [...new Set(seen)], `${sort}: each token's markets stand together`);
      assert.deepEqual(groups.slice(0, 2), [String(deployment.collaterals.usd).toLowerCase(), listed.toLowerCase()], sort);
    }
  });

  it("have no rank, and are folded away in a portfolio unless asked for", async () => {
    const response = await fetch(`${indexer.url}/v1/leaderboard?collateral=${strange[0]}`);
    assert.equal(response.status, 400);
    assert.match(await response.text(), /expected a token that is known here/);
    const given = chain.wallet(1).account.address;
    type Portfolio = { totals: { currency: Token }[]; positions: { currency: Token }[]; folded: number };
    const { totals, positions, folded } = await data<Portfolio>(`/v1/accounts/${given}`);
    assert.deepEqual([totals.length, positions.length, folded], [0, 0, MANNERS]);
    const whole = await data<Portfolio>(`/v1/accounts/${given}?include=unknown`);
    assert.deepEqual([whole.totals.length, whole.positions.length, whole.folded], [MANNERS, MANNERS, 0]);
    assert.ok(whole.totals.every(({ currency }) => !currency.known));
  });
});

/** Without what another block, or another market in between, changes. */
function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless);
  if (typeof value !== "object" || value === null) return value;
  const changing = ["sequence", "block", "timestamp", "at", "start", "next", "folded"];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !changing.includes(name))
      .map(([name, each]) => [name, timeless(each)]),
  );
}

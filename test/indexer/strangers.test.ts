// properties: T1, D1 (with strangers' tokens about, every answer about an honest market is what it was)
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Address, parseAbi } from "viem";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import type { Deployment } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { type Indexer, startIndexer } from "../../tools/test/indexer.ts";
import { createMarket, fund, USD } from "../../tools/test/market.ts";

const MANNERS = 9;
const strangeAbi = parseAbi([
  "function mint(address to, uint256 amount)",
  "function approve(address spender, uint256 amount) returns (bool)",
  "function turn(uint8 manner)",
]);
const HONEST = ["1", "2"];

describe("strangers' tokens", () => {
  let chain: Chain;
  let deployment: Deployment;
  let indexer: Indexer;
  let alone: Record<string, unknown>;
  const strange: Address[] = [];

  before(async () => {
    chain = await startChain();
    deployment = await deployAll(chain);
    await fund(chain, deployment, 0);
    await createMarket(chain, deployment);
    await createMarket(chain, deployment, { outcomeCount: 3 });
    indexer = await startIndexer({ rpcUrl: chain.url, deployment });
    alone = await answersAboutHonest();
    for (let manner = 1; manner <= MANNERS; manner++) {
      const token = await chain.deploy("StrangeToken");
      await send(makeCall(token, strangeAbi, "mint", [account(), 10_000n * USD]));
      await send(makeCall(token, strangeAbi, "approve", [deployment.contracts.Markets, 10_000n * USD]));
      await createMarket(chain, deployment, { collateral: token });
      await send(makeCall(token, strangeAbi, "turn", [manner]));
      strange.push(token);
    }
  });
  after(async () => {
    await indexer?.stop();
    await chain?.close();
  });

  const account = () => chain.wallet(0).account.address;
  const send = (call: Parameters<typeof sendCall>[2]) => sendCall(chain.client, chain.wallet(0), call);

  /** What the API says of honest markets and of their holders, without what time and the number of others change. */
  async function answersAboutHonest(): Promise<Record<string, unknown>> {
    await indexer.caughtUp();
    const usd = String(deployment.collaterals.usd).toLowerCase();
    const get = async (path: string) => timeless(((await indexer.get(path)) as { data: unknown }).data);
    const ofHonest = async (path: string) => {
      const rows = (await get(path)) as { id?: string; marketId?: string; collateral?: string; market?: { id: string } }[];
      return rows.filter(({ id, marketId, market }) => HONEST.includes(String(market?.id ?? marketId ?? id)));
    };
    const portfolio = (await get(`/v1/accounts/${account()}`)) as { totals: { collateral: string }[]; positions: { marketId: string }[] };
    return {
      markets: await ofHonest("/v1/markets?limit=100"),
      byVolume: await ofHonest(`/v1/markets?sort=volume&collateral=${usd}&limit=100`),
      market: await get("/v1/markets/1"),
      prices: await get("/v1/markets/2/prices?interval=1h"),
      holders: await get("/v1/markets/2/holders"),
      activity: await get("/v1/markets/1/activity"),
      quote: await get("/v1/markets/1/quote?op=buy&outcome=0&amount=1000000"),
      totals: portfolio.totals.filter(({ collateral }) => collateral === usd),
      positions: portfolio.positions.filter(({ marketId }) => HONEST.includes(marketId)),
      ranks: await get(`/v1/leaderboard?collateral=${usd}`),
      due: await ofHonest("/v1/due?limit=100"),
    };
  }

  it("change no answer about an honest market, after a fresh start as well", async () => {
    assert.deepEqual(await answersAboutHonest(), alone);
    await indexer.stop();
    indexer.forget();
    await indexer.start();
    assert.deepEqual(await answersAboutHonest(), alone);
  });

  it("are taken at their word of when their markets were made, and stay in their own rows", async () => {
    const { data } = await indexer.get<{ data: { id: string; collateral: string; liquidity: { amount: string | null; base: string } }[] }>(
      "/v1/markets?limit=100",
    );
    const its = data.filter(({ collateral }) => strange.some((token) => token.toLowerCase() === collateral));
    assert.equal(its.length, MANNERS);
    for (const { liquidity } of its) assert.deepEqual(liquidity, { amount: "1000.00", base: "1000000000" });
  });
});

/** Without what another block, or another market in between, changes. */
function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless);
  if (typeof value !== "object" || value === null) return value;
  const changing = ["sequence", "block", "timestamp", "at", "start", "next", "rank"];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !changing.includes(name))
      .map(([name, each]) => [name, timeless(each)]),
  );
}

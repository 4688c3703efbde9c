// properties: T1, T3 (`npm start -- --strangers` leaves what is read of others as it was)
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import hre from "hardhat";
import type { Address } from "viem";
import { addStrangers } from "../../../scripts/local/addStrangers.ts";
import { getHoldings } from "../../../sdk/getHoldings.ts";
import { getMarkets } from "../../../sdk/getMarkets.ts";
import { knownTokens } from "../../../sdk/tokens/knownTokens.ts";
import { unknownOf } from "../../../sdk/tokens/unknownOf.ts";
import type { Deployment, Market } from "../../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../../tools/test/chain.ts";
import { createMarket, fund } from "../../../tools/test/market.ts";

describe("strangers on the local chain", () => {
  let chain: Chain;
  let deployment: Deployment;
  let alone: Market[];
  let markets: Market[];
  const timeless = ({ blockNumber, ...market }: Market) => market;

  before(async () => {
    chain = await startChain();
    deployment = await deployAll(chain);
    await fund(chain, deployment, 0);
    await createMarket(chain, deployment);
    await createMarket(chain, deployment, { outcomeCount: 3 });
    alone = await getMarkets(chain.client, { deployment });
    const accounts = (await chain.rpc("eth_accounts")) as Address[];
    await addStrangers(hre, { publicClient: chain.client, deployment, accounts });
    markets = await getMarkets(chain.client, { deployment });
  });
  after(() => chain.close());

  it("are of every manner, unknown, and remembered as they were", () => {
    const tokens = knownTokens(deployment);
    const its = markets.slice(alone.length);
    assert.equal(its.length, 9);
    for (const market of its) {
      assert.deepEqual(unknownOf(market, tokens), ["resolver", "collateral"]);
      assert.deepEqual([market.collateral.symbol, market.collateral.decimals], ["USD", 6]);
    }
  });

  it("change nothing of others", () => {
    assert.deepEqual(markets.slice(0, alone.length).map(timeless), alone.map(timeless));
    for (const market of alone) assert.deepEqual(unknownOf(market, knownTokens(deployment)), []);
  });

  it("have given the demo's account something of each", async () => {
    const holdings = await getHoldings(chain.client, { deployment, account: chain.wallet(1).account.address, markets });
    assert.equal(holdings.length, 9);
  });
});

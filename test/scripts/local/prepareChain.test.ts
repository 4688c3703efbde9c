import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { createPublicClient, http } from "viem";
import { Supervisor } from "../../../scripts/local/supervisor.ts";
import { getActivity } from "../../../sdk/getActivity.ts";
import { getBalance } from "../../../sdk/getBalance.ts";
import { getHoldings } from "../../../sdk/getHoldings.ts";
import { getMarkets } from "../../../sdk/getMarkets.ts";
import { getResolution } from "../../../sdk/getResolution.ts";
import { freePort } from "../../../sdk/node/freePort.ts";
import type { Deployment, Market } from "../../../sdk/types.ts";

const DAY = 86_400;
const DEMO_ACCOUNT = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"; // the local chain's second, see the app's demo connector

describe("the local chain with its history", () => {
  const supervisor = new Supervisor();
  const books = mkdtempSync(path.join(tmpdir(), "presage-books-"));
  let client: ReturnType<typeof createPublicClient>;
  let deployment: Deployment;
  let markets: Market[];
  let ready: number;

  before(async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const start = Math.floor(Date.now() / 1000) - 7 * DAY;
    client = createPublicClient({ transport: http(url, { batch: true, retryCount: 50, retryDelay: 100 }), cacheTime: 0 });
    supervisor.serve({ name: "chain", script: "scripts/local/chain.ts", args: [String(port), String(start)] });
    await client.getChainId();
    const env = { PRESAGE_RPC_URL: url, PRESAGE_DEPLOYMENTS: books };
    await supervisor.run({ name: "history", script: "scripts/local/prepareChain.ts", args: [String(start)], env });
    ready = Date.now() / 1000;
    deployment = JSON.parse(readFileSync(path.join(books, "31337.json"), "utf8"));
    markets = await getMarkets(client, { deployment });
  });

  after(async () => {
    await supervisor.stop();
    rmSync(books, { recursive: true });
  });

  it("has come to the present, and goes on every two seconds", async () => {
    const { timestamp, number } = await client.getBlock();
    assert.ok(Math.abs(Number(timestamp) - ready) <= 5, `the chain's clock says ${timestamp}, the wall's ${ready}`);
    await new Promise((resolve) => setTimeout(resolve, 4_500));
    const later = await client.getBlock();
    assert.ok(later.number - number >= 1n && later.number - number <= 3n, `${later.number - number} blocks in 4.5 s`);
    assert.ok(Math.abs(Number(later.timestamp) - Date.now() / 1000) <= 5);
  });

  it("began days ago", async () => {
    const first = await client.getBlock({ blockNumber: 1n });
    assert.ok(ready - Number(first.timestamp) > 6 * DAY);
  });

  it("shows every state that a market can be in", async () => {
    assert.ok(markets.filter(({ status }) => status === "Open").length >= 10);
    for (const status of ["Closed", "Resolved", "Void"])
      assert.ok(
        markets.some((market) => market.status === status),
        `none is ${status}`,
      );
    const resolutions = await Promise.all(markets.map((market) => getResolution(client, { deployment, market })));
    const states = new Set<string>(resolutions.map(({ state }) => state));
    const kinds = new Set<string>(resolutions.map(({ kind }) => kind));
    assert.deepEqual([...kinds].sort(), ["committee", "optimistic", "priceFeed", "reality", "uma"]);
    for (const state of ["Waiting", "Proposable", "Proposed", "Disputed", "Final", "Due", "Assertable", "Answered"])
      assert.ok(states.has(state), `none is ${state}`);
    const disputed = resolutions.flatMap((resolution) => (resolution.kind === "optimistic" && resolution.court ? [resolution.court] : []));
    assert.deepEqual(
      disputed.map(({ disputeId }) => disputeId),
      [0n],
      "one dispute is before the court",
    );
  });

  it("has trades of several accounts over several days in every open market of markets/", async () => {
    for (const market of markets.filter(({ closesAt }) => closesAt > ready + DAY)) {
      const activity = await getActivity(client, { deployment, marketId: market.id });
      assert.ok(activity.length >= 10, `${market.metadata.question}: ${activity.length} events`);
    }
  });

  it("gives the demo account money, and something to redeem", async () => {
    assert.ok((await getBalance(client, { token: deployment.collaterals.usd, owner: DEMO_ACCOUNT })) >= 5_000n * 10n ** 6n);
    const holdings = await getHoldings(client, { deployment, account: DEMO_ACCOUNT, markets });
    assert.ok(holdings.some(({ redeemable }) => redeemable > 0n));
    assert.ok(holdings.some(({ redeemable }) => redeemable === 0n));
  });
});

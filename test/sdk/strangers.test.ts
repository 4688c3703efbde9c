// properties: T1, T2, C10 (one stranger's token changes nothing about another's market)
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { type Address, parseAbi } from "viem";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { getClaims } from "../../sdk/getClaims.ts";
import { getDue } from "../../sdk/getDue.ts";
import { getHoldings } from "../../sdk/getHoldings.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { getToken } from "../../sdk/getToken.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import type { Call, Deployment, Market } from "../../sdk/types.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { createMarket, fund, USD } from "../../tools/test/market.ts";

const MANNERS = [
  "Refuse",
  "BurnGas",
  "SayNothing",
  "Rubbish",
  "ManyDecimals",
  "LongSymbol",
  "ChangeMind",
  "HoldersOnly",
  "LongRefusal",
] as const;
/** A transfer fails. (One that answers nothing counts as done, as with old tokens that do so in good faith.) */
const FREEZING: readonly string[] = ["Refuse", "BurnGas", "LongRefusal"];
const strangeAbi = parseAbi([
  "function mint(address to, uint256 amount)",
  "function approve(address spender, uint256 amount) returns (bool)",
  "function turn(uint8 manner)",
]);
const manualAbi = parseAbi(["function resolve(uint256 marketId, uint64[] payouts)"]);

let chain: Chain;
let deployment: Deployment;
let strange: Address;
let manual: Address;
let snapshot: unknown;
let honest: { market: Market; due: unknown };

before(async () => {
  chain = await startChain();
  deployment = await deployAll(chain);
  manual = await chain.deploy("ManualResolver", [deployment.contracts.Markets]);
  strange = await chain.deploy("StrangeToken");
  await fund(chain, deployment, 0);
  await send(makeCall(strange, strangeAbi, "mint", [account(), 10_000n * USD]));
  await send(makeCall(strange, strangeAbi, "approve", [deployment.contracts.Markets, 10_000n * USD]));
  // the stranger's between two honest ones, and one that the optimistic resolver decides
  await createMarket(chain, deployment, { resolver: manual });
  await createMarket(chain, deployment, { resolver: manual, collateral: strange });
  await createMarket(chain, deployment, { collateral: strange });
  await createMarket(chain, deployment);
});
beforeEach(async () => {
  snapshot = await chain.rpc("evm_snapshot");
  honest = await view();
});
afterEach(() => chain.rpc("evm_revert", snapshot));
after(() => chain.close());

const account = () => chain.wallet(0).account.address;
const send = (call: Call) => sendCall(chain.client, chain.wallet(0), call);
const turn = (manner: (typeof MANNERS)[number]) => send(makeCall(strange, strangeAbi, "turn", [MANNERS.indexOf(manner) + 1]));
const isHonest = ({ collateral }: Pick<Market, "collateral">) => collateral.address.toLowerCase() !== strange.toLowerCase();
const timeless = ({ blockNumber, ...rest }: Market) => rest;

/** All that is said about the honest markets, but for the block that it is as of. */
async function view() {
  const markets = await getMarkets(chain.client, { deployment });
  const { due, unreadable } = await getDue(chain.client, { deployment, markets });
  const holdings = await getHoldings(chain.client, { deployment, account: account(), markets });
  return {
    all: markets,
    market: markets.filter(isHonest).map(timeless) as never,
    due: due.filter(({ market }) => isHonest(market)).map(({ market, steps }) => [market.id, steps]),
    unreadable,
    holdings,
  };
}

describe("a token that turns", () => {
  for (const manner of MANNERS) {
    it(`${manner}: changes nothing about other markets, and stays in its own row`, async () => {
      await turn(manner);
      const seen = await view();
      assert.deepEqual(seen.market, honest.market);
      assert.deepEqual(seen.due, honest.due);
      const its = seen.all.filter((market) => !isHonest(market));
      assert.deepEqual(
        its.map(({ id }) => id),
        [2n, 3n],
      );
      // what it said when its market was made
      assert.deepEqual([its[0]?.collateral.symbol, its[0]?.collateral.decimals, its[0]?.collateral.isUnreadable], ["USD", 6, undefined]);
    });

    it(`${manner}: keeps nobody from being paid what else they are owed`, async () => {
      for (const id of [1n, 2n]) await send(makeCall(manual, manualAbi, "resolve", [id, [1n, 0n]]));
      await turn(manner);
      const markets = await getMarkets(chain.client, { deployment });
      const { claims, calls, failed, totals } = await getClaims(chain.client, { deployment, account: account(), markets });
      const usd = deployment.collaterals.usd as Address;
      const before = await getBalance(chain.client, { token: usd, owner: account() });
      const owed = totals.find(isOfHonest)?.amount ?? 0n;
      assert.ok(owed > 0n);
      await send(calls[0] as Call);
      assert.equal((await getBalance(chain.client, { token: usd, owner: account() })) - before, owed, "the known token is paid first");
      if (!FREEZING.includes(manner)) return;
      assert.equal(calls.length, 1);
      assert.deepEqual(
        failed.map(({ claim }) => claim.marketId),
        [2n],
      );
      assert.ok(failed[0]?.error.message.length && failed[0].error.message.length < 500);
      assert.ok(claims.every(isOfHonest));
    });
  }

  it("is not believed without limit where it was never known", async () => {
    for (const manner of MANNERS) {
      await turn(manner);
      const { symbol, decimals } = await getToken(chain.client, strange);
      assert.ok(symbol.length > 0 && symbol.length <= 21, manner);
      assert.ok(decimals <= 77, manner);
      assert.doesNotMatch(symbol, /[\p{Cc}\p{Cf}]/u, manner);
    }
  });
});

function isOfHonest({ token }: { token: { address: Address } }): boolean {
  return token.address.toLowerCase() !== strange.toLowerCase();
}

// properties: C5, D4
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createPublicClient, custom, getAddress, keccak256, stringToHex } from "viem";
import { readContract } from "viem/actions";
import { hardhat } from "viem/chains";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { addLiquidityCall } from "../../sdk/calls/addLiquidity.ts";
import { collectCreatorFeesCall } from "../../sdk/calls/collectCreatorFees.ts";
import { convertCall } from "../../sdk/calls/convert.ts";
import { convertBackCall } from "../../sdk/calls/convertBack.ts";
import { disputeCall } from "../../sdk/calls/dispute.ts";
import { mergeCall } from "../../sdk/calls/merge.ts";
import { mergePairCall } from "../../sdk/calls/mergePair.ts";
import { proposeCall } from "../../sdk/calls/propose.ts";
import { redeemCall } from "../../sdk/calls/redeem.ts";
import { redeemLiquidityCall } from "../../sdk/calls/redeemLiquidity.ts";
import { redeemSeedCall } from "../../sdk/calls/redeemSeed.ts";
import { removeLiquidityCall } from "../../sdk/calls/removeLiquidity.ts";
import { ruleCall } from "../../sdk/calls/rule.ts";
import { splitCall } from "../../sdk/calls/split.ts";
import { splitPairCall } from "../../sdk/calls/splitPair.ts";
import { cashFlow } from "../../sdk/cashFlow.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getActivity } from "../../sdk/getActivity.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { getHoldings } from "../../sdk/getHoldings.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { getResolution } from "../../sdk/getResolution.ts";
import { initialPositions } from "../../sdk/initialFunding.ts";
import { planLiquidity } from "../../sdk/planLiquidity.ts";
import { planTrade } from "../../sdk/planTrade.ts";
import { planWithdrawal } from "../../sdk/planWithdrawal.ts";
import { outcomeBitmap } from "../../sdk/positionId.ts";
import { quoteMarketTrade } from "../../sdk/quoteMarketTrade.ts";
import { replayMarket } from "../../sdk/replayMarket.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import type { Call, Deployment, Market, Side } from "../../sdk/types.ts";
import { makeRandom } from "../../tools/proof/random.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { createMarket, fund, USD } from "../../tools/test/market.ts";

const ODDS = [500_000_000_000_000_000n, 300_000_000_000_000_000n, 200_000_000_000_000_000n];
const NEVER = 2n ** 64n;
const BOUNDS = { maxBond: 1_000n * USD, deadline: NEVER };
const EVIDENCE = { evidenceUri: "https://example.org", evidenceHash: keccak256(stringToHex("evidence")) };

let chain: Chain;
let deployment: Deployment;
let markets: `0x${string}`;
let usd: `0x${string}`;

before(async () => {
  chain = await startChain();
  deployment = await deployAll(chain);
  markets = deployment.contracts.Markets;
  usd = deployment.collaterals.usd as `0x${string}`;
  for (const index of [0, 1, 2]) await fund(chain, deployment, index);
  await fund(chain, deployment, 2, deployment.contracts.OptimisticResolver);
  await fund(chain, deployment, 3, deployment.contracts.OptimisticResolver);
  await createMarket(chain, deployment);
  await createMarket(chain, deployment, { outcomeCount: 3, odds: ODDS });
  await createMarket(chain, deployment, { outcomeCount: 256, metadata: "\u0000 not JSON <script>" });
});
after(() => chain.close());

const send = (index: number, call: Call) => sendCall(chain.client, chain.wallet(index), call);
const addressOf = (index: number) => chain.wallet(index).account.address;
const sending = (index: number) => ({ markets, account: addressOf(index), deadline: NEVER });
const read = (id: bigint): Promise<Market> => getMarket(chain.client, { deployment, id });

describe("getMarkets", () => {
  it("reads every market with its text, as one block", async () => {
    const all = await getMarkets(chain.client, { deployment });
    assert.deepEqual(
      all.map(({ id, outcomeCount, status, resolverKind }) => ({ id, outcomeCount, status, resolverKind })),
      [2, 3, 256].map((outcomeCount, index) => ({ id: BigInt(index + 1), outcomeCount, status: "Open", resolverKind: "optimistic" })),
    );
    const [binary, odds, hostile] = all as [Market, Market, Market];
    assert.equal(binary.metadata.question, "Will it rain?");
    assert.deepEqual(binary.outcomes, ["Answer 0", "Answer 1"]);
    assert.deepEqual(binary.collateral, { address: getAddress(usd), symbol: "USD", decimals: 6 });
    assert.match(binary.termsHash, /^0x[0-9a-f]{64}$/);
    assert.ok(binary.createdAt > 1_700_000_000);
    assert.deepEqual(odds.odds, ODDS);
    assert.equal(hostile.metadataIsValid, false);
    assert.equal(hostile.outcomes.length, 256);
    assert.equal(hostile.metadataText, "\u0000 not JSON <script>");
  });

  it("computes the prices that the contract gives", async () => {
    for (const { id, prices } of await getMarkets(chain.client, { deployment })) {
      assert.deepEqual(
        prices,
        await readContract(chain.client, { address: markets, abi: marketsAbi, functionName: "pricesOf", args: [id] }),
      );
    }
  });

  it("costs a handful of requests, and fewer with what is known", async () => {
    const start = chain.requests();
    const known = await getMarkets(chain.client, { deployment });
    const first = chain.requests() - start;
    const again = await getMarkets(chain.client, { deployment, known });
    assert.ok(first <= 6, `${first} requests`);
    assert.ok(chain.requests() - start - first <= 4, `${chain.requests() - start - first} requests`);
    assert.deepEqual(again, known);
  });

  it("reads the state anew of what is known", async () => {
    const known = await getMarkets(chain.client, { deployment });
    await send(2, planLiquidity({ market: known[0] as Market, liquidity: 7n, tolerance: 5_000 }).call(sending(2)));
    const again = await getMarkets(chain.client, { deployment, known });
    assert.equal(again[0]?.liquidity, (known[0]?.liquidity ?? 0n) + 7n);
    assert.deepEqual(again, await getMarkets(chain.client, { deployment }));
  });

  it("finds the rest when only a part was known", async () => {
    const known = [await read(2n)];
    assert.deepEqual(
      (await getMarkets(chain.client, { deployment, known })).map(({ id }) => id),
      [1n, 2n, 3n],
    );
  });

  it("reads the logs piece by piece from an endpoint that serves five blocks at a time", async () => {
    const ranges: number[] = [];
    const request = async ({ method, params }: { method: string; params?: unknown }) => {
      const [first] = (params ?? []) as { fromBlock: string; toBlock: string }[];
      if (method === "eth_getLogs" && first) {
        const blocks = Number(first.toBlock) - Number(first.fromBlock) + 1;
        if (blocks > 5) throw Object.assign(new Error("block range too large"), { code: -32602 });
        ranges.push(blocks);
      }
      return chain.rpc(method, ...((params as unknown[]) ?? []));
    };
    const narrow = createPublicClient({ transport: custom({ request }, { retryCount: 0 }), cacheTime: 0 });
    assert.deepEqual(await getMarkets(narrow, { deployment }), await getMarkets(chain.client, { deployment }));
    const height = Number(await chain.client.getBlockNumber());
    assert.equal(
      ranges.reduce((sum, blocks) => sum + blocks, 0),
      height,
    );
  });

  it("gathers its reads into multicalls where the client can", async () => {
    let calls = 0;
    const request = async ({ method, params }: { method: string; params?: unknown }) => {
      if (method === "eth_call") calls++;
      return chain.rpc(method, ...((params as unknown[]) ?? []));
    };
    const batch = { multicall: { deployless: true, batchSize: 4096 } };
    const client = createPublicClient({ chain: hardhat, transport: custom({ request }), batch, cacheTime: 0 });
    assert.deepEqual(await getMarkets(client, { deployment }), await getMarkets(chain.client, { deployment }));
    assert.equal(calls, 4, "the token's two answers, which are a stranger's, by themselves; markets, their number");
  });

  it("does not take what was known of a number for the market that a reorganisation has given it", async () => {
    const snapshot = await chain.rpc("evm_snapshot");
    await createMarket(chain, deployment);
    const known = await getMarkets(chain.client, { deployment });
    const last = known.at(-1) as Market;
    await chain.rpc("evm_revert", snapshot);
    const again = await chain.rpc("evm_snapshot");
    const text = JSON.stringify({ ...last.metadata, question: "Will it snow?" });
    await createMarket(chain, deployment, { metadata: text });
    for (const ids of [undefined, [last.id]]) {
      const market = (await getMarkets(chain.client, { deployment, known, ...(ids && { ids }) })).at(-1) as Market;
      assert.deepEqual([market.id, market.metadata.question], [last.id, "Will it snow?"]);
      assert.notEqual(market.termsHash, last.termsHash);
    }
    await chain.rpc("evm_revert", again);
    // nor for one that it has taken back
    assert.deepEqual(await getMarkets(chain.client, { deployment, known }), await getMarkets(chain.client, { deployment }));
    assert.deepEqual(await getMarkets(chain.client, { deployment, known, ids: [last.id] }), []);
  });

  it("names a market that does not exist", async () => {
    await assert.rejects(read(99n), (error) => error instanceof PresageError && error.code === "UnknownMarket");
  });
});

describe("a market's life, read and replayed", () => {
  it("gives the creator what initialPositions says", async () => {
    const market = await read(2n);
    const holdings = await getHoldings(chain.client, { deployment, account: addressOf(0), markets: [market] });
    const expected = initialPositions({ liquidity: 1_000n * USD, outcomeCount: 3, odds: ODDS });
    assert.deepEqual(
      holdings.map(({ amount }) => amount),
      expected.filter((amount) => amount > 0n),
    );
  });

  it("quotes to the unit what trades then cost and give, on both markets, sides and all ops", async () => {
    const random = makeRandom(9);
    for (let step = 0; step < 25; step++) {
      const id = random.pick([1n, 2n]);
      const market = await read(id);
      const outcome = Math.floor(random.next() * market.outcomeCount);
      const side = random.pick<Side>(["yes", "no"]);
      const op = random.pick(["buy", "buy", "buyExact", "sell"] as const);
      const amount = random.scale(USD / 100n, 300n * USD);
      if (op === "sell") await send(1, splitPairCall({ markets, marketId: id, outcome, amount }));
      const quote = quoteMarketTrade({ market, op, outcome, side, amount });
      const { call } = planTrade({ market, op, outcome, side, amount, tolerance: 0 });
      const before = await getBalance(chain.client, { token: usd, owner: addressOf(1) });
      await send(1, call(sending(1)));
      const paid = before - (await getBalance(chain.client, { token: usd, owner: addressOf(1) }));
      assert.equal(paid, op === "buy" ? amount : op === "buyExact" ? quote.output : -quote.output);
      assert.deepEqual((await read(id)).rhos, quote.rhosAfter);
    }
  });

  it("computes what liquidity costs and gives back", async () => {
    for (const [step, id] of [1n, 2n, 2n].entries()) {
      const market = await read(id);
      const liquidity = 123_456_789n + BigInt(step);
      const plan = planLiquidity({ market, liquidity, tolerance: 0 });
      const add = { ...plan, markets, marketId: id, deadline: NEVER };
      await assert.rejects(send(2, addLiquidityCall({ ...add, maxCollateralIn: plan.collateral - 1n })), { code: "SlippageIn" });
      await send(2, plan.call(sending(2)));

      const withdrawal = planWithdrawal({ market: await read(id), liquidity: liquidity / 2n, tolerance: 0 });
      const remove = { ...withdrawal, markets, marketId: id, deadline: NEVER };
      await assert.rejects(send(2, removeLiquidityCall({ ...remove, minCollateralOut: withdrawal.collateral + 1n })), {
        code: "SlippageOut",
      });
      await send(2, withdrawal.call(sending(2)));
    }
  });

  it("replays to the contract's own state, bit for bit", async () => {
    for (const id of [1n, 2n]) {
      const market = await read(id);
      const activity = await getActivity(chain.client, { deployment, marketId: id });
      const last = replayMarket(market, activity).at(-1);
      assert.deepEqual(last?.rhos, market.rhos);
      assert.equal(last?.pool.liquidity, market.liquidity);
      assert.ok(activity.length > 8 && activity.every(({ marketId, timestamp }) => marketId === id && timestamp > 0));
    }
  });

  it("finds an account's activity in all markets", async () => {
    const activity = await getActivity(chain.client, { deployment, account: addressOf(2) });
    assert.deepEqual(new Set(activity.map(({ kind }) => kind)), new Set(["LiquidityAdded", "LiquidityRemoved"]));
    assert.ok(activity.every(({ account }) => account === addressOf(2)));
  });
});

describe("getResolution", () => {
  it("follows a dispute from the policy to the ruling, and the payouts to what redeem pays", async () => {
    const resolver = deployment.contracts.OptimisticResolver as `0x${string}`;
    const before = await getResolution(chain.client, { deployment, market: await read(2n) });
    assert.ok(before.kind === "optimistic");
    assert.equal(before.state, "Proposable");
    assert.equal(before.policy.liveness, 3600);
    assert.equal(before.proposal, undefined);

    await send(2, proposeCall({ resolver, marketId: 2n, payouts: [1n, 0n, 0n], ...BOUNDS, ...EVIDENCE }));
    const proposed = await getResolution(chain.client, { deployment, market: await read(2n) });
    assert.ok(proposed.kind === "optimistic" && proposed.proposal);
    assert.equal(proposed.state, "Proposed");
    assert.equal(proposed.proposal.disputer, undefined);
    assert.equal(proposed.until, proposed.proposal.deadline);
    const proposalId = proposed.proposal.id;

    await send(3, disputeCall({ resolver, marketId: 2n, proposalId, payouts: [0n, 2n, 2n], ...BOUNDS, ...EVIDENCE }));
    const disputed = await getResolution(chain.client, { deployment, market: await read(2n), history: false });
    assert.ok(disputed.kind === "optimistic");
    assert.deepEqual(disputed.proposal?.disputerAnswer, [0n, 2n, 2n]);
    await send(5, ruleCall({ resolver, marketId: 2n, proposalId, payouts: [0n, 1n, 1n], ...EVIDENCE }));
    const market = await read(2n);
    const final = await getResolution(chain.client, { deployment, market });
    assert.ok(final.kind === "optimistic");
    assert.equal(final.state, "Final");
    assert.deepEqual(
      final.history.map(({ kind }) => kind),
      ["OptimisticRegistered", "Proposed", "Disputed", "Ruled", "Credited", "Credited"],
    );
    assert.equal(market.status, "Resolved");
    assert.deepEqual(market.payouts, [0n, 1n, 1n]);

    for (const index of [0, 1, 2]) {
      const holdings = await getHoldings(chain.client, { deployment, account: addressOf(index), markets: [market] });
      const redeemable = holdings.reduce((sum, holding) => sum + holding.redeemable, 0n);
      assert.ok(redeemable > 0n);
      const balance = await getBalance(chain.client, { token: usd, owner: addressOf(index) });
      const recipient = addressOf(index);
      const positionIds = holdings.flatMap(({ kind, id }) => (kind === "liquidity" ? [] : [id]));
      if (positionIds.length > 0) await send(index, redeemCall({ markets, positionIds, recipient }));
      if (positionIds.length < holdings.length) await send(index, redeemLiquidityCall({ markets, marketId: 2n, recipient }));
      assert.equal((await getBalance(chain.client, { token: usd, owner: addressOf(index) })) - balance, redeemable);
    }
  });
});

describe("cashFlow", () => {
  it("reconciles with the token's own ledger to the base unit, for the creator, a trader and a provider", async () => {
    await send(1, splitCall({ markets, marketId: 3n, amount: 70n * USD }));
    await send(1, mergeCall({ markets, marketId: 3n, amount: 20n * USD }));
    await send(1, splitPairCall({ markets, marketId: 3n, outcome: 4, amount: 9n * USD }));
    await send(1, splitPairCall({ markets, marketId: 3n, outcome: 200, amount: 9n * USD }));
    await send(1, mergePairCall({ markets, marketId: 3n, outcome: 4, amount: USD }));
    await send(1, convertCall({ markets, marketId: 3n, outcomeBitmap: outcomeBitmap([4, 200]), amount: 7n * USD }));
    await send(1, convertBackCall({ markets, marketId: 3n, outcomeBitmap: outcomeBitmap([4, 200]), amount: 2n * USD }));
    await send(3, redeemSeedCall({ markets, marketId: 2n }));
    await send(3, collectCreatorFeesCall({ markets, marketId: 1n }));

    const resolution = await getResolution(chain.client, { deployment, market: await read(2n) });
    const lostBond = resolution.kind === "optimistic" ? resolution.proposal?.bond : undefined;
    assert.ok(lostBond);
    for (const index of [0, 1, 2]) {
      const account = addressOf(index);
      const flows = cashFlow({ account, activity: await getActivity(chain.client, { deployment, account }) });
      const net = [...flows.values()].reduce((sum, { paid, received }) => sum + received - paid, 0n);
      const bonds: bigint = index === 2 ? lostBond : 0n; // to the resolver, not to the market
      const faucets = index === 2 ? 2n : 1n;
      assert.equal(
        net,
        (await getBalance(chain.client, { token: usd, owner: account })) + bonds - faucets * 1_000_000n * USD,
        `account ${index}`,
      );
    }
  });
});

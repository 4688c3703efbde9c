// properties: C5, C11, C15 (the SDK's plans are the contract's: what is allowed, what an addition costs, what is restored first)
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { encodeFunctionData, parseEventLogs } from "viem";
import { readContract } from "viem/actions";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import { quoterAbi } from "../../sdk/abi/quoter.ts";
import { addLiquidityCall } from "../../sdk/calls/addLiquidity.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { sellCall } from "../../sdk/calls/sell.ts";
import { splitCall } from "../../sdk/calls/split.ts";
import type { PresageError } from "../../sdk/errors.ts";
import { getActivity } from "../../sdk/getActivity.ts";
import { getHoldings } from "../../sdk/getHoldings.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { exp } from "../../sdk/lmsr.ts";
import { maxTrade } from "../../sdk/maxTrade.ts";
import { planLiquidity } from "../../sdk/planLiquidity.ts";
import { planTrade } from "../../sdk/planTrade.ts";
import { planWithdrawal } from "../../sdk/planWithdrawal.ts";
import { replayMarket } from "../../sdk/replayMarket.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { sideIndex } from "../../sdk/side.ts";
import { termsHash } from "../../sdk/termsHash.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Call, Deployment, Market, Op, Side } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { makeRandom } from "../../tools/proof/random.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { createMarket, fund, marketTerms, USD } from "../../tools/test/market.ts";

const NEVER = 2n ** 64n;
const B = 1_000n * USD;

let chain: Chain;
let deployment: Deployment;
let markets: `0x${string}`;
let id: bigint;

before(async () => {
  chain = await startChain();
  deployment = await deployAll(chain);
  markets = deployment.contracts.Markets;
  for (const index of [0, 1, 2]) await fund(chain, deployment, index);
});
after(() => chain.close());

const send = (index: number, call: Call) => sendCall(chain.client, chain.wallet(index), call);
const addressOf = (index: number) => chain.wallet(index).account.address;
const read = (): Promise<Market> => getMarket(chain.client, { deployment, id });
const sending = (index: number) => ({ markets, account: addressOf(index), deadline: NEVER });
const sumOf = (prices: readonly bigint[]) => prices.reduce((sum, price) => sum + price, 0n);

async function create(terms: Parameters<typeof createMarket>[2] = {}): Promise<void> {
  await createMarket(chain, deployment, terms);
  id = await readContract(chain.client, { address: markets, abi: marketsAbi, functionName: "marketCount" });
}

/** What the contract says of a call, without sending it. */
async function refusalOf(index: number, call: Call): Promise<PresageError | undefined> {
  try {
    await chain.client.call({ account: addressOf(index), to: call.address, data: encodeFunctionData(call) });
    return undefined;
  } catch (error) {
    return toPresageError(error);
  }
}

/** Lowers the sum of prices: near a price of one a rounding error is divided away, and a sale from there multiplies it. */
async function lowerSum(times: number): Promise<void> {
  const common = { markets, marketId: id, outcome: 0, side: "yes", recipient: addressOf(1), deadline: NEVER } as const;
  for (let round = 0; round < times; round++) {
    const pool = await read();
    const terms = { side: "yes", liquidity: pool.liquidity, rho: pool.rhos[0] as bigint, feeRate: pool.feeRate } as const;
    await send(1, buyCall({ ...common, collateralIn: maxTrade({ ...terms, op: "buy" }), minPositionsOut: 0n }));
    const market = await read();
    const held = (await getHoldings(chain.client, { deployment, account: addressOf(1), markets: [market] })).find(
      ({ kind, outcome }) => kind === "yes" && outcome === 0,
    );
    await send(1, sellCall({ ...common, positionsIn: held?.amount ?? 0n, minCollateralOut: 0n }));
  }
}

describe("maxTrade", () => {
  const random = makeRandom(41);

  /** What `Quoter` says of a trade: nothing, or why not. */
  async function quoterRefusal(op: Op, outcome: number, side: Side, amount: bigint): Promise<string | undefined> {
    const functionName = ({ buy: "quoteBuy", buyExact: "quoteBuyExact", sell: "quoteSell" } as const)[op];
    const args = [id, BigInt(outcome), sideIndex[side], amount] as const;
    const address = deployment.contracts.Quoter as `0x${string}`;
    try {
      await readContract(chain.client, { address, abi: quoterAbi, functionName, args });
      return undefined;
    } catch (error) {
      return toPresageError(error).code;
    }
  }

  it("is accepted by the contract and refused with one base unit more, for every op and side along a path of trades", async () => {
    await create({ outcomeCount: 3, liquidity: 7n * USD + 1n, feeRate: 300 });
    await send(1, splitCall({ markets, marketId: id, amount: 900n * USD }));
    const reasons = new Set<string>();
    for (let step = 0; step < 8; step++) {
      const market = await read();
      const outcome = Math.floor(random.next() * 3);
      for (const op of ["buy", "buyExact", "sell"] as const) {
        for (const side of ["yes", "no"] as const) {
          const terms = { op, side, liquidity: market.liquidity, rho: market.rhos[outcome] as bigint, feeRate: market.feeRate };
          const most = maxTrade(terms);
          if (most > 0n) assert.equal(await quoterRefusal(op, outcome, side, most), undefined, `${op} ${side} of ${most}`);
          const beyond = await quoterRefusal(op, outcome, side, most + 1n);
          assert.ok(beyond, `${op} ${side} of ${most + 1n} is accepted`);
          reasons.add(beyond);
        }
      }
      // Now and then to the very limit, from where the next step starts.
      const side = random.pick(["yes", "no"] as const);
      const pool = { side, liquidity: market.liquidity, rho: market.rhos[outcome] as bigint, feeRate: market.feeRate };
      const most = maxTrade({ ...pool, op: "buy" });
      if (most === 0n) continue;
      const amount = step % 3 === 2 ? most : most / 9n + 1n;
      await send(1, planTrade({ market, op: "buy", outcome, side, amount }).call(sending(1)));
    }
    for (const reason of ["PriceTooHigh", "PriceTooLow"]) assert.ok(reasons.has(reason), [...reasons].join());
  });

  it("knows both limits of size", () => {
    const liquidity = 10n ** 9n;
    const cheap = { side: "yes", liquidity, rho: 90n * WAD, feeRate: 0 } as const;
    assert.equal(maxTrade({ ...cheap, op: "buyExact" }), 64n * liquidity);
    assert.ok(maxTrade({ ...cheap, op: "buy" }) < 32n * liquidity, "the price limits a payment before its size does");
  });

  it("is zero where a sale would give nothing", () => {
    assert.equal(maxTrade({ op: "sell", side: "yes", liquidity: 10n ** 6n, rho: 41n * WAD, feeRate: 0 }), 0n);
  });
});

describe("termsHash", () => {
  it("is the contract's, of the creator and everything that the market was created with", async () => {
    const params = await marketTerms(chain, deployment, { outcomeCount: 3, metadata: "\u0000 any text: ünïcode" });
    await create(params);
    const market = await read();
    assert.equal(market.termsHash, termsHash({ creator: addressOf(0), params }));
    assert.notEqual(market.termsHash, termsHash({ creator: addressOf(1), params }));
    assert.notEqual(market.termsHash, termsHash({ creator: addressOf(0), params: { ...params, feeRate: params.feeRate + 1 } }));
    const contract = { address: markets, abi: marketsAbi, functionName: "tradingTermsOf", args: [id] } as const;
    assert.equal((await readContract(chain.client, contract)).termsHash, market.termsHash);
  });
});

describe("planLiquidity", () => {
  beforeEach(() => create({ outcomeCount: 3, odds: [WAD / 2n, (WAD * 3n) / 10n, WAD / 5n] }));

  /** Sends a plan, and checks everything that it said against what the contract did. */
  async function addAndCheck(index: number, plan: ReturnType<typeof planLiquidity>): Promise<void> {
    const { logs } = await send(index, plan.call(sending(index)));
    const events = parseEventLogs({ abi: marketsAbi, logs });
    const restored = events.find(({ eventName }) => eventName === "PricesRestored")?.args;
    const expected = plan.restored.sigmaStep === 0n ? undefined : { marketId: id, ...plan.restored };
    assert.deepEqual(restored, expected);
    const added = events.find(({ eventName }) => eventName === "LiquidityAdded")?.args;
    const { liquidity, collateral, fees } = plan;
    assert.deepEqual(added, { marketId: id, provider: addressOf(index), liquidity, collateral, fees });
  }

  it("is what the contract then does, to the unit, after a trade", async () => {
    const market = await read();
    await send(1, planTrade({ market, op: "buy", outcome: 1, side: "yes", amount: 321n * USD }).call(sending(1)));
    const moved = await read();
    const plan = planLiquidity({ market: moved, liquidity: 123_456_789n });
    assert.equal(plan.restored.sigmaStep, 0n);
    assert.equal(sumOf(plan.expectedPrices), WAD);
    await addAndCheck(2, plan);
    const holdings = await getHoldings(chain.client, { deployment, account: addressOf(2), markets: [await read()] });
    assert.deepEqual(
      holdings.filter(({ kind }) => kind === "yes").map(({ amount }) => amount),
      plan.positions.filter((amount) => amount > 0n),
    );
    const withdrawal = planWithdrawal({ market: await read(), liquidity: plan.liquidity, tolerance: 0 });
    await send(2, withdrawal.call(sending(2)));
  });

  it("finds again what the sum of prices lacks, bit for bit, and gives it to those who were there", async () => {
    await send(2, planLiquidity({ market: await read(), liquidity: B }).call(sending(2)));
    await lowerSum(2);
    const market = await read();
    const lack = WAD - sumOf(market.prices);
    assert.ok(lack > 10n ** 9n, `the sum lacks only ${lack}`);
    const plan = planLiquidity({ market, liquidity: 55n * USD });
    assert.ok(plan.restored.sigmaStep > 0n);
    await addAndCheck(2, plan);
    const after = await read();
    assert.ok(sumOf(after.prices) <= WAD && WAD - sumOf(after.prices) < 10n ** 9n);
    assert.equal(after.liquidityFees, market.liquidityFees + plan.restored.fees + plan.fees);
    const activity = await getActivity(chain.client, { deployment, marketId: id });
    const last = replayMarket(after, activity).at(-1);
    assert.ok(last);
    assert.deepEqual(last.rhos, after.rhos);
    const { liquidity, seed, liquidityFees, gatheredFees, creatorFees } = last.pool;
    const creatorPart = (gatheredFees * BigInt(after.creatorShare)) / 10_000n;
    assert.deepEqual(
      [liquidity, seed, liquidityFees + gatheredFees - creatorPart, creatorFees + creatorPart],
      [after.liquidity, after.seed, after.liquidityFees, after.creatorFees],
    );
  });

  it("allows what the addition is worth and 0.1% of it more, and the contract holds to it", async () => {
    const market = await read();
    const plan = planLiquidity({ market, liquidity: B });
    const call = (maxValueIn: bigint) => addLiquidityCall({ ...plan, markets, marketId: id, maxValueIn, deadline: NEVER });
    const refusal = await refusalOf(2, call(0n));
    assert.equal(refusal?.code, "ValueTooHigh");
    const value = refusal?.details.value as bigint;
    assert.equal((await refusalOf(2, call(value - 1n)))?.code, "ValueTooHigh");
    assert.equal(await refusalOf(2, call(value)), undefined);
    // H(p) of 50%, 30% and 20%, in real numbers
    const entropy = -[0.5, 0.3, 0.2].reduce((sum, p) => sum + p * Math.log(p), 0);
    assert.ok(Math.abs(Number(value) / Number(B) - entropy) < 1e-8, `${value}`);
    assert.ok(Math.abs(Number(plan.maxValueIn) / Number(B) - (entropy + 0.001)) < 1e-8, `${plan.maxValueIn}`);
  });

  it("is refused after somebody moved the prices far, and still works after a small trade", async () => {
    const market = await read();
    const plan = planLiquidity({ market, liquidity: 100n * USD });
    const move = async (amount: bigint) =>
      send(1, planTrade({ market: await read(), op: "buy", outcome: 2, side: "yes", amount }).call(sending(1)));
    await move(5n * USD);
    assert.equal(await refusalOf(2, plan.call(sending(2))), undefined);
    await move(500n * USD);
    assert.equal((await refusalOf(2, plan.call(sending(2))))?.code, "ValueTooHigh");
  });

  it("spends a budget to the unit, the tolerance included", async () => {
    const market = await read();
    for (const [budget, tolerance] of [
      [500n * USD, 100],
      [500n * USD, 0],
      [2n, 0],
      [3n, 500],
    ] as const) {
      const plan = planLiquidity({ market, budget, tolerance });
      assert.equal(plan.maxCollateralIn, budget);
      assert.ok((plan.collateral * BigInt(10_000 + tolerance)) / 10_000n <= budget);
      const next = planLiquidity({ market, liquidity: plan.liquidity + 1n, tolerance });
      assert.ok(next.maxCollateralIn > budget, `${plan.liquidity + 1n} would be within ${budget}`);
      assert.equal(await refusalOf(2, plan.call(sending(2))), undefined);
    }
    for (const budget of [0n, 1n]) assert.throws(() => planLiquidity({ market, budget }), { code: "ZeroAmount" });
    assert.throws(() => planLiquidity({ market, liquidity: 2n ** 88n }), { code: "InvalidLiquidity" });
  });

  it("agrees with the prices that the contract shows", async () => {
    const market = await read();
    const shown = await readContract(chain.client, { address: markets, abi: marketsAbi, functionName: "pricesOf", args: [id] });
    assert.deepEqual(market.rhos.map(exp), shown);
  });
});

// properties: D4, C5 (the pool and everybody's holdings follow from the events alone, to the unit)
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { readContract } from "viem/actions";
import { marketsAbi } from "../../sdk/abi/markets.ts";
import type { Activity } from "../../sdk/activity.ts";
import { applyEvent, type Exchange, outcomesOf } from "../../sdk/applyEvent.ts";
import { buyCall } from "../../sdk/calls/buy.ts";
import { collectCreatorFeesCall } from "../../sdk/calls/collectCreatorFees.ts";
import { convertCall } from "../../sdk/calls/convert.ts";
import { convertBackCall } from "../../sdk/calls/convertBack.ts";
import { makeCall } from "../../sdk/calls/makeCall.ts";
import { mergeCall } from "../../sdk/calls/merge.ts";
import { mergePairCall } from "../../sdk/calls/mergePair.ts";
import { redeemCall } from "../../sdk/calls/redeem.ts";
import { redeemSeedCall } from "../../sdk/calls/redeemSeed.ts";
import { splitCall } from "../../sdk/calls/split.ts";
import { splitPairCall } from "../../sdk/calls/splitPair.ts";
import { cashFlow } from "../../sdk/cashFlow.ts";
import { costsOf } from "../../sdk/costsOf.ts";
import { getActivity } from "../../sdk/getActivity.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { getHoldings } from "../../sdk/getHoldings.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { planLiquidity } from "../../sdk/planLiquidity.ts";
import { planTrade } from "../../sdk/planTrade.ts";
import { planWithdrawal } from "../../sdk/planWithdrawal.ts";
import { createPool, type Pool, rhosOf } from "../../sdk/pool.ts";
import { liquidityId, outcomeBitmap, seedId } from "../../sdk/positionId.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import type { Call, Deployment, Market, Side } from "../../sdk/types.ts";
import { WAD } from "../../sdk/wad.ts";
import { makeRandom } from "../../tools/proof/random.ts";
import { type Chain, deployAll, startChain } from "../../tools/test/chain.ts";
import { createMarket, fund, USD } from "../../tools/test/market.ts";

const NEVER = 2n ** 64n;
const PLAYERS = [0, 1, 2];

let chain: Chain;
let deployment: Deployment;
let markets: `0x${string}`;
let manual: `0x${string}`;
let usd: `0x${string}`;

before(async () => {
  chain = await startChain();
  deployment = await deployAll(chain);
  markets = deployment.contracts.Markets;
  manual = await chain.deploy("ManualResolver", [markets]);
  usd = deployment.collaterals.usd as `0x${string}`;
  for (const index of PLAYERS) await fund(chain, deployment, index);
});
after(() => chain.close());

const send = (index: number, call: Call) => sendCall(chain.client, chain.wallet(index), call);
const addressOf = (index: number) => chain.wallet(index).account.address;
const sending = (index: number) => ({ markets, account: addressOf(index), deadline: NEVER });
const balanceOf = (index: number) => getBalance(chain.client, { token: usd, owner: addressOf(index) });

async function create(outcomeCount: number, odds: bigint[]): Promise<bigint> {
  await createMarket(chain, deployment, { outcomeCount, odds, resolver: manual, creatorShare: 2500, feeRate: 700 });
  return readContract(chain.client, { address: markets, abi: marketsAbi, functionName: "marketCount" });
}

const read = (id: bigint): Promise<Market> => getMarket(chain.client, { deployment, id });

/** Plays some of everything by accounts 1 and 2. */
async function play(id: bigint, steps: number, seed: number): Promise<void> {
  const random = makeRandom(seed);
  const { outcomeCount: n } = await read(id);
  const target = { markets, marketId: id };
  for (const index of [1, 2]) await send(index, splitCall({ ...target, amount: 500n * USD }));
  const set = (size: number) => outcomeBitmap(Array.from({ length: size }, (_, index) => index));
  for (let step = 0; step < steps; step++) {
    const market = await read(id);
    const index = random.pick([1, 2]);
    const outcome = Math.floor(random.next() * n);
    const side = random.pick<Side>(["yes", "no"]);
    const amount = random.scale(USD / 7n, 60n * USD);
    const kind = random.pick(["trade", "trade", "sets", "pairs", "convert", "liquidity", "fees"] as const);
    if (kind === "trade") {
      const op = random.pick(["buy", "buyExact"] as const);
      await send(index, planTrade({ market, op, outcome, side, amount }).call(sending(index)));
      await send(index, planTrade({ market: await read(id), op: "sell", outcome, side, amount: amount / 3n }).call(sending(index)));
    } else if (kind === "sets") {
      await send(index, splitCall({ ...target, amount }));
      await send(index, mergeCall({ ...target, amount: amount / 2n }));
    } else if (kind === "pairs") {
      await send(index, splitPairCall({ ...target, outcome, amount }));
      await send(index, mergePairCall({ ...target, outcome, amount: amount / 2n }));
    } else if (kind === "convert") {
      const size = 1 + Math.floor(random.next() * n);
      for (let i = 0; i < size; i++) await send(index, splitPairCall({ ...target, outcome: i, amount }));
      await send(index, convertCall({ ...target, outcomeBitmap: set(size), amount }));
      await send(index, convertBackCall({ ...target, outcomeBitmap: set(size), amount: amount / 2n }));
    } else if (kind === "liquidity") {
      await send(index, planLiquidity({ market, liquidity: amount }).call(sending(index)));
      const after = await read(id);
      await send(index, planWithdrawal({ market: after, liquidity: amount / 2n }).call(sending(index)));
    } else if ((await read(id)).creatorFees > 0n) {
      await send(index, collectCreatorFeesCall(target));
    }
  }
}

async function finish(id: bigint, payouts: bigint[]): Promise<void> {
  const resolve = { type: "function", name: "resolve", stateMutability: "nonpayable", outputs: [] } as const;
  const abi = [
    {
      ...resolve,
      inputs: [
        { name: "marketId", type: "uint256" },
        { name: "payouts", type: "uint64[]" },
      ],
    },
  ] as const;
  await send(0, makeCall(manual, abi, "resolve", [id, payouts]));
  await send(0, redeemSeedCall({ markets, marketId: id }));
  for (const index of PLAYERS) {
    const holdings = await getHoldings(chain.client, { deployment, account: addressOf(index), markets: [await read(id)] });
    if (holdings.length > 0)
      await send(index, redeemCall({ markets, positionIds: holdings.map((each) => each.id), recipient: addressOf(index) }));
  }
}

/** Everybody's books after all that happened, and the pool. */
function replay(market: Market, activity: readonly Activity[]): { pool: Pool; exchanges: Exchange[]; held: Map<string, bigint> } {
  let pool = createPool({ ...market, marketId: market.id, liquidity: market.initialLiquidity });
  const exchanges: Exchange[] = [];
  const held = new Map<string, bigint>();
  const add = (account: string, id: bigint, amount: bigint) => held.set(`${account}/${id}`, (held.get(`${account}/${id}`) ?? 0n) + amount);
  for (const event of activity) {
    // What is not named must not be needed.
    const needed = outcomesOf(event, pool.outcomeCount);
    const offsets = Object.fromEntries(needed.map((outcome) => [outcome, pool.offsets[outcome] as bigint]));
    const partial = applyEvent({ ...pool, offsets }, event);
    const whole = applyEvent(pool, event);
    assert.deepEqual(partial.exchanges, whole.exchanges);
    pool = whole.pool;
    for (const exchange of whole.exchanges) {
      exchanges.push(exchange);
      for (const { id, amount } of exchange.gave) add(exchange.account, id, -amount);
      for (const { id, amount } of exchange.got) add(exchange.account, id, amount);
    }
  }
  return { pool, exchanges, held };
}

async function check(id: bigint, before: readonly bigint[]): Promise<void> {
  const market = await read(id);
  const activity = await getActivity(chain.client, { deployment, marketId: id });
  const { pool, exchanges, held } = replay(market, activity);

  assert.deepEqual(rhosOf(pool), market.rhos);
  const creatorPart = (pool.gatheredFees * BigInt(pool.creatorShare)) / 10_000n;
  assert.deepEqual(
    [pool.liquidity, pool.seed, pool.liquidityFees + pool.gatheredFees - creatorPart, pool.creatorFees + creatorPart, pool.payouts],
    [market.liquidity, market.seed, market.liquidityFees, market.creatorFees, market.payouts],
  );
  assert.equal(pool.liquidityValue, market.liquidityValue);

  for (const index of PLAYERS) {
    const account = addressOf(index);
    const mine = exchanges.filter((exchange) => exchange.account === account);
    const net = mine.reduce((sum, { paid, received }) => sum + received - paid, 0n);
    assert.equal((await balanceOf(index)) - (before[index] as bigint), net, `the collateral of account ${index}`);
    assert.equal(sumFlow(cashFlow({ account, activity }).get(id)), net);
    const ids = new Set([...held.keys()].filter((key) => key.startsWith(`${account}/`)).map((key) => BigInt(key.split("/")[1] as string)));
    for (const position of ids) {
      const amount = held.get(`${account}/${position}`);
      if (position === seedId(id)) assert.equal(amount, market.seed);
      else {
        const contract = { address: markets, abi: marketsAbi, functionName: "balanceOf", args: [account, position] } as const;
        assert.equal(amount, await readContract(chain.client, contract), `account ${index} of ${position}`);
      }
    }
  }
  checkCosts(exchanges, id);
}

function sumFlow(flow: { paid: bigint; received: bigint } | undefined): bigint {
  return flow ? flow.received - flow.paid : 0n;
}

/** Whatever things had cost, the costs and gains of an exchange account for every base unit. */
function checkCosts(exchanges: readonly Exchange[], id: bigint): void {
  const random = makeRandom(5);
  for (const exchange of exchanges) {
    const given = exchange.gave.length > 0 ? random.scale(1n, 1_000n * USD) : 0n;
    const { costs, realized } = costsOf(exchange, given);
    const total = costs.reduce((sum, cost) => sum + cost, 0n);
    assert.equal(realized, exchange.received + total - exchange.paid - given);
    assert.equal(costs.length, exchange.got.length);
    // Only what comes of a withdrawal is valued at the market.
    const isWithdrawal = exchange.gave.some((each) => each.id === liquidityId(id));
    if (exchange.got.length > 0) assert.equal(exchange.basis, isWithdrawal ? "market" : "carried");
    assert.ok(costs.every((cost) => cost >= 0n));
    // What is only bought has gained nothing yet; an addition of liquidity is nothing but bought.
    if (exchange.gave.length === 0 && exchange.received === 0n) assert.equal(realized, 0n);
    const added = exchange.got.find((each) => each.id === liquidityId(id));
    if (added) assert.equal(total, exchange.paid);
  }
}

describe("applyEvent", () => {
  for (const [name, outcomeCount, odds, payouts] of [
    ["two outcomes", 2, [], [3n, 1n]],
    ["three outcomes and odds", 3, [WAD / 2n, (WAD * 3n) / 10n, WAD / 5n], [0n, 1n, 1n]],
    ["seven outcomes", 7, [], [0n, 0n, 0n, 5n, 0n, 0n, 0n]],
  ] as const) {
    it(`follows a market of ${name} from its events to the contract's state and everybody's balances`, async () => {
      const before = await Promise.all(PLAYERS.map(balanceOf));
      const id = await create(outcomeCount, [...odds]);
      await play(id, 14, outcomeCount);
      await check(id, before);
      await finish(id, [...payouts]);
      await check(id, before);
    });
  }

  it("books a purchase for somebody else as the buyer's: the gift is a transfer of its own", async () => {
    const id = await create(2, []);
    const target = { markets, marketId: id, outcome: 0, side: "yes", collateralIn: USD, minPositionsOut: 0n, deadline: NEVER } as const;
    await send(1, buyCall({ ...target, recipient: addressOf(2) }));
    const market = await read(id);
    const { exchanges } = replay(market, await getActivity(chain.client, { deployment, marketId: id }));
    assert.equal(exchanges.at(-1)?.account, addressOf(1));
  });

  it("says which offset it lacks", () => {
    const pool = createPool({ marketId: 4n, outcomeCount: 3, feeRate: 0, creatorShare: 0, liquidity: USD, odds: [] });
    const event = { kind: "PairSplit", outcome: 2, amount: 1n, marketId: 4n, account: addressOf(1) } as Activity;
    assert.throws(() => applyEvent({ ...pool, offsets: { 0: 0n } }, event), /outcome 2 of market 4/);
  });
});

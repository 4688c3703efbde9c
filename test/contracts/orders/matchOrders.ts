// properties: L1, L5
import { expect } from "chai";
import { bookOf } from "../../../sdk/orders/bookOf.ts";
import { fillWithPool } from "../../../sdk/orders/fillWithPool.ts";
import { hashOrder } from "../../../sdk/orders/hashOrder.ts";
import { matchOrders, type OpenOrder } from "../../../sdk/orders/matchOrders.ts";
import { maxPoolFill } from "../../../sdk/orders/maxPoolFill.ts";
import type { Order } from "../../../sdk/orders/order.ts";
import { orderStatus, orderStatuses } from "../../../sdk/orders/orderStatus.ts";
import { makeRandom } from "../../../tools/proof/random.ts";
import { at, ethers, FAR, loadFixture, NO, time, WAD, YES } from "../fixture.ts";
import { type OrderBook, orderBook, pairBook, TICK, USD } from "./orderBook.ts";

const CASES = 60;
const PRICE_TICK = WAD / 10_000n;

/** The contract's numbers are the SDK's but for the types of the small ones. */
const toSdk = (order: Awaited<ReturnType<OrderBook["orderOf"]>>) =>
  ({ ...order, start: Number(order.start), expiry: Number(order.expiry), slot: Number(order.slot), maxTip: Number(order.maxTip) }) as Order;

async function poolOf({ markets, marketId }: OrderBook, outcome = 0) {
  const [{ liquidity, feeRate }, rhos] = await Promise.all([markets.marketOf(marketId), markets.rhosOf(marketId)]);
  return { liquidity: BigInt(liquidity), rho: BigInt(rhos[outcome]), feeRate: Number(feeRate) };
}

describe("matchOrders", () => {
  for (const [name, fixture] of [
    ["three outcomes", orderBook],
    ["two outcomes", pairBook],
  ] as const) {
    it(`${name}: says to the base unit what the contract's sweep does, in random cases`, async () => {
      const book = await loadFixture(fixture);
      const { orders, markets, quoter, marketId, alice, bob, creator, filler, yes, no, sign, changes } = book;
      const random = makeRandom(20261126);
      const pick = (most: number) => Number(random.below(BigInt(most)));
      let [withMakers, withPool] = [0, 0];
      for (let k = 0; k < CASES; k++) {
        // the pool is somewhere else each time
        const [op, amount] = [pick(2), BigInt(1 + pick(60)) * USD];
        if (op === 0) await markets.connect(creator).buy(marketId, 0, pick(2) === 0 ? YES : NO, amount, 0, creator, FAR);
        const price = BigInt(await markets.priceOf(marketId, 0));
        const near = (of: bigint) => {
          const shifted = of + (BigInt(pick(1000)) - 500n) * PRICE_TICK;
          const bounded = shifted < PRICE_TICK ? PRICE_TICK : shifted > WAD - PRICE_TICK ? WAD - PRICE_TICK : shifted;
          return bounded - (bounded % PRICE_TICK);
        };
        const amountOf = () => BigInt(1 + pick(4000)) * TICK;
        const takerIsNo = pick(2) === 0;
        const id = takerIsNo ? no : yes;
        const terms = { positionId: id, sell: pick(2) === 0, amount: amountOf(), minFill: BigInt(pick(3)) * TICK };
        const fair = takerIsNo ? WAD - price : price;
        const taker = await sign(alice, { ...terms, price: near(fair) });
        const makers: OpenOrder[] = [];
        for (let m = pick(6); m > 0; m--) {
          const isSame = pick(2) === 0;
          const sell = isSame ? !terms.sell : terms.sell;
          const made = await sign(pick(2) === 0 ? bob : creator, {
            positionId: isSame ? id : id === yes ? no : yes,
            sell,
            price: near(isSame ? fair : WAD - fair),
            amount: amountOf(),
          });
          makers.push({ order: toSdk(made.order), signature: made.signature as `0x${string}`, remaining: made.order.amount });
        }

        const pool = await poolOf(book);
        // of two outcomes the complement is traded in its own coordinate
        if (name === "two outcomes" && takerIsNo) pool.rho = (await poolOf(book, 1)).rho;
        const open = { order: toSdk(taker.order), signature: taker.signature as `0x${string}`, remaining: taker.order.amount };
        const match = matchOrders({ taker: open, makers, pool, outcomeCount: name === "two outcomes" ? 2 : 3 });
        if (!match) continue;
        const sent = await changes({ alice, bob, creator }, () =>
          orders.connect(filler).sweep(
            taker.order,
            taker.signature,
            match.legs.map(({ maker }) => maker.order),
            match.legs.map(({ maker }) => maker.signature),
            [...match.legs.map(({ positions }) => positions), match.poolPositions],
            300_000,
          ),
        );
        const sign_ = terms.sell ? -1n : 1n;
        expect(sent.alice, `case ${k}`).to.deep.equal({
          cash: -sign_ * match.collateral,
          yes: id === yes ? sign_ * match.positions : 0n,
          no: id === no ? sign_ * match.positions : 0n,
        });
        const cash = { bob: 0n, creator: 0n };
        for (const { maker, makerCollateral } of match.legs) {
          const who = maker.order.maker === bob.address ? "bob" : "creator";
          cash[who] += maker.order.sell ? makerCollateral : -makerCollateral;
        }
        expect({ bob: sent.bob.cash, creator: sent.creator.cash }, `case ${k}`).to.deep.equal(cash);
        expect(await orders.remaining(taker.order)).to.equal(taker.order.amount - match.filled);
        if (match.legs.length > 0) withMakers++;
        if (match.poolPositions > 0n) withPool++;
      }
      expect(Math.min(withMakers, withPool), `${withMakers} with makers, ${withPool} with the pool`).to.be.above(CASES / 6);
      expect(await quoter.markets()).to.equal(await markets.getAddress());
    });
  }

  it("fillWithPool: says to the base unit what fill does, tip included; and one tick more than maxPoolFill is refused", async () => {
    const book = await loadFixture(orderBook);
    const { orders, markets, alice, filler, yes, no, now, sign, changes } = book;
    const random = makeRandom(17);
    const pick = (most: number) => Number(random.below(BigInt(most)));
    let filled = 0;
    for (let k = 0; k < CASES; k++) {
      const sell = pick(2) === 0;
      const positionId = pick(2) === 0 ? yes : no;
      const yesPrice = BigInt(await markets.priceOf(book.marketId, 0));
      const fair = positionId === yes ? yesPrice : WAD - yesPrice;
      const raw = fair + (sell ? -1n : 1n) * BigInt(pick(1500)) * PRICE_TICK;
      const price = raw - (raw % PRICE_TICK);
      if (price <= 0n || price >= WAD) continue;
      const { order, signature } = await sign(alice, {
        positionId,
        sell,
        price,
        amount: 400n * USD,
        start: now - 1000n,
        expiry: now + 100_000n,
        maxTip: BigInt(pick(300)),
      });
      const when = (await time.latest()) + 3;
      const pool = await poolOf(book);
      const most = maxPoolFill(toSdk(order), pool, { most: 400n * USD, time: when });
      if (most < 400n * USD) {
        await at(when);
        await expect(orders.connect(filler).fill(order, signature, most + TICK), `case ${k}`).to.be.revert(ethers);
      }
      if (most === 0n) continue;
      const then = (await time.latest()) + 3;
      const positions = TICK * (1n + random.below(most / TICK));
      const expected = fillWithPool(toSdk(order), pool, { positions, time: then });
      if (!expected) continue;
      await at(then);
      const moved = await changes({ alice, filler }, () => orders.connect(filler).fill(order, signature, positions));
      const held = positionId === yes ? moved.alice.yes : moved.alice.no;
      expect([moved.alice.cash, held, moved.filler.cash], `case ${k}`).to.deep.equal(
        sell ? [expected.collateral, -positions, expected.tip] : [-expected.collateral, expected.received, expected.tip],
      );
      filled++;
    }
    expect(filled).to.be.above(CASES / 3);
  });

  it("hashOrder and orderStatus are the contract's", async () => {
    const book = await loadFixture(orderBook);
    const { orders, alice, domain, marketId, termsHash, now, yes, sign } = book;
    const market = { marketId, termsHash: termsHash as `0x${string}`, outcomeCount: 3, isOpen: true };
    const options = { chainId: Number(domain.chainId), orders: domain.verifyingContract as `0x${string}` };
    for (const changed of [
      {},
      { price: 0n },
      { price: 1n },
      { positionId: yes | 3n },
      { positionId: yes | (3n << 8n) },
      { amount: 1n },
      { minFill: 20n * USD },
      { maxTip: 10_001n },
      { nonce: 2n ** 64n - 1n },
      { start: now + 1000n },
      { expiry: now - 5n },
      { expiry: now - 864_000n },
      { termsHash: `0x${"11".repeat(32)}` },
    ]) {
      const { order } = await sign(alice, changed);
      expect(hashOrder(toSdk(order), options)).to.equal(await orders.hashOf(order));
      const status = orderStatus(toSdk(order), { market, slot: { nonce: 0n, filled: 0n }, time: await time.latest() });
      expect(orderStatuses.indexOf(status)).to.equal(Number(await orders.statusOf(order)));
    }
  });

  it("bookOf: what the pool gives up to a price can be filled at it, and a tick more cannot", async () => {
    const book = await loadFixture(orderBook);
    const { alice, yes, no, orderOf } = book;
    const pool = await poolOf(book);
    const resting = await Promise.all(
      [{ sell: true, price: (WAD * 60n) / 100n }, { positionId: no, price: (WAD * 35n) / 100n }, { price: (WAD * 45n) / 100n }].map(
        async (changed) => {
          const order = await orderOf(alice, changed);
          return { order: toSdk(order), signature: "0x" as const, remaining: order.amount };
        },
      ),
    );
    const { asks, bids } = bookOf({ positionId: yes, orders: resting, pool, outcomeCount: 3, levels: 20 });
    const ordersAt = (levels: typeof asks) => levels.filter(({ orders }) => orders > 0n).map(({ price, orders }) => [price, orders]);
    expect(ordersAt(asks)).to.deep.equal([
      [(WAD * 60n) / 100n, 10n * USD],
      [(WAD * 65n) / 100n, 10n * USD],
    ]);
    expect(ordersAt(bids)).to.deep.equal([[(WAD * 45n) / 100n, 10n * USD]]);
    for (const [levels, sell] of [
      [asks, false],
      [bids, true],
    ] as const) {
      let sum = 0n;
      for (const { price, pool: depth } of levels) {
        sum += depth;
        const order = toSdk(await orderOf(alice, { sell, price }));
        if (sum > 0n) expect(fillWithPool(order, pool, { positions: sum })).to.not.equal(undefined);
        expect(fillWithPool(order, pool, { positions: sum + TICK })).to.equal(undefined);
      }
      expect(sum > 0n).to.equal(true);
    }
  });
});

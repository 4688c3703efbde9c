// properties: L1, L2, L7
import { expect } from "chai";
import { at, DAY, ethers, FAR, loadFixture, NO, networkHelpers, positionId, WAD, YES } from "../fixture.ts";
import { CENT, costOf, type Order, OrderStatus, orderBook, pairBook, TICK, USD } from "./orderBook.ts";

describe("Orders.fill", () => {
  it("buys at the limit or better: exactly the limit is paid, and all that it buys comes", async () => {
    const book = await loadFixture(orderBook);
    const { orders, quoter, marketId, alice, filler, sign, changes } = book;
    const { order, signature } = await sign(alice);
    const [expected] = await quoter.quoteBuy(marketId, 0, YES, 6n * USD);
    const moved = await changes({ alice, filler }, () => orders.connect(filler).fill(order, signature, 10n * USD));
    expect(moved.alice).to.deep.equal({ cash: -6n * USD, yes: expected, no: 0n });
    expect(expected > 10n * USD).to.equal(true);
    expect(moved.filler).to.deep.equal({ cash: 0n, yes: 0n, no: 0n });
    expect(await orders.slotOf(alice, order.slot)).to.deep.equal([1n, 10n * USD]);
    expect(await orders.remaining(order)).to.equal(0n);
  });

  it("sells at the limit or better: exactly the positions go, and all that they bring comes", async () => {
    const { orders, quoter, marketId, alice, filler, sign, changes } = await loadFixture(orderBook);
    const { order, signature } = await sign(alice, { sell: true, price: 40n * CENT });
    const [expected] = await quoter.quoteSell(marketId, 0, YES, 10n * USD);
    const moved = await changes({ alice, filler }, () => orders.connect(filler).fill(order, signature, 10n * USD));
    expect(moved.alice).to.deep.equal({ cash: expected, yes: -10n * USD, no: 0n });
    expect(expected > 4n * USD).to.equal(true);
  });

  it("trades NO as it trades YES", async () => {
    const { orders, quoter, marketId, alice, filler, no, sign, changes } = await loadFixture(orderBook);
    const [bought] = await quoter.quoteBuy(marketId, 0, NO, 6n * USD);
    const buy = await sign(alice, { positionId: no });
    const moved = await changes({ alice }, () => orders.connect(filler).fill(buy.order, buy.signature, 10n * USD));
    expect(moved.alice).to.deep.equal({ cash: -6n * USD, yes: 0n, no: bought });
    const sell = await sign(alice, { positionId: no, sell: true, price: 40n * CENT });
    await orders.connect(filler).fill(sell.order, sell.signature, 10n * USD);
  });

  it("announces what happened", async () => {
    const { orders, quoter, marketId, alice, filler, yes, sign } = await loadFixture(orderBook);
    const { order, signature } = await sign(alice, { slot: 7n, nonce: 3n });
    const [bought] = await quoter.quoteBuy(marketId, 0, YES, (24n * USD) / 10n);
    await expect(orders.connect(filler).fill(order, signature, 4n * USD))
      .to.emit(orders, "Filled")
      .withArgs(
        alice,
        await orders.hashOf(order),
        yes,
        ((4n * USD) << 128n) | (3n << 64n) | (7n << 32n),
        (bought << 128n) | ((24n * USD) / 10n),
      );
  });

  it("fills in parts, which never sum to more than the amount", async () => {
    const { orders, alice, filler, sign } = await loadFixture(orderBook);
    const { order, signature } = await sign(alice, { amount: 10n * USD, minFill: 4n * USD });
    const fill = (positions: bigint) => orders.connect(filler).fill(order, signature, positions);
    for (const refused of [0n, 3n * USD, 4n * USD + 1n, 10n * USD + TICK]) {
      await expect(fill(refused))
        .to.be.revertedWithCustomError(orders, "InvalidFill")
        .withArgs(refused, 4n * USD, 10n * USD);
    }
    await fill(7n * USD);
    await expect(fill(3n * USD + TICK))
      .to.be.revertedWithCustomError(orders, "InvalidFill")
      .withArgs(3n * USD + TICK, 3n * USD, 3n * USD);
    await expect(fill(TICK))
      .to.be.revertedWithCustomError(orders, "InvalidFill")
      .withArgs(TICK, 3n * USD, 3n * USD);
    await fill(3n * USD);
    await expect(fill(TICK))
      .to.be.revertedWithCustomError(orders, "NotFillable")
      .withArgs(await orders.hashOf(order), OrderStatus.Filled);
  });

  it("pays a tip that rises from nothing at the start to the most at the expiry", async () => {
    for (const sell of [false, true]) {
      const { orders, quoter, marketId, alice, filler, now, sign, changes } = await loadFixture(orderBook);
      const start = now + 100n;
      for (const [passed, after] of [
        [0n, 0n],
        [250n, 1000n],
        [1000n, 2000n],
      ]) {
        const { order, signature } = await sign(alice, {
          sell,
          price: sell ? 40n * CENT : 60n * CENT,
          start: start + after * 4n,
          expiry: start + after * 4n + 1000n,
          maxTip: 100n,
        });
        await at(order.start + passed);
        const [gross] = sell ? await quoter.quoteSell(marketId, 0, YES, 10n * USD) : [6n * USD];
        const tip = (gross * 100n * passed) / (10_000n * 1000n);
        const moved = await changes({ alice, filler }, () => orders.connect(filler).fill(order, signature, 10n * USD));
        expect(moved.filler).to.deep.equal({ cash: tip, yes: 0n, no: 0n });
        expect(moved.alice.cash).to.equal(sell ? gross - tip : -6n * USD);
      }
    }
  });

  it("never takes a tip out of the limit", async () => {
    const { orders, markets, alice, filler, now, sign } = await loadFixture(orderBook);
    const terms = { start: now - 1000n, expiry: now + 1000n, maxTip: 10_000n };
    const sell = await sign(alice, { ...terms, sell: true, price: 40n * CENT });
    await expect(orders.connect(filler).fill(sell.order, sell.signature, 10n * USD)).to.be.revertedWithCustomError(orders, "BelowLimit");
    const buy = await sign(alice, terms);
    await expect(orders.connect(filler).fill(buy.order, buy.signature, 10n * USD)).to.be.revertedWithCustomError(markets, "SlippageOut");
  });

  it("refuses what would carry the pool's price, its fee included, past the limit", async () => {
    const { orders, markets, quoter, marketId, alice, bob, filler, sign } = await loadFixture(orderBook);
    // the average of 100 is within the limit, the price afterwards is not
    const price = 53n * CENT;
    const [bought] = await quoter.quoteBuy(marketId, 0, YES, costOf(100n * USD, price));
    expect(bought > 100n * USD).to.equal(true);
    const buy = await sign(alice, { price, amount: 100n * USD });
    await expect(orders.connect(filler).fill(buy.order, buy.signature, 100n * USD)).to.be.revertedWithCustomError(
      orders,
      "PriceBeyondLimit",
    );
    const sell = await sign(alice, { sell: true, price: 47n * CENT, amount: 100n * USD });
    await expect(orders.connect(filler).fill(sell.order, sell.signature, 100n * USD)).to.be.revertedWithCustomError(
      orders,
      "PriceBeyondLimit",
    );

    // a sandwich: the price is pushed to where the fill is still within its average
    await markets.connect(bob).buy(marketId, 0, YES, 60n * USD, 0, bob, FAR);
    const pushed = await markets.priceOf(marketId, 0);
    const near = pushed - (pushed % (WAD / 10_000n)) + 3n * CENT;
    const victim = await sign(alice, { price: near, amount: 100n * USD });
    await expect(orders.connect(filler).fill(victim.order, victim.signature, 100n * USD)).to.be.revertedWithCustomError(
      orders,
      "PriceBeyondLimit",
    );
  });

  it("says which price, its fee included, would have passed the limit", async () => {
    const { orders, markets, marketId, params, alice, filler, yes, no, sign } = await loadFixture(orderBook);
    for (const positionId of [yes, no])
      for (const sell of [false, true]) {
        const limit = (sell ? 47n : 53n) * CENT;
        const { order, signature } = await sign(alice, { positionId, sell, price: limit, amount: 100n * USD });
        const snapshot = await networkHelpers.takeSnapshot();
        const side = positionId === yes ? YES : NO;
        if (sell) await markets.connect(alice).sell(marketId, 0, side, 100n * USD, 0, alice, FAR);
        else await markets.connect(alice).buy(marketId, 0, side, 53n * USD, 0, alice, FAR);
        const spot = await markets.priceOf(marketId, 0);
        await snapshot.restore();
        const price = positionId === yes ? spot : WAD - spot;
        const unit = WAD * 10_000n;
        const fee = (params.feeRate * price * (WAD - price) + unit - 1n) / unit;
        await expect(orders.connect(filler).fill(order, signature, 100n * USD))
          .to.be.revertedWithCustomError(orders, "PriceBeyondLimit")
          .withArgs(sell ? price - fee : price + fee, limit);
      }
  });

  it("refuses a fill of nothing, of an order that takes any number too", async () => {
    const { orders, alice, filler, sign } = await loadFixture(orderBook);
    for (const terms of [{}, { sell: true, price: 40n * CENT }]) {
      const { order, signature } = await sign(alice, terms);
      await expect(orders.connect(filler).fill(order, signature, 0))
        .to.be.revertedWithCustomError(orders, "InvalidFill")
        .withArgs(0n, 0n, 10n * USD);
    }
  });

  it("needs the market of the terms, open", async () => {
    const { orders, resolver, marketId, closesAt, alice, filler, sign } = await loadFixture(orderBook);
    const { order, signature } = await sign(alice, { expiry: 2n ** 40n - 1n });
    const refused = async (changed: Order, signed: string, status: bigint) =>
      expect(orders.connect(filler).fill(changed, signed, 10n * USD))
        .to.be.revertedWithCustomError(orders, "NotFillable")
        .withArgs(await orders.hashOf(changed), status);
    const stranger = await sign(alice, { termsHash: ethers.id("another") });
    await refused(stranger.order, stranger.signature, OrderStatus.UnknownMarket);
    expect(await orders.statusOf({ ...order, positionId: positionId(99n, 0) })).to.equal(OrderStatus.UnknownMarket);
    expect(await orders.statusOf({ ...order, positionId: 0n })).to.equal(OrderStatus.UnknownMarket);
    await resolver.halt(marketId);
    await refused(order, signature, OrderStatus.MarketNotOpen);
    await resolver.reopen(marketId);
    expect(await orders.statusOf(order)).to.equal(OrderStatus.Fillable);
    await at(closesAt);
    await refused(order, signature, OrderStatus.MarketNotOpen);
    await resolver.resolve(marketId, [0, 1, 0]);
    await refused(order, signature, OrderStatus.MarketNotOpen);
    expect(await orders.statusOf(order)).to.equal(OrderStatus.MarketNotOpen);
  });

  it("keeps its time: not a second before the start, none after the expiry", async () => {
    const { orders, alice, filler, now, sign } = await loadFixture(orderBook);
    const terms = { start: now + 100n, expiry: now + 200n };
    const { order, signature } = await sign(alice, terms);
    const fill = () => orders.connect(filler).fill(order, signature, TICK);
    const hash = await orders.hashOf(order);
    await at(now + 99n);
    await expect(fill()).to.be.revertedWithCustomError(orders, "NotFillable").withArgs(hash, OrderStatus.NotStarted);
    await at(now + 100n);
    await fill();
    await at(now + 200n);
    await fill();
    await at(now + 201n);
    await expect(fill()).to.be.revertedWithCustomError(orders, "NotFillable").withArgs(hash, OrderStatus.Expired);
  });

  it("refuses each field outside its rules, and takes it at them", async () => {
    const { orders, alice, filler, now, marketId, yes, sign } = await loadFixture(orderBook);
    const cases: [Partial<Order>, bigint][] = [
      [{ positionId: yes | 3n }, OrderStatus.InvalidPosition],
      [{ positionId: yes | (2n << 8n) }, OrderStatus.InvalidPosition],
      [{ positionId: yes | (255n << 8n) }, OrderStatus.InvalidPosition],
      [{ price: 0n }, OrderStatus.InvalidPrice],
      [{ price: WAD }, OrderStatus.InvalidPrice],
      [{ price: 60n * CENT + 1n }, OrderStatus.InvalidPrice],
      [{ price: 2n ** 256n - 2n ** 14n }, OrderStatus.InvalidPrice],
      [{ amount: 0n }, OrderStatus.InvalidAmount],
      [{ amount: TICK + 1n }, OrderStatus.InvalidAmount],
      [{ minFill: 10n * USD + TICK }, OrderStatus.InvalidAmount],
      [{ minFill: 1n }, OrderStatus.InvalidAmount],
      [{ expiry: now - BigInt(DAY) }, OrderStatus.InvalidTimes],
      [{ maxTip: 10_001n }, OrderStatus.InvalidTip],
      [{ nonce: 2n ** 64n - 1n }, OrderStatus.InvalidNonce],
    ];
    for (const [changed, status] of cases) {
      const { order, signature } = await sign(alice, changed);
      expect(await orders.statusOf(order)).to.equal(status);
      await expect(orders.connect(filler).fill(order, signature, TICK))
        .to.be.revertedWithCustomError(orders, "NotFillable")
        .withArgs(await orders.hashOf(order), status);
    }
    for (const changed of [
      { positionId: yes | 2n },
      { price: WAD / 10_000n },
      { price: WAD - WAD / 10_000n },
      { maxTip: 10_000n },
      { nonce: 2n ** 64n - 2n },
      { amount: 2n ** 128n - (2n ** 128n % TICK) },
    ]) {
      const { order } = await sign(alice, changed);
      expect(await orders.statusOf(order), Object.keys(changed)[0]).to.equal(OrderStatus.Fillable);
    }
    expect(marketId).to.equal(yes >> 16n);
  });

  it("takes no NO ids of a market of two outcomes, and no amount that overflows", async () => {
    const { orders, alice, filler, yes, sign } = await loadFixture(pairBook);
    const { order } = await sign(alice, { positionId: yes | (1n << 8n) });
    expect(await orders.statusOf(order)).to.equal(OrderStatus.InvalidPosition);
    const most = 2n ** 128n - (2n ** 128n % TICK);
    const huge = await sign(alice, { amount: most, price: WAD - WAD / 10_000n });
    await expect(orders.connect(filler).fill(huge.order, huge.signature, most)).to.be.revert(ethers);
    expect(await orders.remaining(huge.order)).to.equal(most);
  });

  it("is for the sender that the order names, if it names one", async () => {
    const { orders, alice, bob, filler, sign } = await loadFixture(orderBook);
    const { order, signature } = await sign(alice, { taker: filler.address });
    await expect(orders.connect(bob).fill(order, signature, TICK))
      .to.be.revertedWithCustomError(orders, "NotFillable")
      .withArgs(await orders.hashOf(order), OrderStatus.OtherTaker);
    await orders.connect(filler).fill(order, signature, TICK);
  });

  it("does nothing if the maker cannot pay or give", async () => {
    const { orders, markets, usd, alice, yes, filler, sign } = await loadFixture(orderBook);
    const [buy, sell] = [await sign(alice), await sign(alice, { sell: true, price: 40n * CENT })];
    await usd.connect(alice).approve(orders, 6n * USD - 1n);
    await markets.connect(alice).approve(orders, yes, 10n * USD - 1n);
    for (const { order, signature } of [buy, sell]) {
      await expect(orders.connect(filler).fill(order, signature, 10n * USD)).to.be.revert(ethers);
      expect(await orders.remaining(order)).to.equal(10n * USD);
    }
  });
});

// properties: L1, L2, L7
import { expect } from "chai";
import { ethers, loadFixture, YES } from "../fixture.ts";
import { CENT, type OrderBook, OrderStatus, orderBook, USD } from "./orderBook.ts";

type Signed = Awaited<ReturnType<OrderBook["sign"]>>;
const fillMany = ({ orders, filler }: Pick<OrderBook, "orders" | "filler">, signed: Signed[], positions: bigint[]) =>
  orders.connect(filler).fillMany(
    signed.map(({ order }) => order),
    signed.map(({ signature }) => signature),
    positions,
  );

describe("Orders.fillMany", () => {
  it("buys for all at one price: shares in proportion to payments, the rest to the last", async () => {
    const book = await loadFixture(orderBook);
    const { quoter, marketId, alice, bob, creator, sign, changes } = book;
    const signed = [
      await sign(alice, { price: 60n * CENT }),
      await sign(bob, { price: 55n * CENT }),
      await sign(creator, { price: 57n * CENT }),
    ];
    const amounts = [10n * USD, 3n * USD, 7n * USD];
    const payments = [600n, 165n, 399n].map((cents) => (cents * USD) / 100n);
    const paid = payments.reduce((sum, each) => sum + each);
    const [bought] = await quoter.quoteBuy(marketId, 0, YES, paid);
    const moved = await changes({ alice, bob, creator }, () => fillMany(book, signed, amounts));
    const shares = payments.slice(0, 2).map((each) => (bought * each) / paid);
    expect([moved.alice, moved.bob, moved.creator].map(({ cash }) => -cash)).to.deep.equal(payments);
    expect([moved.alice, moved.bob, moved.creator].map(({ yes }) => yes)).to.deep.equal([...shares, bought - shares[0] - shares[1]]);
  });

  it("sells for all at one price: shares in proportion to positions, the rest to the last", async () => {
    const book = await loadFixture(orderBook);
    const { quoter, marketId, alice, bob, sign, changes } = book;
    const signed = [await sign(alice, { sell: true, price: 40n * CENT }), await sign(bob, { sell: true, price: 44n * CENT })];
    const [brought] = await quoter.quoteSell(marketId, 0, YES, 13n * USD);
    const moved = await changes({ alice, bob }, () => fillMany(book, signed, [10n * USD, 3n * USD]));
    const first = (brought * 10n) / 13n;
    expect(moved).to.deep.equal({
      alice: { cash: first, yes: -10n * USD, no: 0n },
      bob: { cash: brought - first, yes: -3n * USD, no: 0n },
    });
  });

  it("takes of each maker its own tip", async () => {
    for (const sell of [false, true]) {
      const book = await loadFixture(orderBook);
      const { orders, quoter, marketId, alice, bob, filler, now, sign, changes } = book;
      const terms = { sell, price: sell ? 40n * CENT : 60n * CENT, start: now - 1n, expiry: now + 10n ** 9n };
      const signed = [
        await sign(alice, { ...terms, maxTip: 0n }),
        await sign(bob, { ...terms, start: now - 10n ** 9n, expiry: now + 10n ** 9n, maxTip: 200n }),
      ];
      // half of the time has passed, to one part in 10^7: one percent of what moves, less a little, or a little more
      const [brought] = await quoter.quoteSell(marketId, 0, YES, 20n * USD);
      const moved = await changes({ alice, bob, filler }, () => fillMany(book, signed, [10n * USD, 10n * USD]));
      const base = sell ? brought / 2n : 6n * USD;
      expect(moved.filler.cash).to.be.within(base / 100n - 1n, base / 100n + 1n);
      if (sell) expect(moved.alice.cash - moved.bob.cash).to.be.within(moved.filler.cash - 1n, moved.filler.cash);
      else expect(moved.alice.cash).to.equal(moved.bob.cash);
      expect(await orders.remaining(signed[1].order)).to.equal(0n);
    }
  });

  it("gives each what it has to get, or nobody anything", async () => {
    const book = await loadFixture(orderBook);
    const { orders, alice, bob, now, sign } = book;
    // the tip of the second leaves it too little
    const tipped = { start: now - 10n ** 6n, expiry: now + 10n ** 6n, maxTip: 10_000n };
    const buys = [await sign(alice), await sign(bob, tipped)];
    await expect(fillMany(book, buys, [10n * USD, 10n * USD])).to.be.revertedWithCustomError(orders, "ShareTooSmall");
    const sales = [await sign(alice, { ...tipped, sell: true, price: 40n * CENT }), await sign(bob, { sell: true, price: 40n * CENT })];
    await expect(fillMany(book, sales, [10n * USD, 10n * USD])).to.be.revertedWithCustomError(orders, "ShareTooSmall");
    expect(await orders.remaining(buys[0].order)).to.equal(10n * USD);
  });

  it("the strictest limit counts for the price afterwards, wherever it stands", async () => {
    const book = await loadFixture(orderBook);
    const { orders, alice, bob, sign } = book;
    for (const [sell, wide, strict] of [
      [false, 70n, 53n],
      [true, 30n, 47n],
    ] as const) {
      const [loose, tight] = [
        await sign(alice, { sell, price: wide * CENT, amount: 60n * USD }),
        await sign(bob, { sell, price: strict * CENT, amount: 60n * USD }),
      ];
      for (const signed of [
        [loose, tight],
        [tight, loose],
      ]) {
        await expect(fillMany(book, signed, [60n * USD, 60n * USD])).to.be.revertedWithCustomError(orders, "PriceBeyondLimit");
      }
    }
  });

  it("needs orders of one kind, and each alive and signed", async () => {
    const book = await loadFixture(orderBook);
    const { orders, alice, bob, filler, no, sign } = book;
    const first = await sign(alice);
    for (const changed of [{ positionId: no }, { sell: true, price: 40n * CENT }]) {
      await expect(fillMany(book, [first, await sign(bob, changed)], [USD, USD]))
        .to.be.revertedWithCustomError(orders, "NotTogether")
        .withArgs(1n);
    }
    const elsewhere = await sign(bob, { termsHash: ethers.id("another") });
    await expect(fillMany(book, [first, elsewhere], [USD, USD]))
      .to.be.revertedWithCustomError(orders, "NotFillable")
      .withArgs(await orders.hashOf(elsewhere.order), OrderStatus.UnknownMarket);
    await expect(fillMany(book, [first, first], [6n * USD, 6n * USD]))
      .to.be.revertedWithCustomError(orders, "InvalidFill")
      .withArgs(6n * USD, 0n, 4n * USD);
    await fillMany(book, [first, first], [5n * USD, 5n * USD]);
    const named = await sign(bob, { taker: alice.address });
    await expect(fillMany(book, [named], [USD])).to.be.revertedWithCustomError(orders, "NotFillable");
    await fillMany(book, [await sign(bob, { taker: filler.address })], [USD]);
    await expect(fillMany(book, [], []))
      .to.be.revertedWithCustomError(orders, "InvalidLengths")
      .withArgs(0n, 0n, 0n);
    await expect(fillMany(book, [first], []))
      .to.be.revertedWithCustomError(orders, "InvalidLengths")
      .withArgs(1n, 1n, 0n);
  });
});

// properties: L1, L2, L7
import { expect } from "chai";
import { ethers, loadFixture } from "../fixture.ts";
import { CENT, type OrderBook, OrderStatus, orderBook, pairBook, TICK, USD } from "./orderBook.ts";

type Signed = Awaited<ReturnType<OrderBook["sign"]>>;
const cross = ({ orders, filler }: Pick<OrderBook, "orders" | "filler">, a: Signed, b: Signed, positions = 10n * USD) =>
  orders.connect(filler).cross(a.order, a.signature, b.order, b.signature, positions);

describe("Orders.cross", () => {
  it("a purchase and a sale change hands at b's price, whoever is b", async () => {
    const book = await loadFixture(orderBook);
    const { alice, bob, filler, sign, changes } = book;
    for (const buyerFirst of [true, false]) {
      const buy = await sign(alice, { price: 62n * CENT });
      const sell = await sign(bob, { sell: true, price: 47n * CENT });
      const paid = (10n * USD * (buyerFirst ? 47n : 62n)) / 100n;
      const moved = await changes({ alice, bob, filler }, () => (buyerFirst ? cross(book, buy, sell) : cross(book, sell, buy)));
      expect(moved.alice).to.deep.equal({ cash: -paid, yes: 10n * USD, no: 0n });
      expect(moved.bob).to.deep.equal({ cash: paid, yes: -10n * USD, no: 0n });
      expect(moved.filler).to.deep.equal({ cash: 0n, yes: 0n, no: 0n });
    }
  });

  for (const [name, fixture] of [
    ["three outcomes", orderBook],
    ["two outcomes", pairBook],
  ] as const) {
    it(`${name}: two purchases of YES and NO pay for new pairs`, async () => {
      const book = await loadFixture(fixture);
      const { alice, bob, no, sign, changes } = book;
      const a = await sign(alice, { price: 62n * CENT });
      const b = await sign(bob, { positionId: no, price: 45n * CENT });
      const moved = await changes({ alice, bob }, () => cross(book, a, b));
      expect(moved.alice).to.deep.equal({ cash: (-55n * USD) / 10n, yes: 10n * USD, no: 0n });
      expect(moved.bob).to.deep.equal({ cash: (-45n * USD) / 10n, yes: 0n, no: 10n * USD });
      const [again, other] = [await sign(alice, { price: 62n * CENT }), await sign(bob, { positionId: no, price: 45n * CENT })];
      const reverse = await changes({ alice, bob }, () => cross(book, other, again));
      expect([reverse.alice.cash, reverse.bob.cash]).to.deep.equal([(-62n * USD) / 10n, (-38n * USD) / 10n]);
    });

    it(`${name}: two sales of YES and NO are merged`, async () => {
      const book = await loadFixture(fixture);
      const { alice, bob, no, sign, changes } = book;
      const a = await sign(alice, { sell: true, price: 40n * CENT });
      const b = await sign(bob, { sell: true, positionId: no, price: 45n * CENT });
      const moved = await changes({ alice, bob }, () => cross(book, a, b));
      expect(moved.alice).to.deep.equal({ cash: (55n * USD) / 10n, yes: -10n * USD, no: 0n });
      expect(moved.bob).to.deep.equal({ cash: (45n * USD) / 10n, yes: 0n, no: -10n * USD });
    });
  }

  it("equal prices match, a tick beyond does not", async () => {
    const book = await loadFixture(orderBook);
    const { orders, alice, bob, no, sign } = book;
    const tick = CENT / 100n;
    const half = 50n * CENT;
    const pairs = [
      [{ price: half }, { sell: true, price: half }, { sell: true, price: half + tick }],
      [{ sell: true, price: half }, { price: half }, { price: half - tick }],
      [{ price: half }, { positionId: no, price: half }, { positionId: no, price: half - tick }],
      [
        { sell: true, price: half },
        { sell: true, positionId: no, price: half },
        { sell: true, positionId: no, price: half + tick },
      ],
    ];
    for (const [a, equal, beyond] of pairs) {
      await cross(book, await sign(alice, a), await sign(bob, equal), TICK);
      const refused = await sign(bob, beyond);
      await expect(cross(book, await sign(alice, a), refused, TICK))
        .to.be.revertedWithCustomError(orders, "PricesDoNotCross")
        .withArgs(half, refused.order.price);
    }
  });

  it("refuses what is not opposite, and two orders of one maker", async () => {
    const book = await loadFixture(orderBook);
    const { orders, alice, bob, yes, no, other, sign } = book;
    const a = await sign(alice);
    for (const changed of [
      {},
      { positionId: no, sell: true },
      { positionId: other, sell: true },
      { positionId: other },
      { positionId: yes ^ (1n << 16n), sell: true },
      { positionId: yes | (2n << 8n) },
    ]) {
      const b = await sign(bob, changed);
      await expect(cross(book, a, b))
        .to.be.revertedWithCustomError(orders, "NotOpposite")
        .withArgs(yes, b.order.positionId);
    }
    await expect(cross(book, a, await sign(alice, { sell: true })))
      .to.be.revertedWithCustomError(orders, "SameMaker")
      .withArgs(alice);
  });

  it("asks the market first: no stale bid meets a worthless position", async () => {
    const book = await loadFixture(orderBook);
    const { orders, resolver, marketId, alice, bob, sign } = book;
    const [a, b] = [await sign(alice), await sign(bob, { sell: true })];
    await resolver.resolve(marketId, [0, 1, 0]);
    await expect(cross(book, a, b))
      .to.be.revertedWithCustomError(orders, "NotFillable")
      .withArgs(await orders.hashOf(a.order), OrderStatus.MarketNotOpen);
  });

  it("each order names its counterparty, if any: the other's maker", async () => {
    const book = await loadFixture(orderBook);
    const { orders, alice, bob, filler, sign } = book;
    for (const named of [filler, alice]) {
      const [a, b] = [await sign(alice, { taker: filler.address }), await sign(bob, { sell: true, taker: named.address })];
      await expect(cross(book, a, b))
        .to.be.revertedWithCustomError(orders, "NotFillable")
        .withArgs(await orders.hashOf(a.order), OrderStatus.OtherTaker);
    }
    const refused = await sign(bob, { sell: true, taker: filler.address });
    await expect(cross(book, await sign(alice), refused))
      .to.be.revertedWithCustomError(orders, "NotFillable")
      .withArgs(await orders.hashOf(refused.order), OrderStatus.OtherTaker);
    await cross(book, await sign(alice, { taker: bob.address }), await sign(bob, { sell: true, taker: alice.address }));
  });

  it("checks both orders as a fill does", async () => {
    const book = await loadFixture(orderBook);
    const { orders, alice, bob, now, sign } = book;
    const buy = () => sign(alice);
    const expired = await sign(bob, { sell: true, expiry: now - 10n });
    await expect(cross(book, await buy(), expired))
      .to.be.revertedWithCustomError(orders, "NotFillable")
      .withArgs(await orders.hashOf(expired.order), OrderStatus.Expired);
    const small = await sign(bob, { sell: true, amount: USD });
    await expect(cross(book, await buy(), small))
      .to.be.revertedWithCustomError(orders, "InvalidFill")
      .withArgs(10n * USD, 0n, USD);
    const forged = { ...(await sign(bob, { sell: true })), signature: (await buy()).signature };
    await expect(cross(book, await buy(), forged))
      .to.be.revertedWithCustomError(orders, "NotFillable")
      .withArgs(await orders.hashOf(forged.order), OrderStatus.WrongSignature);
    const elsewhere = await sign(bob, { sell: true, termsHash: ethers.id("another") });
    await expect(cross(book, await buy(), elsewhere))
      .to.be.revertedWithCustomError(orders, "NotFillable")
      .withArgs(await orders.hashOf(elsewhere.order), OrderStatus.UnknownMarket);
  });

  it("says who cannot deliver, and changes nothing", async () => {
    const book = await loadFixture(orderBook);
    const { orders, markets, usd, alice, bob, yes, no, sign } = book;
    await usd.connect(bob).approve(orders, 0);
    for (const id of [yes, no]) await markets.connect(bob).approve(orders, id, 0);
    for (const [a, b] of [
      [{}, { sell: true }],
      [{ sell: true }, {}],
      [{}, { positionId: no }],
      [
        { sell: true, price: 40n * CENT },
        { sell: true, positionId: no, price: 40n * CENT },
      ],
    ]) {
      const [first, second] = [await sign(alice, a), await sign(bob, b)];
      await expect(cross(book, first, second))
        .to.be.revertedWithCustomError(orders, "CannotDeliver")
        .withArgs(bob);
      await expect(cross(book, second, first)).to.be.revert(ethers);
      expect([await orders.remaining(first.order), await orders.remaining(second.order)]).to.deep.equal([10n * USD, 10n * USD]);
    }
  });
});

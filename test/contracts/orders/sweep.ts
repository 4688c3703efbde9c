// properties: L1, L2, L3, L7
import { expect } from "chai";
import { ethers, FAR, loadFixture, networkHelpers } from "../fixture.ts";
import { CENT, type OrderBook, OrderStatus, orderBook, TICK, USD } from "./orderBook.ts";

type Signed = Awaited<ReturnType<OrderBook["sign"]>>;
const BUDGET = 200_000n;
const sweep = (
  { orders, filler }: Pick<OrderBook, "orders" | "filler">,
  taker: Signed,
  makers: Signed[],
  positions: bigint[],
  budget = BUDGET,
) =>
  orders.connect(filler).sweep(
    taker.order,
    taker.signature,
    makers.map(({ order }) => order),
    makers.map(({ signature }) => signature),
    positions,
    budget,
  );

/** Two accounts more that hold everything and have approved everything. */
async function crowd() {
  const book = await orderBook();
  const { orders, markets, usd, marketId, yes, no } = book;
  const [, , , , , dave, erin] = await ethers.getSigners();
  for (const account of [dave, erin]) {
    await usd.connect(account).faucet(1_000n * USD);
    await usd.connect(account).approve(markets, FAR);
    await usd.connect(account).approve(orders, FAR);
    await markets.connect(account).splitPair(marketId, 0, 500n * USD);
    for (const id of [yes, no]) await markets.connect(account).approve(orders, id, FAR);
  }
  return { ...book, dave, erin };
}

describe("Orders.sweep", () => {
  it("takes the makers in their order at their prices, then the pool, without tips", async () => {
    const book = await loadFixture(crowd);
    const { orders, alice, bob, dave, filler, no, sign, changes } = book;
    const taker = await sign(alice, { amount: 40n * USD, maxTip: 1000n });
    const makers = [
      await sign(bob, { sell: true, price: 50n * CENT, maxTip: 1000n }),
      await sign(dave, { positionId: no, price: 45n * CENT }),
    ];
    const moved = await changes({ alice, bob, dave, filler }, () => sweep(book, taker, makers, [10n * USD, 10n * USD, 20n * USD]));
    expect(moved.bob).to.deep.equal({ cash: 5n * USD, yes: -10n * USD, no: 0n });
    expect(moved.dave).to.deep.equal({ cash: (-45n * USD) / 10n, yes: 0n, no: 10n * USD });
    expect(moved.filler).to.deep.equal({ cash: 0n, yes: 0n, no: 0n });
    // 5.00 to bob, 5.50 for the pairs, 12.00 to the pool, which gives 20 at least
    expect(moved.alice.cash).to.equal((-225n * USD) / 10n);
    expect(moved.alice.yes > 40n * USD).to.equal(true);
    expect(await orders.remaining(taker.order)).to.equal(0n);
  });

  it("sells to buyers, merges with sellers of the other side, and sells the rest to the pool", async () => {
    const book = await loadFixture(crowd);
    const { alice, bob, dave, no, sign, changes } = book;
    const taker = await sign(alice, { sell: true, price: 40n * CENT, amount: 40n * USD });
    const makers = [await sign(bob, { price: 55n * CENT }), await sign(dave, { sell: true, positionId: no, price: 48n * CENT })];
    const moved = await changes({ alice, bob, dave }, () => sweep(book, taker, makers, [10n * USD, 10n * USD, 20n * USD]));
    expect(moved.bob).to.deep.equal({ cash: (-55n * USD) / 10n, yes: 10n * USD, no: 0n });
    expect(moved.dave).to.deep.equal({ cash: (48n * USD) / 10n, yes: 0n, no: -10n * USD });
    expect(moved.alice.yes).to.equal(-40n * USD);
    expect(moved.alice.cash >= (107n * USD) / 10n + 8n * USD).to.equal(true);
  });

  /** What makes one maker bad, in a purchase from sellers and in a sale to buyers. */
  const faults: Record<string, (book: Awaited<ReturnType<typeof crowd>>, good: Signed) => Promise<Signed>> = {
    "has no balance": async ({ markets, usd, bob, yes, carol }, good) => {
      await markets.connect(bob).transfer(carol, yes, await markets.balanceOf(bob, yes));
      await usd.connect(bob).transfer(carol, await usd.balanceOf(bob));
      return good;
    },
    "has revoked its allowances": async ({ orders, markets, usd, bob, yes }, good) => {
      await markets.connect(bob).approve(orders, yes, 0);
      await usd.connect(bob).approve(orders, 0);
      return good;
    },
    "has cancelled": async ({ orders, bob }, good) => {
      await orders.connect(bob).cancel([good.order.slot], [good.order.nonce + 1n]);
      return good;
    },
    "has signed something else": async ({ bob, sign }, good) => ({ ...good, signature: (await sign(bob)).signature }),
    "has less left": async ({ bob, sign }, good) => sign(bob, { ...good.order, amount: 9n * USD }),
    "has another price": async ({ bob, sign }, good) => sign(bob, { ...good.order, price: good.order.sell ? 80n * CENT : 20n * CENT }),
    "has another position": async ({ bob, other, sign }, good) => sign(bob, { ...good.order, positionId: other }),
    "names another taker": async ({ bob, filler, sign }, good) => sign(bob, { ...good.order, taker: filler.address }),
    "is the taker itself": async ({ alice, sign }, good) => sign(alice, { ...good.order, maker: alice.address }),
    "has expired": async ({ bob, now, sign }, good) => sign(bob, { ...good.order, expiry: now - 5n }),
  };
  for (const sell of [false, true]) {
    for (const [fault, spoil] of Object.entries(faults)) {
      it(`${sell ? "a sale" : "a purchase"} leaves out a maker that ${fault}, and takes the rest`, async () => {
        const book = await loadFixture(crowd);
        const { orders, alice, bob, dave, sign, changes } = book;
        const taker = await sign(alice, { sell, price: sell ? 40n * CENT : 60n * CENT, amount: 30n * USD });
        const offer = { sell: !sell, price: 50n * CENT };
        const bad = await spoil(book, await sign(bob, offer));
        const good = await sign(dave, offer);
        const before = await orders.slotOf(bad.order.maker, bad.order.slot);
        const moved = await changes({ alice, bob, dave }, () => sweep(book, taker, [bad, good], [10n * USD, 10n * USD, 0n]));
        const sign_ = sell ? -1n : 1n;
        expect(moved.bob).to.deep.equal({ cash: 0n, yes: 0n, no: 0n });
        expect(moved.alice).to.deep.equal({ cash: -sign_ * 5n * USD, yes: sign_ * 10n * USD, no: 0n });
        expect(await orders.remaining(taker.order)).to.equal(20n * USD);
        expect(await orders.slotOf(bad.order.maker, bad.order.slot)).to.deep.equal(before);
        // it is not spoilt for later: what a failed part counted is counted no longer
        expect(await orders.remaining(good.order)).to.equal(0n);
      });
    }
  }

  it("leaves out contract makers that revert, burn gas or answer nonsense, within the budget", async () => {
    for (const answer of [1, 2, 3, 4, 5]) {
      const book = await loadFixture(crowd);
      const { orders, alice, dave, sign, orderOf } = book;
      const wallet = await ethers.deployContract("SignerWallet");
      await wallet.turn(answer);
      const bad = { order: await orderOf(wallet, { sell: true, price: 50n * CENT }), signature: "0x" };
      const taker = await sign(alice, { amount: 20n * USD });
      const sent = await sweep(book, taker, [bad, await sign(dave, { sell: true, price: 50n * CENT })], [10n * USD, 10n * USD, 0n]);
      expect(Number((await sent.wait())?.gasUsed)).to.be.below(420_000);
      expect(await orders.remaining(taker.order)).to.equal(10n * USD);
    }
  });

  it("reverts where the taker does not deliver: nobody gives for nothing", async () => {
    const book = await loadFixture(crowd);
    const { orders, usd, alice, dave, sign } = book;
    const [taker, maker] = [await sign(alice), await sign(dave, { sell: true })];
    await usd.connect(alice).approve(orders, 0);
    await expect(sweep(book, taker, [maker], [10n * USD, 0n])).to.be.revert(ethers);
    expect(await orders.remaining(maker.order)).to.equal(10n * USD);
  });

  it("the taker's least is for the whole, what is planned within what remains, and nothing is no fill", async () => {
    const book = await loadFixture(crowd);
    const { orders, alice, bob, dave, sign } = book;
    const taker = await sign(alice, { amount: 30n * USD, minFill: 20n * USD });
    const [good, bad] = [await sign(dave, { sell: true, price: 50n * CENT }), await sign(bob, { sell: true, price: 90n * CENT })];
    await expect(sweep(book, taker, [good, bad], [10n * USD, 10n * USD, 0n]))
      .to.be.revertedWithCustomError(orders, "InvalidFill")
      .withArgs(10n * USD, 20n * USD, 30n * USD);
    await expect(sweep(book, taker, [good], [10n * USD, 20n * USD + TICK]))
      .to.be.revertedWithCustomError(orders, "InvalidFill")
      .withArgs(30n * USD + TICK, 20n * USD, 30n * USD);
    await expect(sweep(book, taker, [good], [2n ** 256n - TICK, 20n * USD])).to.be.revert(ethers);
    await expect(sweep(book, await sign(alice), [bad], [10n * USD, 0n]))
      .to.be.revertedWithCustomError(orders, "InvalidFill")
      .withArgs(0n, 0n, 10n * USD);
    await sweep(book, taker, [good, bad], [10n * USD, 10n * USD, 10n * USD]);
    expect(await orders.remaining(taker.order)).to.equal(10n * USD);
  });

  it("a nonce that was not filled ends no older one", async () => {
    const book = await loadFixture(crowd);
    const { orders, alice, bob, sign } = book;
    const [old, newer] = [await sign(alice, { slot: 1n, nonce: 1n }), await sign(alice, { slot: 1n, nonce: 2n })];
    await expect(sweep(book, newer, [await sign(bob, { sell: true, price: 90n * CENT })], [10n * USD, 0n])).to.be.revert(ethers);
    expect(await orders.statusOf(old.order)).to.equal(OrderStatus.Fillable);
  });

  it("a named taker trades with the one that it names alone, and the pool through it alone", async () => {
    const book = await loadFixture(crowd);
    const { orders, alice, bob, dave, filler, sign } = book;
    const taker = await sign(alice, { amount: 20n * USD, taker: dave.address });
    const makers = [await sign(bob, { sell: true }), await sign(dave, { sell: true })];
    await sweep(book, taker, makers, [10n * USD, 10n * USD, 0n]);
    expect(await orders.remaining(makers[0].order)).to.equal(10n * USD);
    expect(await orders.remaining(makers[1].order)).to.equal(0n);
    await expect(sweep(book, taker, [], [10n * USD]))
      .to.be.revertedWithCustomError(orders, "NotFillable")
      .withArgs(await orders.hashOf(taker.order), OrderStatus.OtherTaker);
    await sweep(book, await sign(alice, { taker: filler.address }), [], [10n * USD]);
  });

  it("needs lists that fit, and one signature of one order twice fills it twice at most", async () => {
    const book = await loadFixture(crowd);
    const { orders, alice, dave, sign } = book;
    const [taker, maker] = [await sign(alice, { amount: 30n * USD }), await sign(dave, { sell: true, amount: 15n * USD })];
    await expect(sweep(book, taker, [maker], [10n * USD])).to.be.revertedWithCustomError(orders, "InvalidLengths");
    await sweep(book, taker, [maker, maker, maker], [10n * USD, 5n * USD, TICK, 0n]);
    expect(await orders.slotOf(dave, maker.order.slot)).to.deep.equal([1n, 15n * USD]);
    expect(await orders.remaining(taker.order)).to.equal(15n * USD);
    await networkHelpers.mine();
  });
});

// properties: L1, L2, L3, L7
import { expect } from "chai";
import { createMarket, ethers, FAR, loadFixture, positionId } from "../fixture.ts";
import { Trick } from "../trickMarket.ts";
import { CENT, orderBook, TICK, USD } from "./orderBook.ts";

/** The order contract with a second market whose collateral plays tricks, and makers in it. */
async function trickBook() {
  const book = await orderBook();
  const { deployed, orders, markets, alice, bob, creator } = book;
  const token = await ethers.deployContract("TrickToken");
  for (const account of [creator, alice, bob]) {
    await token.mint(account, 10n ** 15n);
    for (const spender of [markets, orders]) await token.connect(account).approve(spender, FAR);
  }
  const { marketId: trickId } = await createMarket(deployed, { collateral: await token.getAddress(), outcomeCount: 3n });
  const [yes, no] = [positionId(trickId, 0), positionId(trickId, 0, 1n)];
  for (const account of [alice, bob]) {
    await markets.connect(account).splitPair(trickId, 0, 10_000n * USD);
    for (const id of [yes, no]) await markets.connect(account).approve(orders, id, FAR);
  }
  const { termsHash } = await markets.marketOf(trickId);
  return { ...book, token, trickId, trick: { positionId: yes, termsHash }, trickNo: no };
}

type Fixture = Awaited<ReturnType<typeof trickBook>>;

/** Every way to fill, in the market of the token. */
const FILLS: Record<string, (book: Fixture) => Promise<() => Promise<unknown>>> = {
  "fill, a purchase": async ({ orders, filler, alice, trick, sign }) => {
    const { order, signature } = await sign(alice, trick);
    return () => orders.connect(filler).fill(order, signature, 10n * USD);
  },
  "fill, a sale with a tip": async ({ orders, filler, alice, trick, sign }) => {
    const { order, signature } = await sign(alice, { ...trick, sell: true, price: 20n * CENT, maxTip: 100n });
    return () => orders.connect(filler).fill(order, signature, 10n * USD);
  },
  "cross, a transfer": async ({ orders, filler, alice, bob, trick, sign }) => {
    const [a, b] = [await sign(alice, trick), await sign(bob, { ...trick, sell: true })];
    return () => orders.connect(filler).cross(a.order, a.signature, b.order, b.signature, 10n * USD);
  },
  "cross, a transfer to a maker that pays": async ({ orders, filler, alice, bob, trick, sign }) => {
    const [a, b] = [await sign(alice, { ...trick, sell: true }), await sign(bob, trick)];
    return () => orders.connect(filler).cross(a.order, a.signature, b.order, b.signature, 10n * USD);
  },
  "cross, a new pair": async ({ orders, filler, alice, bob, trick, trickNo, sign }) => {
    const [a, b] = [await sign(alice, trick), await sign(bob, { ...trick, positionId: trickNo })];
    return () => orders.connect(filler).cross(a.order, a.signature, b.order, b.signature, 10n * USD);
  },
  "cross, a merge": async ({ orders, filler, alice, bob, trick, trickNo, sign }) => {
    const terms = { ...trick, sell: true, price: 40n * CENT };
    const [a, b] = [await sign(alice, terms), await sign(bob, { ...terms, positionId: trickNo })];
    return () => orders.connect(filler).cross(a.order, a.signature, b.order, b.signature, 10n * USD);
  },
  "sweep, a sale": async ({ orders, filler, alice, bob, trick, sign }) => {
    const [a, b] = [await sign(alice, { ...trick, sell: true, price: 20n * CENT }), await sign(bob, trick)];
    return () => orders.connect(filler).sweep(a.order, a.signature, [b.order], [b.signature], [USD, 9n * USD], 300_000);
  },
  "fillMany, purchases": async ({ orders, filler, alice, bob, trick, sign }) => {
    const [a, b] = [await sign(alice, trick), await sign(bob, trick)];
    return () => orders.connect(filler).fillMany([a.order, b.order], [a.signature, b.signature], [USD, USD]);
  },
};

const heldBy = async ({ usd, token, markets, yes, no, trick, trickNo }: Fixture, account: { getAddress(): Promise<string> }) => {
  const address = await account.getAddress();
  const held = [
    usd.balanceOf(address),
    token.balanceOf(address),
    ...[yes, no, trick.positionId, trickNo].map((id) => markets.balanceOf(address, id)),
  ];
  return Promise.all(held);
};

describe("Hostile collateral of orders", () => {
  for (const [name, prepare] of Object.entries(FILLS)) {
    it(`${name}: a token that reverts, refuses or delivers less fills nothing, and leaves nothing behind`, async () => {
      for (const trick of [Trick.Revert, Trick.ReturnFalse]) {
        const book = await loadFixture(trickBook);
        const send = await prepare(book);
        const accounts = [book.alice, book.bob, book.filler, book.orders];
        const before = await Promise.all(accounts.map((account) => heldBy(book, account)));
        await book.token.play(trick);
        await expect(send()).to.be.revert(ethers);
        expect(await Promise.all(accounts.map((account) => heldBy(book, account)))).to.deep.equal(before);
        await book.token.play(Trick.None);
        await send();
        expect(await heldBy(book, book.orders)).to.deep.equal([0n, 0n, 0n, 0n, 0n, 0n]);
      }
    });

    it(`${name}: works on a token that answers nothing`, async () => {
      const book = await loadFixture(trickBook);
      await book.token.play(Trick.ReturnNothing);
      await (await prepare(book))();
      expect(await heldBy(book, book.orders)).to.deep.equal([0n, 0n, 0n, 0n, 0n, 0n]);
    });

    it(`${name}: a callback of the token enters no fill`, async () => {
      const book = await loadFixture(trickBook);
      const { orders, markets, token, alice, bob, trick, sign } = book;
      const { selector } = orders.interface.getError("ReentrancyGuardReentrantCall") ?? {};
      const { order, signature } = await sign(alice, trick);
      const other = await sign(bob, { ...trick, sell: true });
      const { interface: abi } = orders;
      const inner = [
        abi.encodeFunctionData("fill", [order, signature, TICK]),
        abi.encodeFunctionData("cross", [order, signature, other.order, other.signature, TICK]),
        abi.encodeFunctionData("sweep", [order, signature, [other.order], [other.signature], [TICK, 0], FAR]),
        abi.encodeFunctionData("fillMany", [[order], [signature], [TICK]]),
      ];
      for (const data of [...inner, ...inner.map((each) => abi.encodeFunctionData("multicall", [[each]]))]) {
        const send = await prepare(book);
        await token.setCallback(orders, data);
        await send();
        expect([await token.called(), await token.callbackSucceeded(), await token.callbackResult()]).to.deep.equal([
          true,
          false,
          selector,
        ]);
      }
      expect(await orders.remaining(order)).to.equal(10n * USD);
      expect(await markets.balanceOf(orders, trick.positionId)).to.equal(0n);
    });
  }

  it("a token that moves nothing harms its own market and nobody in another", async () => {
    const book = await loadFixture(trickBook);
    const { orders, filler, alice, sign } = book;
    await book.token.play(Trick.Lie);
    for (const prepare of Object.values(FILLS)) await (await prepare(book))().catch(() => {});
    const held = await heldBy(book, orders);
    expect([held[0], held[2], held[3]]).to.deep.equal([0n, 0n, 0n]);
    const { order, signature } = await sign(alice);
    await orders.connect(filler).fill(order, signature, 10n * USD);
  });

  it("a blocked payer is left out of a sweep; a gift to the contract is nobody's", async () => {
    const book = await loadFixture(trickBook);
    const { orders, markets, token, usd, filler, alice, bob, creator, yes, trick, sign } = book;
    await usd.connect(bob).transfer(orders, 7n);
    await markets.connect(bob).transfer(orders, yes, 5n);
    await token.setBlocked(bob, true);
    const taker = await sign(alice, { ...trick, sell: true, price: 20n * CENT, amount: 20n * USD });
    const makers = [await sign(bob, trick), await sign(creator, trick)];
    await orders.connect(filler).sweep(
      taker.order,
      taker.signature,
      makers.map(({ order }) => order),
      makers.map(({ signature }) => signature),
      [10n * USD, 10n * USD, 0n],
      300_000,
    );
    expect(await orders.remaining(taker.order)).to.equal(10n * USD);
    const { order, signature } = await sign(alice, { sell: true, price: 40n * CENT });
    await orders.connect(filler).fill(order, signature, 10n * USD);
    expect([await usd.balanceOf(orders), await markets.balanceOf(orders, yes)]).to.deep.equal([7n, 5n]);
  });

  it("a maker that cancels while it is asked to pay is cancelled, filled or not", async () => {
    const book = await loadFixture(trickBook);
    const { orders, markets, token, filler, alice, trick, sign, orderOf } = book;
    const wallet = await ethers.deployContract("SignerWallet");
    await token.mint(wallet, 100n * USD);
    await wallet.execute(token, token.interface.encodeFunctionData("approve", [await orders.getAddress(), FAR]));
    const cancel = orders.interface.encodeFunctionData("cancel", [[9], [5]]);
    const executed = wallet.interface.encodeFunctionData("execute", [await orders.getAddress(), cancel]);
    const maker = { ...(await orderOf(wallet, { ...trick, slot: 9n })) };
    const taker = await sign(alice, { ...trick, sell: true, price: 20n * CENT });
    await token.setCallback(wallet, executed);
    await orders.connect(filler).sweep(taker.order, taker.signature, [maker], ["0x"], [USD, 0n], 300_000);
    expect(await token.callbackSucceeded()).to.equal(true);
    expect(await orders.slotOf(wallet, 9)).to.deep.equal([5n, 0n]);
    expect(await markets.balanceOf(wallet, trick.positionId)).to.equal(USD);
  });

  it("a taker that cancels in the middle of a sweep stays cancelled, though not all that was planned was filled", async () => {
    const book = await loadFixture(trickBook);
    const { orders, markets, token, filler, alice, bob, trick, sign, orderOf } = book;
    const wallet = await ethers.deployContract("SignerWallet");
    await markets.connect(alice).transfer(wallet, trick.positionId, 20n * USD);
    await wallet.execute(markets, markets.interface.encodeFunctionData("approve", [await orders.getAddress(), trick.positionId, FAR]));
    const taker = await orderOf(wallet, { ...trick, sell: true, price: 20n * CENT, amount: 20n * USD, slot: 9n });
    const [good, bad] = [await sign(bob, trick), await sign(alice, { ...trick, price: 10n * CENT })];
    const cancel = orders.interface.encodeFunctionData("cancel", [[9], [5]]);
    await token.setCallback(wallet, wallet.interface.encodeFunctionData("execute", [await orders.getAddress(), cancel]));
    const signatures = [good.signature, bad.signature];
    await orders.connect(filler).sweep(taker, "0x", [good.order, bad.order], signatures, [10n * USD, 10n * USD, 0n], 300_000);
    expect(await token.callbackSucceeded()).to.equal(true);
    expect(await orders.slotOf(wallet, 9)).to.deep.equal([5n, 0n]);
  });
});

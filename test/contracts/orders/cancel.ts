// properties: L2, L7
import { expect } from "chai";
import { ethers, loadFixture } from "../fixture.ts";
import { OrderStatus, orderBook, TICK, USD } from "./orderBook.ts";

describe("Orders.cancel", () => {
  it("ends every lower nonce of the slots, of the caller alone, and announces it", async () => {
    const { orders, alice, bob, filler, sign } = await loadFixture(orderBook);
    const [first, second] = [await sign(alice, { slot: 1n, nonce: 4n }), await sign(alice, { slot: 2n, nonce: 4n })];
    const others = await sign(bob, { slot: 1n, nonce: 4n });
    const later = await sign(alice, { slot: 1n, nonce: 5n });
    await expect(orders.connect(alice).cancel([1, 2], [5, 9]))
      .to.emit(orders, "Cancelled")
      .withArgs(alice, (5n << 32n) | 1n)
      .and.to.emit(orders, "Cancelled")
      .withArgs(alice, (9n << 32n) | 2n);
    for (const { order, signature } of [first, second]) {
      expect(await orders.statusOf(order)).to.equal(OrderStatus.Replaced);
      expect(await orders.remaining(order)).to.equal(0n);
      await expect(orders.connect(filler).fill(order, signature, TICK))
        .to.be.revertedWithCustomError(orders, "NotFillable")
        .withArgs(await orders.hashOf(order), OrderStatus.Replaced);
    }
    for (const { order, signature } of [others, later]) await orders.connect(filler).fill(order, signature, TICK);
  });

  it("goes upward only, and to the last nonce and slot at most", async () => {
    const { orders, alice } = await loadFixture(orderBook);
    await orders.connect(alice).cancel([1], [5]);
    for (const nonce of [0n, 4n, 5n, 2n ** 64n]) {
      await expect(orders.connect(alice).cancel([1], [nonce]))
        .to.be.revertedWithCustomError(orders, "NonceNotHigher")
        .withArgs(1n, nonce, 5n);
    }
    const last = { slot: 2n ** 32n - 1n, nonce: 2n ** 64n - 1n };
    await orders.connect(alice).cancel([1, last.slot], [last.nonce, last.nonce]);
    for (const slot of [1n, last.slot]) expect(await orders.slotOf(alice, slot)).to.deep.equal([last.nonce, 0n]);
    // it would be announced as another slot's
    for (const slot of [last.slot + 1n, last.slot + 3n])
      await expect(orders.connect(alice).cancel([2, slot], [7, 7]))
        .to.be.revertedWithCustomError(orders, "InvalidSlot")
        .withArgs(slot);
    for (const [slots, nonces] of [
      [[], []],
      [[1, 2], [7]],
    ])
      await expect(orders.connect(alice).cancel(slots, nonces))
        .to.be.revertedWithCustomError(orders, "InvalidLengths")
        .withArgs(slots.length, 0n, nonces.length);
  });

  it("leaves a partly filled order dead, and begins anew for the next", async () => {
    const { orders, alice, filler, sign } = await loadFixture(orderBook);
    const old = await sign(alice, { slot: 1n, nonce: 1n });
    await orders.connect(filler).fill(old.order, old.signature, 4n * USD);
    await orders.connect(alice).cancel([1], [2]);
    await expect(orders.connect(filler).fill(old.order, old.signature, TICK)).to.be.revertedWithCustomError(orders, "NotFillable");
    const next = await sign(alice, { slot: 1n, nonce: 2n });
    expect(await orders.remaining(next.order)).to.equal(10n * USD);
    await orders.connect(filler).fill(next.order, next.signature, 10n * USD);
  });

  it("two live orders in one slot: both can be filled until the newer one is", async () => {
    const { orders, alice, filler, sign } = await loadFixture(orderBook);
    const [old, newer] = [await sign(alice, { slot: 1n, nonce: 1n }), await sign(alice, { slot: 1n, nonce: 2n })];
    await orders.connect(filler).fill(old.order, old.signature, 4n * USD);
    expect(await orders.remaining(newer.order)).to.equal(10n * USD);
    await orders.connect(filler).fill(newer.order, newer.signature, TICK);
    expect(await orders.statusOf(old.order)).to.equal(OrderStatus.Replaced);
    await expect(orders.connect(filler).fill(old.order, old.signature, TICK)).to.be.revertedWithCustomError(orders, "NotFillable");
    expect(await orders.slotOf(alice, 1)).to.deep.equal([2n, TICK]);
  });

  it("two orders of one nonce share what is filled: neither passes its amount", async () => {
    const { orders, alice, filler, sign } = await loadFixture(orderBook);
    const [small, large] = [await sign(alice, { slot: 1n, amount: 4n * USD }), await sign(alice, { slot: 1n, amount: 6n * USD })];
    await orders.connect(filler).fill(large.order, large.signature, 5n * USD);
    expect(await orders.remaining(small.order)).to.equal(0n);
    expect(await orders.statusOf(small.order)).to.equal(OrderStatus.Filled);
    await expect(orders.connect(filler).fill(small.order, small.signature, TICK)).to.be.revertedWithCustomError(orders, "NotFillable");
    expect(await orders.remaining(large.order)).to.equal(USD);
  });

  it("a cancellation in one block with a fill: what comes first stands", async () => {
    const { orders, alice, filler, sign } = await loadFixture(orderBook);
    const { order, signature } = await sign(alice, { slot: 1n });
    const fill = () => orders.connect(filler).fill(order, signature, TICK, { gasLimit: 500_000 });
    const cancel = (nonce: number) => orders.connect(alice).cancel([1], [nonce], { gasLimit: 100_000 });
    await ethers.provider.send("evm_setAutomine", [false]);
    const first = [await fill(), await cancel(2)];
    await ethers.provider.send("evm_mine", []);
    await ethers.provider.send("evm_setAutomine", [true]);
    for (const sent of first) expect((await sent.wait())?.status).to.equal(1);
    await expect(fill()).to.be.revertedWithCustomError(orders, "NotFillable");
  });
});

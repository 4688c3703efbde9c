// properties: L2, L7, C12
import { expect } from "chai";
import { ethers, FAR, loadFixture, networkHelpers } from "../fixture.ts";
import { CENT, ORDER_TYPE, OrderStatus, orderBook, TICK, USD } from "./orderBook.ts";

/** A contract account that holds collateral and has approved the order contract. */
async function withWallet() {
  const book = await orderBook();
  const { orders, usd, alice } = book;
  const wallet = await ethers.deployContract("SignerWallet");
  await usd.connect(alice).transfer(wallet, 100n * USD);
  await wallet.execute(usd, usd.interface.encodeFunctionData("approve", [await orders.getAddress(), FAR]));
  return { ...book, wallet };
}

describe("Signatures of orders", () => {
  it("bind every field, the chain and the contract", async () => {
    const { orders, markets, alice, bob, filler, domain, yes, no, sign, signatureOf } = await loadFixture(orderBook);
    const { order, signature } = await sign(alice, { sell: true, price: 40n * CENT, taker: filler.address });
    expect(await orders.hashOf(order)).to.equal(ethers.TypedDataEncoder.hash(domain, ORDER_TYPE, order));
    const changes = {
      positionId: no,
      price: 41n * CENT,
      amount: 11n * USD,
      minFill: TICK,
      start: order.start + 1n,
      expiry: order.expiry + 1n,
      slot: order.slot + 1n,
      nonce: 2n,
      maxTip: 1n,
      taker: ethers.ZeroAddress,
      maker: bob.address,
      sell: false,
    };
    for (const [field, value] of Object.entries(changes)) {
      const changed = { ...order, [field]: value };
      expect(await orders.hashOf(changed), field).to.equal(ethers.TypedDataEncoder.hash(domain, ORDER_TYPE, changed));
      await expect(orders.connect(filler).fill(changed, signature, TICK), field)
        .to.be.revertedWithCustomError(orders, "NotFillable")
        .withArgs(await orders.hashOf(changed), OrderStatus.WrongSignature);
    }
    const another = await ethers.deployContract("Orders", [markets]);
    for (const other of [
      { ...domain, chainId: 1n },
      { ...domain, verifyingContract: await another.getAddress() },
      { ...domain, version: "2" },
      { ...domain, name: "Presage" },
    ]) {
      const signed = await alice.signTypedData(other, ORDER_TYPE, order);
      await expect(orders.connect(filler).fill(order, signed, TICK)).to.be.revertedWithCustomError(orders, "NotFillable");
    }
    await expect(orders.connect(filler).fill(order, await signatureOf(bob, order), TICK)).to.be.revertedWithCustomError(
      orders,
      "NotFillable",
    );
    await orders.connect(filler).fill(order, signature, TICK);
    expect(order.positionId).to.equal(yes);
  });

  it("of another form, malleable, empty or for no maker are refused", async () => {
    const { orders, alice, filler, sign } = await loadFixture(orderBook);
    const { order, signature } = await sign(alice);
    const { r, s, v, yParity } = ethers.Signature.from(signature);
    const n = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const flipped = ethers.concat([r, ethers.toBeHex(n - BigInt(s), 32), ethers.toBeHex(v === 27 ? 28 : 27)]);
    const compact = ethers.concat([r, ethers.toBeHex(BigInt(s) | (BigInt(yParity) << 255n), 32)]);
    for (const wrong of ["0x", flipped, compact, ethers.concat([signature, "0x00"]), ethers.concat([r, s, "0x00"])]) {
      await expect(orders.connect(filler).fill(order, wrong, TICK)).to.be.revertedWithCustomError(orders, "NotFillable");
    }
    const nobody = { ...order, maker: ethers.ZeroAddress };
    await expect(orders.connect(filler).fill(nobody, ethers.concat([r, s, "0x05"]), TICK)).to.be.revertedWithCustomError(
      orders,
      "NotFillable",
    );
  });

  it("refuses words that a field cannot hold, whatever was signed", async () => {
    const { orders, alice, filler, sign } = await loadFixture(orderBook);
    const { order, signature } = await sign(alice);
    const data = orders.interface.encodeFunctionData("fill", [order, signature, TICK]);
    // maker, sell, amount, minFill, start, expiry, slot, nonce, maxTip, taker
    for (const field of [0, 3, 5, 6, 7, 8, 9, 10, 11, 12]) {
      const at = 10 + 64 * field;
      const dirty = `${data.slice(0, at)}f${data.slice(at + 1)}`;
      await expect(filler.sendTransaction({ to: orders, data: dirty })).to.be.revert(ethers);
    }
    await filler.sendTransaction({ to: orders, data });
  });

  it("of a contract account are asked for at every fill: it may change its answer", async () => {
    const { orders, wallet, filler, orderOf } = await loadFixture(withWallet);
    const order = await orderOf(wallet);
    const fill = (signature = "0x1234") => orders.connect(filler).fill(order, signature, TICK);
    const hash = await orders.hashOf(order);
    await fill();
    for (const answer of [1, 2, 3, 4, 5]) {
      await wallet.turn(answer);
      await expect(fill()).to.be.revertedWithCustomError(orders, "NotFillable").withArgs(hash, OrderStatus.WrongSignature);
    }
    await wallet.turn(0);
    await fill();
    expect(await orders.remaining(order)).to.equal(10n * USD - 2n * TICK);
  });

  it("of a delegated account are its key's, or its delegate's", async () => {
    const { orders, wallet, alice, bob, filler, sign } = await loadFixture(withWallet);
    const { order, signature } = await sign(alice);
    await networkHelpers.setCode(alice.address, ethers.concat(["0xef0100", await wallet.getAddress()]));
    await orders.connect(filler).fill(order, signature, TICK);
    // the delegate accepts anything, until it refuses
    await orders.connect(filler).fill(order, (await sign(bob)).signature, TICK);
  });

  it("a token permit of the maker's, by anyone, in one transaction with the fill; used ahead it does no harm", async () => {
    for (const ahead of [false, true]) {
      const { orders, usd, alice, filler, sign } = await loadFixture(orderBook);
      await usd.connect(alice).approve(orders, 0);
      const spender = await orders.getAddress();
      const { chainId } = await ethers.provider.getNetwork();
      const domain = { name: await usd.name(), version: "1", chainId, verifyingContract: await usd.getAddress() };
      const types = {
        Permit: ["owner address", "spender address", "value uint256", "nonce uint256", "deadline uint256"].map((each) => ({
          name: each.split(" ")[0],
          type: each.split(" ")[1],
        })),
      };
      const message = { owner: alice.address, spender, value: 6n * USD, nonce: await usd.nonces(alice), deadline: FAR };
      const { v, r, s } = ethers.Signature.from(await alice.signTypedData(domain, types, message));
      const { order, signature } = await sign(alice);
      if (ahead) await usd.connect(filler).permit(alice, spender, 6n * USD, FAR, v, r, s);
      const { interface: abi } = orders;
      const calls = [
        abi.encodeFunctionData("permit", [await usd.getAddress(), alice.address, 6n * USD, FAR, v, r, s]),
        abi.encodeFunctionData("fill", [order, signature, 10n * USD]),
      ];
      await orders.connect(filler).multicall(calls);
      expect(await orders.remaining(order)).to.equal(0n);
      expect(await usd.allowance(alice, spender)).to.equal(0n);
      await expect(orders.permit(usd, alice, 6n * USD, FAR, v, r, s))
        .to.be.revertedWithCustomError(orders, "PermitFailed")
        .withArgs(usd, 0n, 6n * USD);
      await expect(orders.connect(filler).multicall(calls)).to.be.revertedWithCustomError(orders, "PermitFailed");
    }
  });
});

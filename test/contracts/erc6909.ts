// properties: C2, C6, C9
import { expect } from "chai";
import { at, createMarket, deploy, ethers, FAR, fiveOutcomes, liquidityId, loadFixture, NO, positionId, YES } from "./fixture.ts";

const AMOUNT = 100_000_000n;

async function fiveHeld() {
  const fixture = await fiveOutcomes();
  await fixture.markets.connect(fixture.alice).split(fixture.marketId, AMOUNT);
  await fixture.markets.connect(fixture.alice).splitPair(fixture.marketId, 3, AMOUNT);
  return { ...fixture, id: positionId(fixture.marketId, 3, NO) };
}

describe("Positions as ERC-6909 tokens", () => {
  it("move to whomever the holder names", async () => {
    const { markets, alice, bob, marketId, id } = await loadFixture(fiveHeld);
    expect(await markets.connect(alice).transfer.staticCall(bob, id, AMOUNT - 1n)).to.equal(true);
    await expect(markets.connect(alice).transfer(bob, id, AMOUNT - 1n))
      .to.emit(markets, "Transfer")
      .withArgs(alice, alice, bob, id, AMOUNT - 1n);
    expect([await markets.balanceOf(alice, id), await markets.balanceOf(bob, id)]).to.deep.equal([1n, AMOUNT - 1n]);
    expect(await markets.balanceOf(bob, positionId(marketId, 3, YES))).to.equal(0n);
  });

  it("move no further than there are", async () => {
    const { markets, alice, bob, id } = await loadFixture(fiveHeld);
    for (const more of [AMOUNT + 1n, FAR]) {
      await expect(markets.connect(alice).transfer(bob, id, more))
        .to.be.revertedWithCustomError(markets, "ERC6909InsufficientBalance")
        .withArgs(alice, AMOUNT, more, id);
    }
    await markets.connect(alice).transfer(alice, id, AMOUNT); // to oneself nothing is made
    expect(await markets.balanceOf(alice, id)).to.equal(AMOUNT);
  });

  it("move by no one but the holder, his operators and those he gave an allowance", async () => {
    const { markets, resolver, creator, alice, bob, carol, id } = await loadFixture(fiveHeld);
    for (const account of [creator, bob, carol]) {
      await expect(markets.connect(account).transferFrom(alice, account, id, 1))
        .to.be.revertedWithCustomError(markets, "ERC6909InsufficientAllowance")
        .withArgs(account, 0n, 1n, id);
    }
    const signer = await ethers.getImpersonatedSigner(await resolver.getAddress());
    await expect(markets.connect(signer).transferFrom.staticCall(alice, signer, id, 1)).to.be.revertedWithCustomError(
      markets,
      "ERC6909InsufficientAllowance",
    );
    await markets.connect(alice).transferFrom(alice, bob, id, 1);
    expect(await markets.balanceOf(bob, id)).to.equal(1n);
  });

  it("move within an allowance, which is spent, and only of the id it is for", async () => {
    const { markets, alice, bob, carol, marketId, id } = await loadFixture(fiveHeld);
    await expect(markets.connect(alice).approve(bob, id, 10))
      .to.emit(markets, "Approval")
      .withArgs(alice, bob, id, 10);
    await expect(markets.connect(bob).transferFrom(alice, carol, id, 11))
      .to.be.revertedWithCustomError(markets, "ERC6909InsufficientAllowance")
      .withArgs(bob, 10n, 11n, id);
    await markets.connect(bob).transferFrom(alice, carol, id, 7);
    expect(await markets.allowance(alice, bob, id)).to.equal(3n);
    expect(await markets.balanceOf(carol, id)).to.equal(7n);
    await expect(markets.connect(bob).transferFrom(alice, carol, positionId(marketId, 3), 1)).to.be.revertedWithCustomError(
      markets,
      "ERC6909InsufficientAllowance",
    );
    await markets.connect(alice).approve(bob, id, FAR);
    await markets.connect(bob).transferFrom(alice, carol, id, 7);
    expect(await markets.allowance(alice, bob, id)).to.equal(FAR);
    await markets.connect(alice).approve(bob, id, 0);
    await expect(markets.connect(bob).transferFrom(alice, carol, id, 1)).to.be.revertedWithCustomError(
      markets,
      "ERC6909InsufficientAllowance",
    );
  });

  it("move at an operator's hand until he is dismissed", async () => {
    const { markets, alice, bob, carol, marketId, id } = await loadFixture(fiveHeld);
    await expect(markets.connect(alice).setOperator(bob, true)).to.emit(markets, "OperatorSet").withArgs(alice, bob, true);
    expect(await markets.isOperator(alice, bob)).to.equal(true);
    await markets.connect(bob).transferFrom(alice, carol, id, 1);
    await markets.connect(bob).transferFrom(alice, carol, positionId(marketId, 0), 1);
    // an operator moves positions, and trades, merges and redeems none
    await expect(markets.connect(bob).merge(marketId, 1)).to.be.revertedWithCustomError(markets, "ERC6909InsufficientBalance");
    await expect(markets.connect(bob).sell(marketId, 0, YES, AMOUNT, 0, bob, FAR)).to.be.revertedWithCustomError(
      markets,
      "ERC6909InsufficientBalance",
    );
    await markets.connect(alice).setOperator(bob, false);
    await expect(markets.connect(bob).transferFrom(alice, carol, id, 1)).to.be.revertedWithCustomError(
      markets,
      "ERC6909InsufficientAllowance",
    );
  });

  it("have no zero address among their holders and spenders", async () => {
    const { markets, alice, id } = await loadFixture(fiveHeld);
    const mine = markets.connect(alice);
    const zero = ethers.ZeroAddress;
    await expect(mine.transfer(zero, id, 1))
      .to.be.revertedWithCustomError(markets, "ERC6909InvalidReceiver")
      .withArgs(zero);
    await expect(mine.approve(zero, id, 1))
      .to.be.revertedWithCustomError(markets, "ERC6909InvalidSpender")
      .withArgs(zero);
    await expect(mine.setOperator(zero, true)).to.be.revertedWithCustomError(markets, "ERC6909InvalidSpender").withArgs(zero);
    await expect(mine.transferFrom(zero, alice, id, 0))
      .to.be.revertedWithCustomError(markets, "ERC6909InvalidSender")
      .withArgs(zero);
  });

  it("move in every state of their market, and no resolver stops them", async () => {
    const { markets, resolver, alice, bob, marketId, closesAt, id } = await loadFixture(fiveHeld);
    const move = () => markets.connect(alice).transfer(bob, id, 1);
    await resolver.halt(marketId);
    await move();
    await at(closesAt);
    await move();
    await resolver.resolve(marketId, [1, 0, 0, 0, 0]);
    await move();
    await markets.connect(bob).redeem([id], bob);
    expect(await markets.balanceOf(bob, id)).to.equal(0n);
  });

  it("have names, symbols and the decimals of their collateral", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, tokens } = deployed;
    await createMarket(deployed);
    const { marketId } = await createMarket(deployed, {
      collateral: await tokens[18].getAddress(),
      liquidity: 10n ** 18n,
      outcomeCount: 256n,
    });
    for (const [id, name, symbol] of [
      [positionId(marketId, 0), "Presage market 2, YES on outcome 0", "2-YES-0"],
      [positionId(marketId, 255, NO), "Presage market 2, NO on outcome 255", "2-NO-255"],
      [liquidityId(marketId), "Presage market 2, LIQUIDITY", "2-LIQUIDITY"],
      [positionId(marketId, 0, 3n), "Presage market 2, UNKNOWN", "2-UNKNOWN"],
    ] as const) {
      expect(await markets.name(id)).to.equal(name);
      expect(await markets.symbol(id)).to.equal(symbol);
      expect(await markets.decimals(id)).to.equal(18n);
    }
    expect(await markets.decimals(positionId(1n, 1))).to.equal(6n);
    await expect(markets.decimals(positionId(3n, 0)))
      .to.be.revertedWithCustomError(markets, "UnknownMarket")
      .withArgs(3n);
  });

  it("announce ERC-165, ERC-6909 and its metadata, and nothing else", async () => {
    const { markets } = await loadFixture(deploy);
    const idOf = (...signatures: string[]) =>
      ethers.toBeHex(
        signatures.reduce((all, signature) => all ^ BigInt(ethers.id(signature).slice(0, 10)), 0n),
        4,
      );
    const erc6909 = idOf(
      "balanceOf(address,uint256)",
      "allowance(address,address,uint256)",
      "isOperator(address,address)",
      "transfer(address,uint256,uint256)",
      "transferFrom(address,address,uint256,uint256)",
      "approve(address,uint256,uint256)",
      "setOperator(address,bool)",
    );
    for (const id of [idOf("supportsInterface(bytes4)"), erc6909, idOf("name(uint256)", "symbol(uint256)", "decimals(uint256)")]) {
      expect(await markets.supportsInterface(id)).to.equal(true);
    }
    for (const id of ["0xffffffff", "0x00000000", "0xd9b67a26"]) expect(await markets.supportsInterface(id)).to.equal(false);
  });
});

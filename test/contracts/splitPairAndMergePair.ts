// properties: C1, C4, C8
import { expect } from "chai";
import { itNeedsAMarketThatIsNotFinal, itNeedsAnOpenMarket } from "./behaviours.ts";
import { createMarket, type Deployed, deploy, ethers, FAR, fiveOutcomes, loadFixture, NO, positionId, twoOutcomes } from "./fixture.ts";
import { positionsOf } from "./positionsOf.ts";

const AMOUNT = 123_456_789n;

describe("Markets.splitPair", () => {
  itNeedsAnOpenMarket({ send: ({ markets, alice }, marketId) => markets.connect(alice).splitPair(marketId, 0, AMOUNT) });

  it("gives YES and NO of one of many outcomes for their sum", async () => {
    const { markets, alice, usd, marketId } = await loadFixture(fiveOutcomes);
    const prices = await markets.pricesOf(marketId);
    const transaction = markets.connect(alice).splitPair(marketId, 3, AMOUNT);
    await expect(transaction).to.emit(markets, "PairSplit").withArgs(marketId, alice, 3, AMOUNT);
    await expect(transaction).to.changeTokenBalances(ethers, usd, [alice, markets], [-AMOUNT, AMOUNT]);
    const only = [0n, 0n, 0n, AMOUNT, 0n];
    expect(await positionsOf(markets, alice, marketId, 5)).to.deep.equal({ yes: only, no: only, liquidity: 0n });
    expect(await markets.pricesOf(marketId)).to.deep.equal(prices);
  });

  for (const outcome of [0, 1]) {
    it(`gives a complete set of two outcomes, by way of outcome ${outcome}`, async () => {
      const { markets, alice, marketId } = await loadFixture(twoOutcomes);
      await expect(markets.connect(alice).splitPair(marketId, outcome, AMOUNT))
        .to.emit(markets, "PairSplit")
        .withArgs(marketId, alice, outcome, AMOUNT);
      expect(await positionsOf(markets, alice, marketId, 2)).to.deep.equal({ yes: [AMOUNT, AMOUNT], no: [0n, 0n], liquidity: 0n });
    });
  }

  it("reaches the last of 256 outcomes", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, alice } = deployed;
    const { marketId } = await createMarket(deployed, { outcomeCount: 256n });
    await markets.connect(alice).splitPair(marketId, 255, AMOUNT);
    expect(await markets.balanceOf(alice, positionId(marketId, 255, NO))).to.equal(AMOUNT);
    await markets.connect(alice).mergePair(marketId, 255, AMOUNT);
    await expect(markets.connect(alice).splitPair(marketId, 256, AMOUNT))
      .to.be.revertedWithCustomError(markets, "UnknownOutcome")
      .withArgs(256n, 256n);
  });

  it("refuses an amount of zero and outcomes that do not exist", async () => {
    const { markets, alice, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(alice).splitPair(marketId, 0, 0)).to.be.revertedWithCustomError(markets, "ZeroAmount");
    for (const outcome of [2n, FAR]) {
      await expect(markets.connect(alice).splitPair(marketId, outcome, 1))
        .to.be.revertedWithCustomError(markets, "UnknownOutcome")
        .withArgs(outcome, 2n);
    }
  });
});

describe("Markets.mergePair", () => {
  itNeedsAMarketThatIsNotFinal({
    prepare: ({ markets, alice }: Deployed, marketId) => markets.connect(alice).splitPair(marketId, 0, AMOUNT),
    send: ({ markets, alice }, marketId) => markets.connect(alice).mergePair(marketId, 0, AMOUNT),
  });

  it("gives back what was split, to the unit", async () => {
    const { markets, alice, usd, marketId } = await loadFixture(fiveOutcomes);
    await markets.connect(alice).splitPair(marketId, 2, AMOUNT);
    const transaction = markets.connect(alice).mergePair(marketId, 2, AMOUNT - 1n);
    await expect(transaction)
      .to.emit(markets, "PairMerged")
      .withArgs(marketId, alice, 2, AMOUNT - 1n);
    await expect(transaction).to.changeTokenBalances(ethers, usd, [alice, markets], [AMOUNT - 1n, 1n - AMOUNT]);
    const left = [0n, 0n, 1n, 0n, 0n];
    expect(await positionsOf(markets, alice, marketId, 5)).to.deep.equal({ yes: left, no: left, liquidity: 0n });
  });

  it("needs both sides of the same outcome", async () => {
    const { markets, alice, bob, marketId } = await loadFixture(fiveOutcomes);
    await markets.connect(alice).splitPair(marketId, 2, AMOUNT);
    await markets.connect(alice).splitPair(marketId, 3, AMOUNT);
    await markets.connect(alice).transfer(bob, positionId(marketId, 2, NO), AMOUNT);
    await expect(markets.connect(alice).mergePair(marketId, 2, AMOUNT))
      .to.be.revertedWithCustomError(markets, "ERC6909InsufficientBalance")
      .withArgs(alice, 0n, AMOUNT, positionId(marketId, 2, NO));
    await expect(markets.connect(bob).mergePair(marketId, 2, AMOUNT))
      .to.be.revertedWithCustomError(markets, "ERC6909InsufficientBalance")
      .withArgs(bob, 0n, AMOUNT, positionId(marketId, 2));
  });

  it("merges a complete set of two outcomes by way of either", async () => {
    const { markets, alice, usd, marketId } = await loadFixture(twoOutcomes);
    await markets.connect(alice).split(marketId, 2n * AMOUNT);
    for (const outcome of [0, 1]) {
      await expect(markets.connect(alice).mergePair(marketId, outcome, AMOUNT)).to.changeTokenBalance(ethers, usd, alice, AMOUNT);
    }
    expect((await positionsOf(markets, alice, marketId, 2)).yes).to.deep.equal([0n, 0n]);
  });

  it("refuses an amount of zero and outcomes that do not exist", async () => {
    const { markets, alice, marketId } = await loadFixture(fiveOutcomes);
    await expect(markets.connect(alice).mergePair(marketId, 0, 0)).to.be.revertedWithCustomError(markets, "ZeroAmount");
    await expect(markets.connect(alice).mergePair(marketId, 5, 1))
      .to.be.revertedWithCustomError(markets, "UnknownOutcome")
      .withArgs(5n, 5n);
  });
});

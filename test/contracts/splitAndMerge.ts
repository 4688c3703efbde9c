// properties: C1, C4, C8, C10
import { expect } from "chai";
import { itNeedsAMarketThatIsNotFinal, itNeedsAnOpenMarket } from "./behaviours.ts";
import { createMarket, type Deployed, deploy, ethers, fiveOutcomes, loadFixture, positionId, twoOutcomes } from "./fixture.ts";
import { positionsOf } from "./positionsOf.ts";

const AMOUNT = 123_456_789n;

describe("Markets.split", () => {
  itNeedsAnOpenMarket({ send: ({ markets, alice }, marketId) => markets.connect(alice).split(marketId, AMOUNT) });

  for (const [fixture, n] of [
    [twoOutcomes, 2],
    [fiveOutcomes, 5],
  ] as const) {
    it(`gives YES of each of ${n} outcomes for their sum`, async () => {
      const { markets, alice, usd, marketId } = await loadFixture(fixture);
      const prices = await markets.pricesOf(marketId);
      const transaction = markets.connect(alice).split(marketId, AMOUNT);
      await expect(transaction).to.emit(markets, "Split").withArgs(marketId, alice, AMOUNT);
      await expect(transaction).to.changeTokenBalances(ethers, usd, [alice, markets], [-AMOUNT, AMOUNT]);
      expect(await positionsOf(markets, alice, marketId, n)).to.deep.equal({
        yes: Array(n).fill(AMOUNT),
        no: Array(n).fill(0n),
        liquidity: 0n,
      });
      expect(await markets.pricesOf(marketId)).to.deep.equal(prices);
    });
  }

  it("refuses an amount of zero", async () => {
    const { markets, alice, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(alice).split(marketId, 0)).to.be.revertedWithCustomError(markets, "ZeroAmount");
  });

  it("needs the collateral", async () => {
    const { markets, carol, usd, marketId } = await loadFixture(twoOutcomes);
    await usd.connect(carol).approve(markets, AMOUNT);
    await expect(markets.connect(carol).split(marketId, AMOUNT))
      .to.be.revertedWithCustomError(usd, "ERC20InsufficientBalance")
      .withArgs(carol, 0n, AMOUNT);
  });

  it("splits and merges one unit of 256 outcomes", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, alice, usd } = deployed;
    const { marketId } = await createMarket(deployed, { outcomeCount: 256n });
    await markets.connect(alice).split(marketId, 1);
    expect((await positionsOf(markets, alice, marketId, 256)).yes).to.deep.equal(Array(256).fill(1n));
    await expect(markets.connect(alice).merge(marketId, 1)).to.changeTokenBalance(ethers, usd, alice, 1n);
    expect((await positionsOf(markets, alice, marketId, 256)).yes).to.deep.equal(Array(256).fill(0n));
  });
});

describe("Markets.merge", () => {
  itNeedsAMarketThatIsNotFinal({
    prepare: ({ markets, alice }: Deployed, marketId) => markets.connect(alice).split(marketId, AMOUNT),
    send: ({ markets, alice }, marketId) => markets.connect(alice).merge(marketId, AMOUNT),
  });

  it("gives back what was split, to the unit", async () => {
    const { markets, alice, usd, marketId } = await loadFixture(fiveOutcomes);
    await markets.connect(alice).split(marketId, AMOUNT);
    const transaction = markets.connect(alice).merge(marketId, AMOUNT - 1n);
    await expect(transaction)
      .to.emit(markets, "Merged")
      .withArgs(marketId, alice, AMOUNT - 1n);
    await expect(transaction).to.changeTokenBalances(ethers, usd, [alice, markets], [AMOUNT - 1n, 1n - AMOUNT]);
    expect((await positionsOf(markets, alice, marketId, 5)).yes).to.deep.equal(Array(5).fill(1n));
  });

  it("needs YES of every outcome", async () => {
    const { markets, alice, bob, marketId } = await loadFixture(fiveOutcomes);
    await markets.connect(alice).split(marketId, AMOUNT);
    await markets.connect(alice).transfer(bob, positionId(marketId, 4), 1);
    await expect(markets.connect(alice).merge(marketId, AMOUNT))
      .to.be.revertedWithCustomError(markets, "ERC6909InsufficientBalance")
      .withArgs(alice, AMOUNT - 1n, AMOUNT, positionId(marketId, 4));
    await markets.connect(alice).merge(marketId, AMOUNT - 1n);
  });

  it("refuses an amount of zero", async () => {
    const { markets, alice, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(alice).merge(marketId, 0)).to.be.revertedWithCustomError(markets, "ZeroAmount");
  });
});

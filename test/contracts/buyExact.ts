// properties: C3, C5, C8, C11, C14, C15
import { expect } from "chai";
import { itHasADeadline, itNeedsAnOpenMarket } from "./behaviours.ts";
import { expectPrices, expectTrade } from "./expectTrade.ts";
import { createMarket, type Deployed, deploy, ethers, FAR, fiveOutcomes, LIQUIDITY, loadFixture, NO, twoOutcomes, YES } from "./fixture.ts";

const POSITIONS = 150_000_000n;

describe("Markets.buyExact", () => {
  const verb = {
    send: ({ markets, alice }: Deployed, marketId: bigint, deadline: bigint) =>
      markets.connect(alice).buyExact(marketId, 0, YES, POSITIONS, FAR, alice, deadline),
  };
  itNeedsAnOpenMarket(verb);
  itHasADeadline(verb);

  for (const [name, fixture, outcome] of [
    ["two outcomes", twoOutcomes, 0],
    ["two outcomes", twoOutcomes, 1],
    ["five outcomes", fiveOutcomes, 0],
    ["five outcomes", fiveOutcomes, 3],
    ["five outcomes", fiveOutcomes, 4],
  ] as const) {
    for (const side of [YES, NO]) {
      it(`buys ${side === YES ? "YES" : "NO"} of outcome ${outcome} of ${name} at the exact price`, async () => {
        const { markets, quoter, alice, bob, usd, marketId } = await loadFixture(fixture);
        const id = await markets.positionId(marketId, outcome, side);
        const before = await markets.rhosOf(marketId);
        const [quote, fee] = await quoter.quoteBuyExact(marketId, outcome, side, POSITIONS);
        const order = { op: "buyExact", side, feeRate: 400, liquidity: LIQUIDITY, amount: POSITIONS } as const;
        expectTrade({ ...order, rho: before[outcome] }, quote, fee);

        expect(await markets.connect(alice).buyExact.staticCall(marketId, outcome, side, POSITIONS, quote, bob, FAR)).to.equal(quote);
        const transaction = markets.connect(alice).buyExact(marketId, outcome, side, POSITIONS, quote, bob, FAR);
        // NO of two outcomes is traded as the other's YES
        const routed = before.length === 2 && side === NO ? 1n - BigInt(outcome) : (side << 16n) | BigInt(outcome);
        await expect(transaction)
          .to.emit(markets, "Trade")
          .withArgs(marketId, alice, routed | (1n << 8n), quote, POSITIONS, fee);
        await expect(transaction).to.emit(markets, "Transfer").withArgs(alice, ethers.ZeroAddress, bob, id, POSITIONS);
        await expect(transaction).to.changeTokenBalances(ethers, usd, [alice, bob, markets], [-quote, 0n, quote]);
        expect(await markets.balanceOf(bob, id)).to.equal(POSITIONS);
        expect(await markets.balanceOf(alice, id)).to.equal(0n);
        await expectPrices(markets, marketId, before, outcome, order);
        const { liquidityFees, creatorFees } = await markets.marketOf(marketId);
        expect(creatorFees).to.equal(fee / 4n);
        expect(liquidityFees + creatorFees).to.equal(fee);
      });
    }
  }

  it("costs the most that is allowed and not one unit more", async () => {
    const { markets, quoter, alice, marketId } = await loadFixture(twoOutcomes);
    const [quote] = await quoter.quoteBuyExact(marketId, 0, YES, POSITIONS);
    await expect(markets.connect(alice).buyExact(marketId, 0, YES, POSITIONS, quote - 1n, alice, FAR))
      .to.be.revertedWithCustomError(markets, "SlippageIn")
      .withArgs(quote, quote - 1n);
    await markets.connect(alice).buyExact(marketId, 0, YES, POSITIONS, quote, alice, FAR);
  });

  it("never costs more than buying the positions for that much, and never less", async () => {
    const { quoter, marketId } = await loadFixture(fiveOutcomes);
    for (const side of [YES, NO]) {
      const [cost] = await quoter.quoteBuyExact(marketId, 1, side, POSITIONS);
      const [positions] = await quoter.quoteBuy(marketId, 1, side, cost);
      expect(positions).to.be.within(POSITIONS - 4n, POSITIONS + 4n);
      expect((await quoter.quoteBuy(marketId, 1, side, cost - 3n))[0]).to.be.lessThan(POSITIONS);
    }
  });

  it("charges a unit for a single position, however unlikely", async () => {
    const { markets, quoter, alice, marketId } = await loadFixture(fiveOutcomes);
    const [quote] = await quoter.quoteBuyExact(marketId, 4, YES, 1);
    expect(quote).to.equal(1n);
    await markets.connect(alice).buyExact(marketId, 4, YES, 1, 1, alice, FAR);
  });

  it("refuses outcomes that do not exist", async () => {
    const { markets, alice, marketId } = await loadFixture(fiveOutcomes);
    for (const outcome of [5n, 256n, FAR]) {
      await expect(markets.connect(alice).buyExact(marketId, outcome, NO, POSITIONS, FAR, alice, FAR))
        .to.be.revertedWithCustomError(markets, "UnknownOutcome")
        .withArgs(outcome, 5n);
    }
  });

  it("refuses to buy nothing", async () => {
    const { markets, alice, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(alice).buyExact(marketId, 0, YES, 0, FAR, alice, FAR)).to.be.revertedWithCustomError(
      markets,
      "ZeroAmount",
    );
  });

  it("gives 64 times b where the price allows it, at the exact price, and not one position more", async () => {
    const { markets, quoter, alice, marketId } = await loadFixture(fiveOutcomes);
    const most = 64n * LIQUIDITY;
    // an outcome whose price two others, driven to nearly one in turn, have taken to nothing
    for (const outcome of [0, 1, 0]) await markets.connect(alice).buyExact(marketId, outcome, YES, 27n * LIQUIDITY, FAR, alice, FAR);
    await expect(markets.connect(alice).buyExact(marketId, 4, YES, most + 1n, FAR, alice, FAR))
      .to.be.revertedWithCustomError(markets, "PositionsTooLarge")
      .withArgs(most + 1n, most);
    const rho = (await markets.rhosOf(marketId))[4];
    const [quote, fee] = await quoter.quoteBuyExact(marketId, 4, YES, most);
    expectTrade({ op: "buyExact", side: YES, feeRate: 400, liquidity: LIQUIDITY, amount: most, rho }, quote, fee);
    await markets.connect(alice).buyExact(marketId, 4, YES, most, quote, alice, FAR);
  });

  it("refuses the zero address as a recipient", async () => {
    const { markets, alice, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(alice).buyExact(marketId, 0, YES, POSITIONS, FAR, ethers.ZeroAddress, FAR))
      .to.be.revertedWithCustomError(markets, "ERC6909InvalidReceiver")
      .withArgs(ethers.ZeroAddress);
  });

  for (const decimals of [6, 8, 18] as const) {
    for (const outcomeCount of [2n, 3n, 255n, 256n]) {
      it(`trades the last of ${outcomeCount} outcomes on ${decimals} decimals`, async () => {
        const deployed = await loadFixture(deploy);
        const { markets, quoter, alice, tokens } = deployed;
        const unit = 10n ** BigInt(decimals);
        const [liquidity, amount] = [1000n * unit, 70n * unit + 7n];
        const { marketId } = await createMarket(deployed, { collateral: await tokens[decimals].getAddress(), outcomeCount, liquidity });
        const outcome = Number(outcomeCount) - 1;
        for (const side of [YES, NO]) {
          const before = await markets.rhosOf(marketId);
          const [quote, fee] = await quoter.quoteBuyExact(marketId, outcome, side, amount);
          const order = { op: "buyExact", side, feeRate: 400, liquidity, amount } as const;
          expectTrade({ ...order, rho: before[outcome] }, quote, fee);
          await markets.connect(alice).buyExact(marketId, outcome, side, amount, quote, alice, FAR);
          await expectPrices(markets, marketId, before, outcome, order);
        }
      });
    }
  }
});

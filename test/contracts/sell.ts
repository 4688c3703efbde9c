// properties: C3, C4, C5, C8, C11, C14, C15
import { expect } from "chai";
import { itHasADeadline, itNeedsAnOpenMarket } from "./behaviours.ts";
import { expectPrices, expectTrade } from "./expectTrade.ts";
import { createMarket, type Deployed, deploy, ethers, FAR, fiveOutcomes, LIQUIDITY, loadFixture, NO, twoOutcomes, YES } from "./fixture.ts";

const POSITIONS = 150_000_000n;

/** Alice holds YES and NO of every outcome. */
async function twoHeld() {
  const fixture = await twoOutcomes();
  await fixture.markets.connect(fixture.alice).split(fixture.marketId, 64n * LIQUIDITY + 1n);
  return fixture;
}

async function fiveHeld() {
  const fixture = await fiveOutcomes();
  for (let outcome = 0; outcome < 5; outcome++) {
    await fixture.markets.connect(fixture.alice).splitPair(fixture.marketId, outcome, 2n * POSITIONS);
  }
  return fixture;
}

describe("Markets.sell", () => {
  const verb = {
    prepare: ({ markets, alice }: Deployed, marketId: bigint) => markets.connect(alice).split(marketId, POSITIONS),
    send: ({ markets, alice }: Deployed, marketId: bigint, deadline: bigint) =>
      markets.connect(alice).sell(marketId, 0, YES, POSITIONS, 0, alice, deadline),
  };
  itNeedsAnOpenMarket(verb);
  itHasADeadline(verb);

  for (const [name, fixture, outcome] of [
    ["two outcomes", twoHeld, 0],
    ["two outcomes", twoHeld, 1],
    ["five outcomes", fiveHeld, 0],
    ["five outcomes", fiveHeld, 3],
    ["five outcomes", fiveHeld, 4],
  ] as const) {
    for (const side of [YES, NO]) {
      it(`sells ${side === YES ? "YES" : "NO"} of outcome ${outcome} of ${name} at the exact price`, async () => {
        const { markets, quoter, alice, bob, usd, marketId } = await loadFixture(fixture);
        const id = await markets.positionId(marketId, outcome, side);
        const held = await markets.balanceOf(alice, id);
        const before = await markets.rhosOf(marketId);
        const [quote, fee] = await quoter.quoteSell(marketId, outcome, side, POSITIONS);
        const order = { op: "sell", side, feeRate: 400, liquidity: LIQUIDITY, amount: POSITIONS } as const;
        expectTrade({ ...order, rho: before[outcome] }, quote, fee);

        expect(await markets.connect(alice).sell.staticCall(marketId, outcome, side, POSITIONS, quote, bob, FAR)).to.equal(quote);
        const transaction = markets.connect(alice).sell(marketId, outcome, side, POSITIONS, quote, bob, FAR);
        // NO of two outcomes is traded as the other's YES
        const routed = before.length === 2 && side === NO ? 1n - BigInt(outcome) : (side << 16n) | BigInt(outcome);
        await expect(transaction)
          .to.emit(markets, "Trade")
          .withArgs(marketId, alice, routed | (2n << 8n), quote, POSITIONS, fee);
        await expect(transaction).to.emit(markets, "Transfer").withArgs(alice, alice, ethers.ZeroAddress, id, POSITIONS);
        await expect(transaction).to.changeTokenBalances(ethers, usd, [alice, bob, markets], [0n, quote, -quote]);
        expect(await markets.balanceOf(alice, id)).to.equal(held - POSITIONS);
        await expectPrices(markets, marketId, before, outcome, order);
        const { liquidityFees, creatorFees } = await markets.marketOf(marketId);
        expect(creatorFees).to.equal(fee / 4n);
        expect(liquidityFees + creatorFees).to.equal(fee);
      });
    }
  }

  it("gives the least that is asked for and not one unit more", async () => {
    const { markets, quoter, alice, marketId } = await loadFixture(twoHeld);
    const [quote] = await quoter.quoteSell(marketId, 0, YES, POSITIONS);
    await expect(markets.connect(alice).sell(marketId, 0, YES, POSITIONS, quote + 1n, alice, FAR))
      .to.be.revertedWithCustomError(markets, "SlippageOut")
      .withArgs(quote, quote + 1n);
    await markets.connect(alice).sell(marketId, 0, YES, POSITIONS, quote, alice, FAR);
  });

  it("sells what the caller holds and no position more", async () => {
    const { markets, alice, bob, marketId } = await loadFixture(fiveHeld);
    const id = await markets.positionId(marketId, 2, NO);
    const held = await markets.balanceOf(alice, id);
    await expect(markets.connect(alice).sell(marketId, 2, NO, held + 1n, 0, alice, FAR))
      .to.be.revertedWithCustomError(markets, "ERC6909InsufficientBalance")
      .withArgs(alice, held, held + 1n, id);
    await markets.connect(alice).approve(bob, id, held); // an allowance of positions gives no right to sell them
    await expect(markets.connect(bob).sell(marketId, 2, NO, 1_000_000, 0, bob, FAR)).to.be.revertedWithCustomError(
      markets,
      "ERC6909InsufficientBalance",
    );
    await markets.connect(alice).sell(marketId, 2, NO, held, 0, alice, FAR);
    expect(await markets.balanceOf(alice, id)).to.equal(0n);
  });

  for (const side of [YES, NO]) {
    for (const feeRate of [0n, 400n, 1000n]) {
      it(`gives back less than was paid, ${side === YES ? "YES" : "NO"} at a fee of ${feeRate}`, async () => {
        const deployed = await loadFixture(deploy);
        const { markets, alice, usd } = deployed;
        const { marketId } = await createMarket(deployed, { outcomeCount: 3n, feeRate });
        const id = await markets.positionId(marketId, 1, side);
        for (const payment of [3n, 1_000_001n, LIQUIDITY, 7n * LIQUIDITY]) {
          const before = await usd.balanceOf(alice);
          await markets.connect(alice).buy(marketId, 1, side, payment, 0, alice, FAR);
          await markets.connect(alice).sell(marketId, 1, side, await markets.balanceOf(alice, id), 0, alice, FAR);
          const lost = before - (await usd.balanceOf(alice));
          expect(lost).to.be.at.least(0n);
          if (feeRate === 0n) expect(lost).to.be.at.most(4n);
        }
      });
    }
  }

  it("refuses outcomes that do not exist", async () => {
    const { markets, alice, marketId } = await loadFixture(fiveHeld);
    for (const outcome of [5n, 256n, FAR]) {
      await expect(markets.connect(alice).sell(marketId, outcome, YES, POSITIONS, 0, alice, FAR))
        .to.be.revertedWithCustomError(markets, "UnknownOutcome")
        .withArgs(outcome, 5n);
    }
  });

  it("refuses to sell nothing", async () => {
    const { markets, alice, marketId } = await loadFixture(twoHeld);
    await expect(markets.connect(alice).sell(marketId, 0, YES, 0, 0, alice, FAR)).to.be.revertedWithCustomError(markets, "ZeroAmount");
  });

  it("refuses to give nothing for something", async () => {
    const { markets, quoter, alice, marketId } = await loadFixture(fiveHeld);
    for (const few of [1n, 500n]) {
      await expect(markets.connect(alice).sell(marketId, 4, YES, few, 0, alice, FAR)).to.be.revertedWithCustomError(markets, "ZeroOutput");
      await expect(quoter.quoteSell(marketId, 4, YES, few)).to.be.revertedWithCustomError(markets, "ZeroOutput");
    }
    await markets.connect(alice).sell(marketId, 4, YES, 2000, 1, alice, FAR);
  });

  it("takes 26 times b at even odds, at the exact price, and never more than 64 times", async () => {
    const { markets, quoter, alice, marketId } = await loadFixture(twoHeld);
    const most = 64n * LIQUIDITY;
    await expect(markets.connect(alice).sell(marketId, 0, YES, most + 1n, 0, alice, FAR))
      .to.be.revertedWithCustomError(markets, "PositionsTooLarge")
      .withArgs(most + 1n, most);
    await expect(markets.connect(alice).sell(marketId, 0, YES, most, 0, alice, FAR)).to.be.revertedWithCustomError(markets, "PriceTooLow");
    const amount = 26n * LIQUIDITY;
    const rho = (await markets.rhosOf(marketId))[0];
    const [quote, fee] = await quoter.quoteSell(marketId, 0, YES, amount);
    expectTrade({ op: "sell", side: YES, feeRate: 400, liquidity: LIQUIDITY, amount, rho }, quote, fee);
    await markets.connect(alice).sell(marketId, 0, YES, amount, quote, alice, FAR);
  });

  it("refuses the zero address as a recipient", async () => {
    const { markets, alice, usd, marketId } = await loadFixture(twoHeld);
    await expect(markets.connect(alice).sell(marketId, 0, YES, POSITIONS, 0, ethers.ZeroAddress, FAR))
      .to.be.revertedWithCustomError(usd, "ERC20InvalidReceiver")
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
        await markets.connect(alice).splitPair(marketId, outcome, amount);
        for (const side of [YES, NO]) {
          const before = await markets.rhosOf(marketId);
          const [quote, fee] = await quoter.quoteSell(marketId, outcome, side, amount);
          const order = { op: "sell", side, feeRate: 400, liquidity, amount } as const;
          expectTrade({ ...order, rho: before[outcome] }, quote, fee);
          await markets.connect(alice).sell(marketId, outcome, side, amount, quote, alice, FAR);
          await expectPrices(markets, marketId, before, outcome, order);
        }
      });
    }
  }
});

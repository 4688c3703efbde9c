// properties: C3, C5, C8, C11, C14, C15
import { expect } from "chai";
import { itHasADeadline, itNeedsAnOpenMarket } from "./behaviours.ts";
import { expectPrices, expectTrade } from "./expectTrade.ts";
import {
  createMarket,
  deploy,
  ethers,
  FAR,
  fiveOutcomes,
  LIQUIDITY,
  loadFixture,
  NO,
  positionId,
  twoOutcomes,
  WAD,
  YES,
} from "./fixture.ts";

const PAYMENT = 100_000_000n; // 100 USD

describe("Markets.buy", () => {
  const verb = {
    send: ({ markets, alice }: Awaited<ReturnType<typeof deploy>>, marketId: bigint, deadline: bigint) =>
      markets.connect(alice).buy(marketId, 0, YES, PAYMENT, 0, alice, deadline),
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
        const [quote, fee] = await quoter.quoteBuy(marketId, outcome, side, PAYMENT);
        const order = { op: "buy", side, feeRate: 400, liquidity: LIQUIDITY, amount: PAYMENT } as const;
        expectTrade({ ...order, rho: before[outcome] }, quote, fee);

        expect(await markets.connect(alice).buy.staticCall(marketId, outcome, side, PAYMENT, quote, bob, FAR)).to.equal(quote);
        const transaction = markets.connect(alice).buy(marketId, outcome, side, PAYMENT, quote, bob, FAR);
        // NO of two outcomes is traded as the other's YES
        const routed = before.length === 2 && side === NO ? 1n - BigInt(outcome) : (side << 16n) | BigInt(outcome);
        await expect(transaction).to.emit(markets, "Trade").withArgs(marketId, alice, routed, PAYMENT, quote, fee);
        await expect(transaction).to.emit(markets, "Transfer").withArgs(alice, ethers.ZeroAddress, bob, id, quote);
        await expect(transaction).to.changeTokenBalances(ethers, usd, [alice, bob, markets], [-PAYMENT, 0n, PAYMENT]);
        expect(await markets.balanceOf(bob, id)).to.equal(quote);
        expect(await markets.balanceOf(alice, id)).to.equal(0n);
        await expectPrices(markets, marketId, before, outcome, order);
        const { liquidityFees, creatorFees } = await markets.marketOf(marketId);
        expect(creatorFees).to.equal(fee / 4n);
        expect(liquidityFees + creatorFees).to.equal(fee);
      });
    }
  }

  it("takes no fee where there is none", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, quoter, alice } = deployed;
    const { marketId } = await createMarket(deployed, { feeRate: 0n });
    const rho = (await markets.rhosOf(marketId))[0];
    const [quote, fee] = await quoter.quoteBuy(marketId, 0, YES, PAYMENT);
    expectTrade({ op: "buy", side: YES, feeRate: 0, liquidity: LIQUIDITY, amount: PAYMENT, rho }, quote, fee);
    await markets.connect(alice).buy(marketId, 0, YES, PAYMENT, quote, alice, FAR);
    expect((await markets.marketOf(marketId)).liquidityFees).to.be.at.most(1n); // what rounding leaves
  });

  it("costs the same in one piece as in ten, up to rounding", async () => {
    const { markets, alice, bob, marketId } = await loadFixture(fiveOutcomes);
    const snapshot = await ethers.provider.send("evm_snapshot", []);
    await markets.connect(alice).buy(marketId, 1, NO, 10n * PAYMENT, 0, alice, FAR);
    const whole = await markets.balanceOf(alice, positionId(marketId, 1, NO));
    await ethers.provider.send("evm_revert", [snapshot]);
    for (let piece = 0; piece < 10; piece++) await markets.connect(bob).buy(marketId, 1, NO, PAYMENT, 0, bob, FAR);
    expect(whole - (await markets.balanceOf(bob, positionId(marketId, 1, NO)))).to.be.within(-2n, 22n);
  });

  it("needs the least positions to be met", async () => {
    const { markets, quoter, alice, marketId } = await loadFixture(twoOutcomes);
    const [quote] = await quoter.quoteBuy(marketId, 0, YES, PAYMENT);
    await expect(markets.connect(alice).buy(marketId, 0, YES, PAYMENT, quote + 1n, alice, FAR))
      .to.be.revertedWithCustomError(markets, "SlippageOut")
      .withArgs(quote, quote + 1n);
    await markets.connect(alice).buy(marketId, 0, YES, PAYMENT, quote, alice, FAR);
  });

  it("refuses outcomes that do not exist", async () => {
    const { markets, alice, marketId } = await loadFixture(fiveOutcomes);
    for (const side of [YES, NO]) {
      for (const outcome of [5n, 256n, FAR]) {
        await expect(markets.connect(alice).buy(marketId, outcome, side, PAYMENT, 0, alice, FAR))
          .to.be.revertedWithCustomError(markets, "UnknownOutcome")
          .withArgs(outcome, 5n);
      }
    }
  });

  it("refuses to pay nothing", async () => {
    const { markets, alice, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(alice).buy(marketId, 0, YES, 0, 0, alice, FAR)).to.be.revertedWithCustomError(markets, "ZeroAmount");
  });

  it("refuses to give nothing for something", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, quoter, alice } = deployed;
    const { marketId } = await createMarket(deployed, { odds: [WAD - 10n ** 12n, 10n ** 12n] });
    await markets.connect(alice).buy(marketId, 0, YES, 11n * LIQUIDITY, 0, alice, FAR);
    // what costs one a position gives less than one for one
    await expect(markets.connect(alice).buy(marketId, 0, YES, 1, 0, alice, FAR)).to.be.revertedWithCustomError(markets, "ZeroOutput");
    await expect(quoter.quoteBuy(marketId, 0, YES, 1)).to.be.revertedWithCustomError(markets, "ZeroOutput");
    await markets.connect(alice).buy(marketId, 0, YES, 2, 1, alice, FAR);
  });

  it("takes 26 times b at even odds, at the exact price, and never more than 32 times", async () => {
    const { markets, quoter, alice, marketId } = await loadFixture(twoOutcomes);
    const most = 32n * LIQUIDITY;
    for (const outcome of [0, 1]) {
      await expect(markets.connect(alice).buy(marketId, outcome, YES, most + 1n, 0, alice, FAR))
        .to.be.revertedWithCustomError(markets, "CollateralTooLarge")
        .withArgs(most + 1n, most);
      await expect(markets.connect(alice).buy(marketId, outcome, YES, most, 0, alice, FAR)).to.be.revertedWithCustomError(
        markets,
        "PriceTooHigh",
      );
    }
    const amount = 26n * LIQUIDITY;
    const rho = (await markets.rhosOf(marketId))[0];
    const [quote, fee] = await quoter.quoteBuy(marketId, 0, YES, amount);
    expectTrade({ op: "buy", side: YES, feeRate: 400, liquidity: LIQUIDITY, amount, rho }, quote, fee);
    await markets.connect(alice).buy(marketId, 0, YES, amount, quote, alice, FAR);
  });

  it("refuses the zero address as a recipient", async () => {
    const { markets, alice, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(alice).buy(marketId, 0, YES, PAYMENT, 0, ethers.ZeroAddress, FAR))
      .to.be.revertedWithCustomError(markets, "ERC6909InvalidReceiver")
      .withArgs(ethers.ZeroAddress);
  });

  it("needs an allowance and a balance", async () => {
    const { markets, alice, carol, usd, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(carol).buy(marketId, 0, YES, PAYMENT, 0, carol, FAR))
      .to.be.revertedWithCustomError(usd, "ERC20InsufficientAllowance")
      .withArgs(markets, 0n, PAYMENT);
    await usd.connect(carol).approve(markets, PAYMENT);
    await expect(markets.connect(carol).buy(marketId, 0, YES, PAYMENT, 0, carol, FAR))
      .to.be.revertedWithCustomError(usd, "ERC20InsufficientBalance")
      .withArgs(carol, 0n, PAYMENT);
    await usd.connect(alice).transfer(carol, PAYMENT);
    await markets.connect(carol).buy(marketId, 0, YES, PAYMENT, 0, carol, FAR);
  });

  it("rounds the step of the pool up to the last of its digits: where no fee is asked, none is taken", async () => {
    const deployed = await loadFixture(deploy);
    const { quoter, tokens } = deployed;
    const liquidity = 1000n * WAD + 1n;
    const collateral = await tokens[18].getAddress();
    const { marketId } = await createMarket(deployed, { collateral, liquidity, feeRate: 0n });
    const amount = liquidity + 1001n;
    const step = (amount * WAD) / liquidity;
    expect((liquidity * step) % WAD).to.equal(1n); // the least that there is to round up
    const [, fee] = await quoter.quoteBuy(marketId, 0, YES, amount);
    expect(fee).to.equal(0n);
  });

  for (const decimals of [6, 8, 18] as const) {
    for (const outcomeCount of [2n, 3n, 255n, 256n]) {
      it(`trades the last of ${outcomeCount} outcomes on ${decimals} decimals`, async () => {
        const deployed = await loadFixture(deploy);
        const { markets, quoter, alice, tokens } = deployed;
        const unit = 10n ** BigInt(decimals);
        const [liquidity, amount] = [1000n * unit, 30n * unit + 7n];
        const { marketId } = await createMarket(deployed, {
          collateral: await tokens[decimals].getAddress(),
          outcomeCount,
          liquidity,
        });
        const outcome = Number(outcomeCount) - 1;
        for (const side of [YES, NO]) {
          const before = await markets.rhosOf(marketId);
          const [quote, fee] = await quoter.quoteBuy(marketId, outcome, side, amount);
          const order = { op: "buy", side, feeRate: 400, liquidity, amount } as const;
          expectTrade({ ...order, rho: before[outcome] }, quote, fee);
          await markets.connect(alice).buy(marketId, outcome, side, amount, quote, alice, FAR);
          expect(await markets.balanceOf(alice, await markets.positionId(marketId, outcome, side))).to.equal(quote);
          await expectPrices(markets, marketId, before, outcome, order);
        }
      });
    }
  }
});

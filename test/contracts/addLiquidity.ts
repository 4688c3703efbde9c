// properties: C1, C3, C4, C5, C8, C11, C15
import { expect } from "chai";
import { exp, fromWad, mul, ONE, rhoOf } from "../../tools/proof/model.ts";
import { itHasADeadline, itNeedsAnOpenMarket } from "./behaviours.ts";
import { ceilDiv } from "./ceilDiv.ts";
import {
  anyPrices,
  createMarket,
  deploy,
  ethers,
  FAR,
  fiveOutcomes,
  LIQUIDITY,
  liquidityId,
  loadFixture,
  ODDS,
  twoOutcomes,
  WAD,
  YES,
} from "./fixture.ts";
import { positionsOf } from "./positionsOf.ts";
import { raiseSigma } from "./raiseSigma.ts";
import { fiveTraded, tradedMarket } from "./tradedMarket.ts";

const ADDED = 333_333_333n;
const HALVES = [WAD / 2n, WAD / 2n];
const max = (values: bigint[]) => values.reduce((most, each) => (each > most ? each : most));

describe("Markets.addLiquidity", () => {
  const verb = {
    send: ({ markets, alice }: Awaited<ReturnType<typeof deploy>>, marketId: bigint, deadline: bigint) =>
      markets.connect(alice).addLiquidity(marketId, ADDED, FAR, HALVES, FAR, deadline),
  };
  itNeedsAnOpenMarket(verb);
  itHasADeadline(verb);

  it("costs b · ln 2 and gives no positions at even prices", async () => {
    const { markets, bob, usd, marketId } = await loadFixture(twoOutcomes);
    const cost = ceilDiv(ADDED * rhoOf(WAD / 2n), ONE);
    await expect(markets.connect(bob).addLiquidity(marketId, ADDED, cost, HALVES, FAR, FAR)).to.changeTokenBalances(
      ethers,
      usd,
      [bob, markets],
      [-cost, cost],
    );
    expect(await positionsOf(markets, bob, marketId, 2)).to.deep.equal({ yes: [0n, 0n], no: [0n, 0n], liquidity: ADDED });
  });

  it("costs b · max rho of the odds and gives what the pool does not need of the others", async () => {
    const { markets, bob, usd, marketId } = await loadFixture(fiveOutcomes);
    const exact = ODDS.map(rhoOf);
    const before = await usd.balanceOf(bob);
    await markets.connect(bob).addLiquidity(marketId, ADDED, FAR, ODDS, FAR, FAR);
    expect(before - (await usd.balanceOf(bob))).to.equal(ceilDiv(ADDED * max(exact), ONE));
    const { yes } = await positionsOf(markets, bob, marketId, 5);
    for (const [j, rho] of exact.entries()) expect(yes[j] - (ADDED * (max(exact) - rho)) / ONE, `YES of ${j}`).to.be.within(-1n, 1n);
  });

  it("moves no price, pays into the fees, and gives exactly its part", async () => {
    const { markets, bob, usd, marketId, creatorFees, providerFees } = await loadFixture(fiveTraded);
    const rhos = await markets.rhosOf(marketId);
    const deposit = ceilDiv(ADDED * max(rhos), WAD);
    const fees = ceilDiv(providerFees * ADDED, LIQUIDITY);
    const cost = deposit + fees;
    expect(fees > 0n).to.equal(true);

    const args: [bigint, bigint, bigint, bigint[], bigint, bigint] = [
      marketId,
      ADDED,
      cost,
      [...(await markets.pricesOf(marketId))],
      FAR,
      FAR,
    ];
    expect(await markets.connect(bob).addLiquidity.staticCall(...args)).to.equal(cost);
    const transaction = markets.connect(bob).addLiquidity(...args);
    await expect(transaction).to.emit(markets, "LiquidityAdded").withArgs(marketId, bob, ADDED, cost, fees);
    await expect(transaction).to.emit(markets, "Transfer").withArgs(bob, ethers.ZeroAddress, bob, liquidityId(marketId), ADDED);
    await expect(transaction).to.changeTokenBalances(ethers, usd, [bob, markets], [-cost, cost]);

    expect(await markets.rhosOf(marketId)).to.deep.equal(rhos);
    expect(await positionsOf(markets, bob, marketId, 5)).to.deep.equal({
      yes: rhos.map((rho) => deposit - ceilDiv(ADDED * rho, WAD)),
      no: Array(5).fill(0n),
      liquidity: ADDED,
    });
    const market = await markets.marketOf(marketId);
    expect(market.liquidity).to.equal(LIQUIDITY + ADDED);
    expect(market.seed).to.equal(LIQUIDITY);
    expect(market.liquidityFees).to.equal(providerFees + fees);
    expect(market.creatorFees).to.equal(creatorFees);
  });

  it("deepens the market: a trade moves the price less", async () => {
    const { markets, quoter, alice, bob, marketId } = await loadFixture(twoOutcomes);
    const payment = LIQUIDITY / 10n;
    const [shallow] = await quoter.quoteBuy(marketId, 0, YES, payment);
    await markets.connect(bob).addLiquidity(marketId, 9n * LIQUIDITY, FAR, HALVES, FAR, FAR);
    const [deep] = await quoter.quoteBuy(marketId, 0, YES, payment);
    expect(deep > shallow).to.equal(true);
    await markets.connect(alice).buy(marketId, 0, YES, payment, deep, alice, FAR);
  });

  it("costs no more than the provider allows", async () => {
    const { markets, bob, marketId } = await loadFixture(fiveTraded);
    const prices = [...(await markets.pricesOf(marketId))];
    const cost = await markets.connect(bob).addLiquidity.staticCall(marketId, ADDED, FAR, prices, FAR, FAR);
    await expect(markets.connect(bob).addLiquidity(marketId, ADDED, cost - 1n, prices, FAR, FAR))
      .to.be.revertedWithCustomError(markets, "SlippageIn")
      .withArgs(cost, cost - 1n);
    await markets.connect(bob).addLiquidity(marketId, ADDED, cost, prices, FAR, FAR);
  });

  it("is bounded by its value at the expected prices, to the unit", async () => {
    const { markets, bob, marketId } = await loadFixture(fiveTraded);
    const rhos = await markets.rhosOf(marketId);
    for (const expected of [[...(await markets.pricesOf(marketId))], ODDS, anyPrices(5), Array<bigint>(5).fill(WAD / 5n)]) {
      const value = ceilDiv(ADDED * expected.reduce((sum, price, j) => sum + price * rhos[j], 0n), WAD * WAD);
      await markets.connect(bob).addLiquidity.staticCall(marketId, ADDED, FAR, expected, value, FAR);
      for (const most of [value - 1n, 0n]) {
        await expect(markets.connect(bob).addLiquidity(marketId, ADDED, FAR, expected, most, FAR))
          .to.be.revertedWithCustomError(markets, "ValueTooHigh")
          .withArgs(value, most);
      }
    }
  });

  it("values what comes out whole at exactly that", async () => {
    const { markets, bob, marketId } = await loadFixture(twoOutcomes);
    const [rho, other] = await markets.rhosOf(marketId);
    expect(other).to.equal(rho);
    // b · (rho / 2 + rho / 2)
    await expect(markets.connect(bob).addLiquidity(marketId, WAD, FAR, HALVES, rho - 1n, FAR))
      .to.be.revertedWithCustomError(markets, "ValueTooHigh")
      .withArgs(rho, rho - 1n);
  });

  for (const outcomeCount of [2n, 5n, 255n, 256n]) {
    it(`takes the prices of ${outcomeCount} outcomes as they are read, at b · H(p)`, async () => {
      const deployed = await loadFixture(deploy);
      const { markets, bob } = deployed;
      const { marketId } = await tradedMarket(deployed, { outcomeCount });
      const prices = [...(await markets.pricesOf(marketId))];
      const entropy = prices.reduce((sum, price) => sum + mul(fromWad(price), rhoOf(price)), 0n);
      // up to two units of each price and of each coordinate, and the rounding up
      await markets.connect(bob).addLiquidity(marketId, ADDED, FAR, prices, ceilDiv(ADDED * entropy, ONE) + 1n, FAR);
    });
  }

  it("needs expected prices that sum to one, give or take a billionth", async () => {
    const { markets, bob, marketId } = await loadFixture(twoOutcomes);
    const add = (prices: bigint[]) => markets.connect(bob).addLiquidity(marketId, ADDED, FAR, prices, FAR, FAR);
    for (const off of [10n ** 9n, -(10n ** 9n)]) await add([WAD / 2n, WAD / 2n + off]);
    const wrong = [10n ** 9n + 1n, -(10n ** 9n) - 1n].map((off) => [WAD / 2n, WAD / 2n + off]);
    for (const prices of [...wrong, [0n, 0n], [WAD, WAD], [2n ** 128n - 1n, 2n ** 128n - 1n]]) {
      await expect(add(prices))
        .to.be.revertedWithCustomError(markets, "InvalidPricesSum")
        .withArgs(prices[0] + prices[1]);
    }
  });

  it("is not deceived by sums that wrap", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, bob } = deployed;
    const { marketId } = await createMarket(deployed, { outcomeCount: 256n });
    const add = (first: bigint[]) =>
      markets.connect(bob).addLiquidity(marketId, ADDED, FAR, [...first, ...anyPrices(256).slice(first.length)], FAR, FAR);
    for (const first of [
      [FAR, WAD + 1n],
      [2n ** 255n, 2n ** 255n + WAD],
      [2n ** 255n + WAD, 2n ** 255n],
      [FAR - WAD + 1n, 2n * WAD],
      [2n ** 128n],
      [FAR, FAR, 2n + WAD],
    ]) {
      await expect(add(first)).to.be.revertedWithCustomError(markets, "InvalidPricesSum").withArgs(FAR);
    }
    const most = 2n ** 128n - 1n;
    await expect(add(Array(256).fill(most)))
      .to.be.revertedWithCustomError(markets, "InvalidPricesSum")
      .withArgs(256n * most);
  });

  for (const [shift, outcomeCount] of [
    [2n * 10n ** 9n, 2n],
    [10n ** 15n, 2n],
    [1_571_000_000_000_000_000n, 2n],
    [1_571_000_000_000_000_000n, 256n],
    [30n * WAD, 2n],
    [60n * WAD, 2n],
    [60n * WAD, 256n],
  ] as const) {
    it(`first restores a sum of exp(-${Number(shift) / 1e18}) of ${outcomeCount} outcomes, never beyond one`, async () => {
      const deployed = await loadFixture(deploy);
      const { markets, alice, bob, usd } = deployed;
      const { marketId } = await createMarket(deployed, { outcomeCount });
      await markets.connect(alice).addLiquidity(marketId, LIQUIDITY, FAR, anyPrices(outcomeCount), FAR, FAR);
      await markets.connect(alice).buy(marketId, 0, YES, LIQUIDITY / 7n, 0, alice, FAR);
      const total = 2n * LIQUIDITY;
      const healthy = await markets.rhosOf(marketId);
      await raiseSigma(markets, marketId, total, shift);
      const before = await markets.rhosOf(marketId);
      const { liquidityFees, creatorFees } = await markets.marketOf(marketId);

      const expected = anyPrices(outcomeCount);
      const transaction = await markets.connect(bob).addLiquidity(marketId, ADDED, FAR, expected, FAR, FAR);
      expect((await transaction.wait())?.gasUsed).to.be.lessThan(2n ** 24n); // the most that a transaction may take
      const after = await markets.rhosOf(marketId);
      const step = before[0] - after[0];
      expect(after).to.deep.equal(before.map((rho) => rho - step));
      const sum = after.reduce((all, rho) => all + exp(-fromWad(rho)), 0n);
      expect(sum <= ONE, `the prices sum to ${sum}`).to.equal(true);
      expect(sum >= ONE - ONE / 10n ** 9n, `the prices sum to ${sum}`).to.equal(true);
      expect(healthy[0] - after[0]).to.be.within(-(10n ** 9n), 10n ** 9n);

      // what that set free belongs to those who provided before, and the newcomer buys its share of it
      const freed = (total * step) / WAD;
      const fees = ceilDiv((liquidityFees + freed) * ADDED, total);
      const cost = ceilDiv(ADDED * max(after), WAD) + fees;
      await expect(transaction).to.emit(markets, "PricesRestored").withArgs(marketId, step, freed);
      await expect(transaction).to.emit(markets, "LiquidityAdded").withArgs(marketId, bob, ADDED, cost, fees);
      await expect(transaction).to.changeTokenBalance(ethers, usd, bob, -cost);
      const market = await markets.marketOf(marketId);
      expect(market.liquidityFees).to.equal(liquidityFees + freed + fees);
      expect(market.creatorFees).to.equal(creatorFees);
    });
  }

  it("weighs what is added by the restored prices", async () => {
    const { markets, bob, marketId } = await loadFixture(twoOutcomes);
    await raiseSigma(markets, marketId, LIQUIDITY, WAD);
    const most = ceilDiv(ADDED * rhoOf(WAD / 2n), ONE) + 1n;
    await markets.connect(bob).addLiquidity(marketId, ADDED, FAR, HALVES, most, FAR);
  });

  it("leaves a sum alone that lacks no more than a billionth", async () => {
    const { markets, bob, marketId } = await loadFixture(twoOutcomes);
    await raiseSigma(markets, marketId, LIQUIDITY, 10n ** 9n - 10n);
    const before = await markets.rhosOf(marketId);
    await expect(markets.connect(bob).addLiquidity(marketId, ADDED, FAR, HALVES, FAR, FAR)).not.to.emit(markets, "PricesRestored");
    expect(await markets.rhosOf(marketId)).to.deep.equal(before);
    await raiseSigma(markets, marketId, LIQUIDITY + ADDED, 20n);
    await expect(markets.connect(bob).addLiquidity(marketId, ADDED, FAR, HALVES, FAR, FAR)).to.emit(markets, "PricesRestored");
  });

  it("leaves alone a sum that lacks exactly a billionth, by the upper bound of each price, and restores the next below", async () => {
    const { markets, bob, marketId } = await loadFixture(twoOutcomes);
    const upperSum = async () => (await markets.pricesOf(marketId)).reduce((sum, price) => sum + price + 2n, 0n);
    await raiseSigma(markets, marketId, LIQUIDITY, 10n ** 9n - 20n);
    while ((await upperSum()) > WAD - 10n ** 9n) await raiseSigma(markets, marketId, LIQUIDITY, 1n);
    expect(await upperSum()).to.equal(WAD - 10n ** 9n);
    await expect(markets.connect(bob).addLiquidity(marketId, ADDED, FAR, HALVES, FAR, FAR)).not.to.emit(markets, "PricesRestored");
    while ((await upperSum()) === WAD - 10n ** 9n) await raiseSigma(markets, marketId, LIQUIDITY + ADDED, 1n);
    await expect(markets.connect(bob).addLiquidity(marketId, ADDED, FAR, HALVES, FAR, FAR)).to.emit(markets, "PricesRestored");
  });

  it("needs one price for each outcome", async () => {
    const { markets, bob, marketId } = await loadFixture(fiveTraded);
    const prices = [...(await markets.pricesOf(marketId))];
    for (const wrong of [[], prices.slice(1), [...prices, 0n]]) {
      await expect(markets.connect(bob).addLiquidity(marketId, ADDED, FAR, wrong, FAR, FAR))
        .to.be.revertedWithCustomError(markets, "InvalidPricesLength")
        .withArgs(wrong.length, 5n);
    }
  });

  it("refuses to add nothing", async () => {
    const { markets, bob, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(bob).addLiquidity(marketId, 0, FAR, HALVES, FAR, FAR)).to.be.revertedWithCustomError(
      markets,
      "ZeroAmount",
    );
  });

  it("rounds one unit up to the pool's favour", async () => {
    const { markets, bob, usd, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(bob).addLiquidity(marketId, 1, FAR, HALVES, FAR, FAR)).to.changeTokenBalance(ethers, usd, bob, -1n);
    await expect(markets.connect(bob).removeLiquidity(marketId, 1, 0, FAR)).to.changeTokenBalance(ethers, usd, bob, 0n);
  });

  it("fills b up to 2^88 - 1 and not one unit further", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, alice, bob, tokens } = deployed;
    const { marketId } = await createMarket(deployed, { collateral: await tokens[18].getAddress(), liquidity: WAD });
    const room = 2n ** 88n - 1n - WAD;
    for (const liquidity of [room + 1n, FAR]) {
      await expect(markets.connect(bob).addLiquidity(marketId, liquidity, FAR, HALVES, FAR, FAR))
        .to.be.revertedWithCustomError(markets, "InvalidLiquidity")
        .withArgs(liquidity, 1n, room);
    }
    await markets.connect(bob).addLiquidity(marketId, room, FAR, HALVES, FAR, FAR);
    await expect(markets.connect(bob).addLiquidity(marketId, 1, FAR, HALVES, FAR, FAR))
      .to.be.revertedWithCustomError(markets, "InvalidLiquidity")
      .withArgs(1n, 1n, 0n);
    await markets.connect(alice).buy(marketId, 0, YES, 26n * (2n ** 88n - 1n), 0, alice, FAR);
  });

  it("needs the collateral", async () => {
    const { markets, carol, usd, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(carol).addLiquidity(marketId, ADDED, FAR, HALVES, FAR, FAR)).to.be.revertedWithCustomError(
      usd,
      "ERC20InsufficientAllowance",
    );
  });

  for (const decimals of [6, 8, 18] as const) {
    for (const outcomeCount of [2n, 3n, 255n, 256n]) {
      it(`gives back no more than it took, ${outcomeCount} outcomes on ${decimals} decimals`, async () => {
        const deployed = await loadFixture(deploy);
        const { markets, bob, tokens } = deployed;
        const liquidity = 1000n * 10n ** BigInt(decimals);
        const collateral = await tokens[decimals].getAddress();
        const { marketId } = await tradedMarket(deployed, { collateral, outcomeCount, liquidity });
        const prices = [...(await markets.pricesOf(marketId))];
        for (const added of [1n, liquidity / 3n, 5n * liquidity + 1n]) {
          const before = await tokens[decimals].balanceOf(bob);
          await markets.connect(bob).addLiquidity(marketId, added, FAR, prices, FAR, FAR);
          await markets.connect(bob).removeLiquidity(marketId, added, 0, FAR);
          // what came back as complete sets
          const { yes } = await positionsOf(markets, bob, marketId, Number(outcomeCount));
          const sets = yes.reduce((least, each) => (each < least ? each : least));
          if (sets > 0n) await markets.connect(bob).merge(marketId, sets);
          expect(before - (await tokens[decimals].balanceOf(bob))).to.be.within(0n, 4n);
          for (const left of yes) expect(left - sets).to.be.within(0n, 4n);
        }
      });
    }
  }
});

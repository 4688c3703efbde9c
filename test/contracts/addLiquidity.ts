// properties: C1, C3, C4, C5, C8, C11, C15
import { expect } from "chai";
import { ONE, rhoOf } from "../../tools/proof/model.ts";
import { itHasADeadline, itNeedsAnOpenMarket } from "./behaviours.ts";
import { ceilDiv } from "./ceilDiv.ts";
import {
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
import { fiveTraded, tradedMarket } from "./tradedMarket.ts";

const ADDED = 333_333_333n;
const HALVES = [WAD / 2n, WAD / 2n];
const max = (values: bigint[]) => values.reduce((most, each) => (each > most ? each : most));

describe("Markets.addLiquidity", () => {
  const verb = {
    send: ({ markets, alice }: Awaited<ReturnType<typeof deploy>>, marketId: bigint, deadline: bigint) =>
      markets.connect(alice).addLiquidity(marketId, ADDED, FAR, HALVES, 1, deadline),
  };
  itNeedsAnOpenMarket(verb);
  itHasADeadline(verb);

  it("costs b · ln 2 and gives no positions at even prices", async () => {
    const { markets, bob, usd, marketId } = await loadFixture(twoOutcomes);
    const cost = ceilDiv(ADDED * rhoOf(WAD / 2n), ONE);
    await expect(markets.connect(bob).addLiquidity(marketId, ADDED, cost, HALVES, 1, FAR)).to.changeTokenBalances(
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
    await markets.connect(bob).addLiquidity(marketId, ADDED, FAR, ODDS, 1, FAR);
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

    const args: [bigint, bigint, bigint, bigint[], number, bigint] = [
      marketId,
      ADDED,
      cost,
      [...(await markets.pricesOf(marketId))],
      0,
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
    const { markets, alice, bob, marketId } = await loadFixture(twoOutcomes);
    const payment = LIQUIDITY / 10n;
    const [shallow] = await markets.quoteBuy(marketId, 0, YES, payment);
    await markets.connect(bob).addLiquidity(marketId, 9n * LIQUIDITY, FAR, HALVES, 1, FAR);
    const [deep] = await markets.quoteBuy(marketId, 0, YES, payment);
    expect(deep > shallow).to.equal(true);
    await markets.connect(alice).buy(marketId, 0, YES, payment, deep, alice, FAR);
  });

  it("costs no more than the provider allows", async () => {
    const { markets, bob, marketId } = await loadFixture(fiveTraded);
    const prices = [...(await markets.pricesOf(marketId))];
    const cost = await markets.connect(bob).addLiquidity.staticCall(marketId, ADDED, FAR, prices, 0, FAR);
    await expect(markets.connect(bob).addLiquidity(marketId, ADDED, cost - 1n, prices, 0, FAR))
      .to.be.revertedWithCustomError(markets, "SlippageIn")
      .withArgs(cost, cost - 1n);
    await markets.connect(bob).addLiquidity(marketId, ADDED, cost, prices, 0, FAR);
  });

  for (const tolerance of [0n, 1n, 100n, 9999n]) {
    it(`takes prices that have moved by ${tolerance} / 10,000 and not by one unit more, either way`, async () => {
      const { markets, bob, marketId } = await loadFixture(fiveTraded);
      const allowed = tolerance * 10n ** 14n;
      const prices = [...(await markets.pricesOf(marketId))];
      for (const j of [0, 2, 4]) {
        for (const sign of [1n, -1n]) {
          const seen = (distance: bigint) => prices.map((price, k) => (k === j ? price + sign * distance : price));
          if (prices[j] + sign * (allowed + 1n) < 0n) continue; // no one can have seen a price below zero
          await markets.connect(bob).addLiquidity.staticCall(marketId, ADDED, FAR, seen(allowed), tolerance, FAR);
          await expect(markets.connect(bob).addLiquidity(marketId, ADDED, FAR, seen(allowed + 1n), tolerance, FAR))
            .to.be.revertedWithCustomError(markets, "PriceMoved")
            .withArgs(j, prices[j], prices[j] + sign * (allowed + 1n), allowed);
        }
      }
    });
  }

  for (const tolerance of [10_000n, 10_001n, FAR]) {
    it(`takes any prices at a tolerance of ${tolerance}`, async () => {
      const { markets, bob, marketId } = await loadFixture(twoOutcomes);
      await markets.connect(bob).addLiquidity(marketId, ADDED, FAR, [0, FAR], tolerance, FAR);
    });
  }

  it("is refused when someone has traded past the tolerance just before, and passes within it", async () => {
    const { markets, alice, bob, marketId } = await loadFixture(twoOutcomes);
    const prices = [...(await markets.pricesOf(marketId))];
    await markets.connect(alice).buy(marketId, 0, YES, LIQUIDITY / 50n, 0, alice, FAR);
    const moved = (await markets.pricesOf(marketId))[0] - prices[0];
    const tolerance = moved / 10n ** 14n;
    await expect(markets.connect(bob).addLiquidity(marketId, ADDED, FAR, prices, tolerance, FAR)).to.be.revertedWithCustomError(
      markets,
      "PriceMoved",
    );
    await markets.connect(bob).addLiquidity(marketId, ADDED, FAR, prices, tolerance + 1n, FAR);
  });

  it("needs one price for each outcome", async () => {
    const { markets, bob, marketId } = await loadFixture(fiveTraded);
    const prices = [...(await markets.pricesOf(marketId))];
    for (const wrong of [[], prices.slice(1), [...prices, 0n]]) {
      await expect(markets.connect(bob).addLiquidity(marketId, ADDED, FAR, wrong, 10_000, FAR))
        .to.be.revertedWithCustomError(markets, "InvalidPricesLength")
        .withArgs(wrong.length, 5n);
    }
  });

  it("refuses to add nothing", async () => {
    const { markets, bob, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(bob).addLiquidity(marketId, 0, FAR, HALVES, 1, FAR)).to.be.revertedWithCustomError(markets, "ZeroAmount");
  });

  it("rounds one unit up to the pool's favour", async () => {
    const { markets, bob, usd, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(bob).addLiquidity(marketId, 1, FAR, HALVES, 1, FAR)).to.changeTokenBalance(ethers, usd, bob, -1n);
    await expect(markets.connect(bob).removeLiquidity(marketId, 1, 0, FAR)).to.changeTokenBalance(ethers, usd, bob, 0n);
  });

  it("fills b up to 2^88 - 1 and not one unit further", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, alice, bob, tokens } = deployed;
    const { marketId } = await createMarket(deployed, { collateral: await tokens[18].getAddress(), liquidity: WAD });
    const room = 2n ** 88n - 1n - WAD;
    for (const liquidity of [room + 1n, FAR]) {
      await expect(markets.connect(bob).addLiquidity(marketId, liquidity, FAR, HALVES, 1, FAR))
        .to.be.revertedWithCustomError(markets, "InvalidLiquidity")
        .withArgs(liquidity, 1n, room);
    }
    await markets.connect(bob).addLiquidity(marketId, room, FAR, HALVES, 1, FAR);
    await expect(markets.connect(bob).addLiquidity(marketId, 1, FAR, HALVES, 1, FAR))
      .to.be.revertedWithCustomError(markets, "InvalidLiquidity")
      .withArgs(1n, 1n, 0n);
    await markets.connect(alice).buy(marketId, 0, YES, 32n * (2n ** 88n - 1n), 0, alice, FAR);
  });

  it("needs the collateral", async () => {
    const { markets, carol, usd, marketId } = await loadFixture(twoOutcomes);
    await expect(markets.connect(carol).addLiquidity(marketId, ADDED, FAR, HALVES, 1, FAR)).to.be.revertedWithCustomError(
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
          await markets.connect(bob).addLiquidity(marketId, added, FAR, prices, 0, FAR);
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

// properties: C1, C3, C4, C5, C6, C8, C11, C15
import { expect } from "chai";
import { exp, fromWad, ONE, rhoOf } from "../../tools/proof/model.ts";
import { itHasADeadline, itNeedsAMarketThatIsNotFinal } from "./behaviours.ts";
import {
  anyPrices,
  type Deployed,
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
} from "./fixture.ts";
import { positionsOf } from "./positionsOf.ts";
import { fiveTraded, tradedMarket } from "./tradedMarket.ts";

const HELD = 333_333_333n;

const min = (values: bigint[]) => values.reduce((least, each) => (each < least ? each : least));

const provide = ({ markets, bob }: Deployed, marketId: bigint, amount = HELD) =>
  markets.connect(bob).addLiquidity(marketId, amount, FAR, anyPrices(2), FAR, FAR);

/** Bob provides liquidity to the market that alice has traded on, and alice trades on. */
async function fiveProvided() {
  const fixture = await fiveTraded();
  const { markets, alice, bob, marketId } = fixture;
  await markets.connect(bob).addLiquidity(marketId, HELD, FAR, anyPrices(5), FAR, FAR);
  await markets.connect(alice).buy(marketId, 1, 0, LIQUIDITY, 0, alice, FAR);
  return fixture;
}

describe("Markets.removeLiquidity", () => {
  const verb = {
    prepare: provide,
    send: ({ markets, bob }: Deployed, marketId: bigint, deadline: bigint) =>
      markets.connect(bob).removeLiquidity(marketId, HELD, 0, deadline),
  };
  itNeedsAMarketThatIsNotFinal(verb);
  itHasADeadline(verb);

  it("gives b · ln 2 at even prices", async () => {
    const { markets, deployed, bob, usd, marketId } = await loadFixture(twoOutcomes);
    await provide(deployed, marketId);
    const worth = (HELD * rhoOf(WAD / 2n)) / ONE;
    await expect(markets.connect(bob).removeLiquidity(marketId, HELD, worth, FAR)).to.changeTokenBalances(
      ethers,
      usd,
      [bob, markets],
      [worth, -worth],
    );
    expect(await positionsOf(markets, bob, marketId, 2)).to.deep.equal({ yes: [0n, 0n], no: [0n, 0n], liquidity: 0n });
  });

  it("gives b · min rho of the odds, and the rest as positions", async () => {
    const { markets, bob, usd, marketId } = await loadFixture(fiveOutcomes);
    await markets.connect(bob).addLiquidity(marketId, HELD, FAR, ODDS, FAR, FAR);
    const before = await usd.balanceOf(bob);
    const { yes: held } = await positionsOf(markets, bob, marketId, 5);
    await markets.connect(bob).removeLiquidity(marketId, HELD, 0, FAR);
    const exact = ODDS.map(rhoOf);
    expect((await usd.balanceOf(bob)) - before).to.equal((HELD * min(exact)) / ONE);
    const { yes } = await positionsOf(markets, bob, marketId, 5);
    for (const [j, rho] of exact.entries())
      expect(yes[j] - held[j] - (HELD * (rho - min(exact))) / ONE, `YES of ${j}`).to.be.within(-1n, 1n);
  });

  it("moves no price, takes from the fees, and gives exactly its part", async () => {
    const { markets, bob, usd, marketId } = await loadFixture(fiveProvided);
    const rhos = await markets.rhosOf(marketId);
    const market = await markets.marketOf(marketId);
    const { yes: held } = await positionsOf(markets, bob, marketId, 5);
    const removed = HELD - 1000n;
    const common = (removed * min(rhos)) / WAD;
    const fees = (market.liquidityFees * removed) / (LIQUIDITY + HELD);
    const gets = common + fees;
    expect(fees > 0n).to.equal(true);

    expect(await markets.connect(bob).removeLiquidity.staticCall(marketId, removed, gets, FAR)).to.equal(gets);
    const transaction = markets.connect(bob).removeLiquidity(marketId, removed, gets, FAR);
    await expect(transaction).to.emit(markets, "LiquidityRemoved").withArgs(marketId, bob, removed, gets, fees);
    await expect(transaction).to.emit(markets, "Transfer").withArgs(bob, bob, ethers.ZeroAddress, liquidityId(marketId), removed);
    await expect(transaction).to.changeTokenBalances(ethers, usd, [bob, markets], [gets, -gets]);

    expect(await markets.rhosOf(marketId)).to.deep.equal(rhos);
    expect(await positionsOf(markets, bob, marketId, 5)).to.deep.equal({
      yes: rhos.map((rho, j) => held[j] + (removed * rho) / WAD - common),
      no: Array(5).fill(0n),
      liquidity: 1000n,
    });
    const after = await markets.marketOf(marketId);
    expect(after.liquidity).to.equal(LIQUIDITY + 1000n);
    expect(after.liquidityFees).to.equal(market.liquidityFees - fees);
    expect(after.creatorFees).to.equal(market.creatorFees);
  });

  it("gives no less than the provider asks for", async () => {
    const { markets, bob, marketId } = await loadFixture(fiveProvided);
    const gets = await markets.connect(bob).removeLiquidity.staticCall(marketId, HELD, 0, FAR);
    await expect(markets.connect(bob).removeLiquidity(marketId, HELD, gets + 1n, FAR))
      .to.be.revertedWithCustomError(markets, "SlippageOut")
      .withArgs(gets, gets + 1n);
    await markets.connect(bob).removeLiquidity(marketId, HELD, gets, FAR);
  });

  it("takes all that the caller holds and not one unit more: the seed stays", async () => {
    const { markets, creator, bob, marketId } = await loadFixture(fiveProvided);
    for (const [account, held] of [
      [bob, HELD],
      [creator, 0n],
    ] as const) {
      await expect(markets.connect(account).removeLiquidity(marketId, held + 1n, 0, FAR))
        .to.be.revertedWithCustomError(markets, "ERC6909InsufficientBalance")
        .withArgs(account, held, held + 1n, liquidityId(marketId));
    }
    await markets.connect(bob).removeLiquidity(marketId, HELD, 0, FAR);
    const { liquidity, seed } = await markets.marketOf(marketId);
    expect([liquidity, seed]).to.deep.equal([LIQUIDITY, LIQUIDITY]);
  });

  it("belongs to whoever holds the tokens", async () => {
    const { markets, bob, carol, usd, marketId } = await loadFixture(fiveProvided);
    await markets.connect(bob).transfer(carol, liquidityId(marketId), HELD);
    const gets = await markets.connect(carol).removeLiquidity.staticCall(marketId, HELD, 0, FAR);
    await expect(markets.connect(carol).removeLiquidity(marketId, HELD, 0, FAR)).to.changeTokenBalances(
      ethers,
      usd,
      [bob, carol],
      [0n, gets],
    );
    await expect(markets.connect(bob).removeLiquidity(marketId, 1, 0, FAR)).to.be.revertedWithCustomError(
      markets,
      "ERC6909InsufficientBalance",
    );
  });

  it("gives two providers of equal liquidity the same, whoever leaves first", async () => {
    const { markets, alice, bob, usd, marketId } = await loadFixture(fiveTraded);
    for (const account of [alice, bob]) await markets.connect(account).addLiquidity(marketId, HELD, FAR, anyPrices(5), FAR, FAR);
    await markets.connect(alice).buy(marketId, 3, 0, LIQUIDITY, 0, alice, FAR);
    const gains: bigint[] = [];
    for (const account of [bob, alice]) {
      const before = await usd.balanceOf(account);
      await markets.connect(account).removeLiquidity(marketId, HELD, 0, FAR);
      gains.push((await usd.balanceOf(account)) - before);
    }
    expect(gains[1] - gains[0]).to.be.within(0n, 1n);
  });

  it("leaves fees from before with those who were there", async () => {
    const { markets, bob, usd, marketId, providerFees } = await loadFixture(fiveTraded);
    const before = await usd.balanceOf(bob);
    await markets.connect(bob).addLiquidity(marketId, HELD, FAR, anyPrices(5), FAR, FAR);
    await markets.connect(bob).removeLiquidity(marketId, HELD, 0, FAR);
    const { yes } = await positionsOf(markets, bob, marketId, 5);
    await markets.connect(bob).merge(marketId, min(yes));
    expect(before - (await usd.balanceOf(bob))).to.be.within(0n, 3n);
    expect((await markets.marketOf(marketId)).liquidityFees - providerFees).to.be.within(0n, 1n);
  });

  it("refuses to remove nothing", async () => {
    const { markets, bob, marketId } = await loadFixture(fiveProvided);
    await expect(markets.connect(bob).removeLiquidity(marketId, 0, 0, FAR)).to.be.revertedWithCustomError(markets, "ZeroAmount");
  });

  it("removes one unit", async () => {
    const { markets, bob, usd, marketId } = await loadFixture(fiveProvided);
    await expect(markets.connect(bob).removeLiquidity(marketId, 1, 0, FAR)).to.changeTokenBalance(ethers, usd, bob, 0n);
    expect(await markets.balanceOf(bob, liquidityId(marketId))).to.equal(HELD - 1n);
  });

  it("costs a provider no more than the loss of the market maker, b · (max rho after - max rho before)", async () => {
    const { markets, deployed, alice, bob, usd, marketId } = await loadFixture(twoOutcomes);
    const before = await usd.balanceOf(bob);
    await provide(deployed, marketId);
    await markets.connect(alice).buy(marketId, 0, 0, 5n * LIQUIDITY, 0, alice, FAR);
    const price = await markets.priceOf(marketId, 0);
    await markets.connect(bob).removeLiquidity(marketId, HELD, 0, FAR);
    const { yes } = await positionsOf(markets, bob, marketId, 2);
    // what bob holds if outcome 0 wins: his cash and YES of 0, which the trade has made scarce
    const worst = (await usd.balanceOf(bob)) + yes[0];
    const exact = (HELD * (rhoOf(WAD / 2n) - rhoOf(price))) / ONE;
    const fees = (HELD * (await markets.marketOf(marketId)).liquidityFees) / LIQUIDITY;
    expect(before - worst - (exact - fees)).to.be.within(-3n, 3n);
  });

  for (const decimals of [6, 8, 18] as const) {
    for (const outcomeCount of [2n, 3n, 255n, 256n]) {
      it(`leaves the pool what it needs, ${outcomeCount} outcomes on ${decimals} decimals`, async () => {
        const deployed = await loadFixture(deploy);
        const { markets, bob, tokens } = deployed;
        const n = Number(outcomeCount);
        const token = tokens[decimals];
        const liquidity = 1000n * 10n ** BigInt(decimals);
        const { marketId } = await tradedMarket(deployed, { collateral: await token.getAddress(), outcomeCount, liquidity });
        await markets.connect(bob).addLiquidity(marketId, 7n * liquidity + 3n, FAR, anyPrices(n), FAR, FAR);
        const [before, held] = [await token.balanceOf(bob), (await positionsOf(markets, bob, marketId, n)).yes];
        const rhos = await markets.rhosOf(marketId);
        const { liquidityFees } = await markets.marketOf(marketId);
        await markets.connect(bob).removeLiquidity(marketId, 7n * liquidity + 3n, 0, FAR);
        const cash = (await token.balanceOf(bob)) - before;
        const fees = liquidityFees - (await markets.marketOf(marketId)).liquidityFees;
        const { yes } = await positionsOf(markets, bob, marketId, n);
        // of each outcome bob takes at most his b · rho
        for (const [j, rho] of rhos.entries()) {
          const left = (7n * liquidity + 3n) * rho - (cash - fees + yes[j] - held[j]) * WAD;
          expect(left >= 0n && left < WAD, `${left} left of outcome ${j}`).to.equal(true);
        }
        const sum = (await markets.rhosOf(marketId)).reduce((total, rho) => total + exp(-fromWad(rho)), 0n);
        expect(sum <= ONE, "the prices exceed one").to.equal(true);
      });
    }
  }
});

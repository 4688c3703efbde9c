// properties: C1, C3, C6, C7, C9
import { expect } from "chai";
import { ONE, rhoOf } from "../../tools/proof/model.ts";
import { itNeedsAFinalMarket } from "./behaviours.ts";
import {
  anyPrices,
  at,
  createMarket,
  type Deployed,
  deploy,
  ethers,
  FAR,
  LIQUIDITY,
  liquidityId,
  loadFixture,
  ODDS,
  WAD,
} from "./fixture.ts";
import { marketOf } from "./marketOf.ts";
import { fiveTraded } from "./tradedMarket.ts";

const HELD = 333_333_333n;
const TOTAL = LIQUIDITY + HELD;

/** Bob holds a quarter of the liquidity of a market that was traded on before and after, and it is resolved by `payouts`. */
async function resolvedBy(payouts: bigint[]) {
  const fixture = await loadFixture(fiveProvided);
  await fixture.resolver.resolve(fixture.marketId, payouts);
  const { liquidityValue } = await fixture.markets.marketOf(fixture.marketId);
  return { ...fixture, liquidityValue };
}

async function fiveProvided() {
  const fixture = await fiveTraded();
  const { markets, alice, bob, marketId } = fixture;
  await markets.connect(bob).addLiquidity(marketId, HELD, FAR, anyPrices(5), FAR, FAR);
  await markets.connect(alice).buy(marketId, 1, 0, LIQUIDITY, 0, alice, FAR);
  return fixture;
}

const VECTORS = [
  [0n, 0n, 1n, 0n, 0n],
  [0n, 1n, 0n, 0n, 0n],
  [1n, 0n, 0n, 2n, 4n],
];

describe("Markets.redeemLiquidity", () => {
  itNeedsAFinalMarket({ send: ({ markets, alice }: Deployed, marketId) => markets.connect(alice).redeemLiquidity(marketId, alice) });

  for (const payouts of VECTORS) {
    it(`pays the holder's part of what the pool is worth, rounded down, when the payouts are ${payouts}`, async () => {
      const { markets, bob, carol, usd, marketId, liquidityValue } = await resolvedBy(payouts);
      const part = (liquidityValue * HELD) / TOTAL;
      expect(await markets.connect(bob).redeemLiquidity.staticCall(marketId, carol)).to.equal(part);
      const transaction = markets.connect(bob).redeemLiquidity(marketId, carol);
      await expect(transaction).to.emit(markets, "Redeemed").withArgs(marketId, bob, liquidityId(marketId), HELD, part, carol);
      await expect(transaction).to.changeTokenBalances(ethers, usd, [bob, carol, markets], [0n, part, -part]);
      expect(await markets.balanceOf(bob, liquidityId(marketId))).to.equal(0n);
      // who is left is paid by the same measure, whoever came before
      expect((await markets.marketOf(marketId)).liquidityValue).to.equal(liquidityValue);
      expect((await markets.marketOf(marketId)).liquidity).to.equal(TOTAL);
    });
  }

  it("pays once, and nothing to those who hold none", async () => {
    const { markets, creator, alice, bob, marketId } = await resolvedBy(VECTORS[0]);
    await markets.connect(bob).redeemLiquidity(marketId, bob);
    for (const account of [alice, bob, creator]) {
      await expect(markets.connect(account).redeemLiquidity(marketId, account)).to.be.revertedWithCustomError(markets, "ZeroAmount");
    }
  });

  it("leaves liquidity whose worth rounds to nothing with its holder", async () => {
    const { markets, bob, carol, marketId } = await resolvedBy(VECTORS[1]);
    await markets.connect(bob).transfer(carol, liquidityId(marketId), 1);
    await expect(markets.connect(carol).redeemLiquidity(marketId, carol)).to.be.revertedWithCustomError(markets, "ZeroAmount");
    expect(await markets.balanceOf(carol, liquidityId(marketId))).to.equal(1n);
  });

  it("pays no more than removing it just before, at the same prices", async () => {
    const { markets, resolver, bob, usd, marketId } = await loadFixture(fiveProvided);
    const cash = await markets.connect(bob).removeLiquidity.staticCall(marketId, HELD, 0, FAR);
    const rhos = await markets.rhosOf(marketId);
    const least = rhos.reduce((low, rho) => (rho < low ? rho : low));
    await resolver.resolve(marketId, [0, 0, 0, 1, 0]);
    const before = await usd.balanceOf(bob);
    await markets.connect(bob).redeemLiquidity(marketId, bob);
    const removed = cash + (HELD * (rhos[3] - least)) / WAD;
    expect(removed - ((await usd.balanceOf(bob)) - before)).to.be.within(-2n, 2n);
  });
});

describe("Markets.redeemSeed", () => {
  itNeedsAFinalMarket({ send: ({ markets, alice }: Deployed, marketId) => markets.connect(alice).redeemSeed(marketId) });

  for (const payouts of VECTORS) {
    it(`pays the creator the rest of what the pool is worth, whoever calls, when the payouts are ${payouts}`, async () => {
      const { markets, creator, bob, carol, usd, marketId, liquidityValue } = await resolvedBy(payouts);
      const part = (liquidityValue * LIQUIDITY) / TOTAL;
      expect(await markets.connect(carol).redeemSeed.staticCall(marketId)).to.equal(part);
      const transaction = markets.connect(carol).redeemSeed(marketId);
      await expect(transaction).to.emit(markets, "SeedRedeemed").withArgs(marketId, creator, LIQUIDITY, part);
      await expect(transaction).to.changeTokenBalances(ethers, usd, [creator, carol, markets], [part, 0n, -part]);
      const others = await markets.connect(bob).redeemLiquidity.staticCall(marketId, bob);
      expect(liquidityValue - part - others).to.be.within(0n, 1n);
    });
  }

  it("pays once", async () => {
    const { markets, creator, carol, usd, marketId } = await resolvedBy(VECTORS[0]);
    const before = await marketOf(markets, marketId);
    await markets.redeemSeed(marketId);
    expect(await marketOf(markets, marketId)).to.deep.equal({ ...before, seed: 0n });
    for (const account of [creator, carol]) {
      await expect(markets.connect(account).redeemSeed(marketId))
        .to.be.revertedWithCustomError(markets, "SeedAlreadyRedeemed")
        .withArgs(marketId);
    }
    await expect(markets.connect(creator).redeemLiquidity(marketId, creator)).to.be.revertedWithCustomError(markets, "ZeroAmount");
    expect(await usd.balanceOf(carol)).to.equal(0n);
  });

  it("never loses more than it cost: b · ln n at uniform odds", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, resolver, usd, alice, creator } = deployed;
    const before = await usd.balanceOf(creator);
    const { marketId } = await createMarket(deployed, { outcomeCount: 5n, creatorShare: 0n });
    expect(before - (await usd.balanceOf(creator))).to.equal((LIQUIDITY * -rhoOf(5n * WAD)) / ONE + 1n);
    // the winner is bought as far as it goes
    await markets.connect(alice).buy(marketId, 2, 0, 27n * LIQUIDITY, 0, alice, FAR);
    await resolver.resolve(marketId, [0, 0, 1, 0, 0]);
    const { liquidityValue } = await markets.marketOf(marketId);
    expect(liquidityValue).to.be.within(0n, LIQUIDITY);
    await expect(markets.redeemSeed(marketId)).to.changeTokenBalance(ethers, usd, creator, liquidityValue);
    await markets.connect(alice).redeem([await markets.positionId(marketId, 2, 0)], alice);
    expect(await usd.balanceOf(markets)).to.be.within(0n, 10n);
  });

  it("pays a market that was voided by its initial odds", async () => {
    const { markets, creator, usd, marketId, resolveBy } = await loadFixture(fiveProvided);
    await at(resolveBy);
    await markets.void(marketId, ODDS);
    const { liquidityValue } = await markets.marketOf(marketId);
    await expect(markets.redeemSeed(marketId)).to.changeTokenBalance(ethers, usd, creator, (liquidityValue * LIQUIDITY) / TOTAL);
  });
});

// properties: C1, C6, C7, C8, C9, C15
import { expect } from "chai";
import { ONE, rhoOf } from "../../tools/proof/model.ts";
import { finish, itNeedsAMarket } from "./behaviours.ts";
import { at, createMarket, deploy, ethers, fiveOutcomes, LIQUIDITY, loadFixture, ODDS, Status, time, twoOutcomes, WAD } from "./fixture.ts";
import { marketOf } from "./marketOf.ts";
import { fiveTraded } from "./tradedMarket.ts";

const hashOf = (odds: readonly bigint[]) => ethers.solidityPackedKeccak256(["uint64[]"], [odds]);
const sum = (values: readonly bigint[]) => values.reduce((total, each) => total + each, 0n);

describe("Markets.void", () => {
  itNeedsAMarket({ send: ({ markets, alice }, marketId) => markets.connect(alice).void(marketId, []) });

  for (const late of [0n, 1n]) {
    it(`is for anyone, ${late} s after the time to resolve`, async () => {
      const { markets, carol, marketId, resolveBy } = await loadFixture(twoOutcomes);
      await at(resolveBy + late);
      await markets.connect(carol).void(marketId, []);
      expect(await time.latest()).to.equal(resolveBy + late);
      expect(await markets.statusOf(marketId)).to.equal(Status.Void);
    });
  }

  it("refuses one second before the time to resolve, whoever asks", async () => {
    for (const role of ["creator", "alice"] as const) {
      const { markets, marketId, resolveBy, ...accounts } = await loadFixture(twoOutcomes);
      await at(resolveBy - 1n);
      await expect(markets.connect(accounts[role]).void(marketId, []))
        .to.be.revertedWithCustomError(markets, "TooEarlyToVoid")
        .withArgs(resolveBy, resolveBy - 1n);
    }
  });

  it("can come at the second of the close, where the terms say so", async () => {
    const deployed = await loadFixture(deploy);
    const { markets } = deployed;
    const closesAt = BigInt((await time.latest()) + 1000);
    const { marketId } = await createMarket(deployed, { closesAt, resolveBy: closesAt });
    await at(closesAt);
    await markets.void(marketId, []);
    expect(await markets.statusOf(marketId)).to.equal(Status.Void);
  });

  it("pays every outcome its initial odds", async () => {
    const { markets, usd, marketId, resolveBy, creatorFees, providerFees } = await loadFixture(fiveTraded);
    const before = await marketOf(markets, marketId);
    const rhos = await markets.rhosOf(marketId);
    const liquidityValue = sum(ODDS.map((odds, j) => odds * ((LIQUIDITY * rhos[j]) / WAD))) / WAD + providerFees;
    await at(resolveBy);
    const transaction = markets.void(marketId, ODDS);
    await expect(transaction).to.emit(markets, "Voided").withArgs(marketId, ODDS, liquidityValue);
    await expect(transaction).to.changeTokenBalance(ethers, usd, markets, 0n);
    expect(await markets.payoutsOf(marketId)).to.deep.equal(ODDS);
    expect(await marketOf(markets, marketId)).to.deep.equal({
      ...before,
      status: Status.Void,
      payoutDenominator: WAD,
      liquidityValue,
      liquidityFees: 0n,
      creatorFees,
    });
  });

  it("makes untouched liquidity worth b times the entropy of the odds", async () => {
    const { markets, marketId, resolveBy } = await loadFixture(fiveOutcomes);
    await at(resolveBy);
    await markets.void(marketId, ODDS);
    const exact = (LIQUIDITY * sum(ODDS.map((odds) => odds * rhoOf(odds)))) / WAD / ONE;
    expect((await markets.marketOf(marketId)).liquidityValue - exact).to.be.within(-2n, 0n);
  });

  for (const outcomeCount of [2n, 3n, 255n, 256n]) {
    it(`pays ${outcomeCount} outcomes alike where the odds were uniform`, async () => {
      const deployed = await loadFixture(deploy);
      const { markets } = deployed;
      const { marketId, resolveBy } = await createMarket(deployed, { outcomeCount });
      await at(resolveBy);
      await markets.void(marketId, []);
      expect(await markets.payoutsOf(marketId)).to.deep.equal(Array(Number(outcomeCount)).fill(1n));
      const { payoutDenominator, liquidityValue } = await markets.marketOf(marketId);
      expect(payoutDenominator).to.equal(outcomeCount);
      expect(liquidityValue).to.equal((LIQUIDITY * -rhoOf(outcomeCount * WAD)) / ONE);
    });
  }

  it("takes only the odds that the market started with", async () => {
    const { markets, marketId, resolveBy } = await loadFixture(fiveOutcomes);
    const expected = hashOf(ODDS);
    await at(resolveBy);
    for (const wrong of [[], ODDS.slice(1), [...ODDS, 0n], [ODDS[1], ODDS[0], ...ODDS.slice(2)], Array<bigint>(5).fill(WAD / 5n)]) {
      await expect(markets.void(marketId, wrong))
        .to.be.revertedWithCustomError(markets, "WrongOdds")
        .withArgs(wrong.length === 0 ? ethers.ZeroHash : hashOf(wrong), expected);
    }
    await markets.void(marketId, ODDS);
  });

  it("takes no odds for a market that started uniform", async () => {
    const { markets, marketId, resolveBy } = await loadFixture(twoOutcomes);
    await at(resolveBy);
    const odds = [WAD / 2n, WAD / 2n];
    await expect(markets.void(marketId, odds)).to.be.revertedWithCustomError(markets, "WrongOdds").withArgs(hashOf(odds), ethers.ZeroHash);
    await markets.void(marketId, []);
  });

  for (const how of ["resolve", "void"] as const) {
    it(`changes nothing after ${how}`, async () => {
      const { markets, deployed, marketId, resolveBy } = await loadFixture(twoOutcomes);
      const status = await finish(deployed, { marketId, resolveBy }, how);
      const [market, payouts] = [await marketOf(markets, marketId), await markets.payoutsOf(marketId)];
      await at(resolveBy + 100n);
      for (const odds of [[], [1n, 0n]]) {
        await expect(markets.void(marketId, odds)).to.be.revertedWithCustomError(markets, "AlreadyFinal").withArgs(marketId, status);
      }
      expect(await marketOf(markets, marketId)).to.deep.equal(market);
      expect(await markets.payoutsOf(marketId)).to.deep.equal(payouts);
    });
  }
});

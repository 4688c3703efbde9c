// properties: C1, C2, C6, C7, C8, C9, C13, C15
import { expect } from "chai";
import { ONE, rhoOf } from "../../tools/proof/model.ts";
import { finish, itNeedsAMarketThatIsNotFinal } from "./behaviours.ts";
import {
  at,
  createMarket,
  type Deployed,
  deploy,
  ethers,
  FAR,
  fiveOutcomes,
  LIQUIDITY,
  loadFixture,
  ODDS,
  Status,
  twoOutcomes,
  WAD,
  YES,
} from "./fixture.ts";
import { marketOf } from "./marketOf.ts";
import { fiveTraded } from "./tradedMarket.ts";

const MOST = 2n ** 64n - 1n;
const sum = (values: readonly bigint[]) => values.reduce((total, each) => total + each, 0n);

/** What all liquidity is worth, from the pool's own coordinates. */
const liquidityValueOf = (liquidity: bigint, rhos: readonly bigint[], payouts: readonly bigint[]) =>
  sum(payouts.map((payout, j) => payout * ((liquidity * rhos[j]) / WAD))) / sum(payouts);

describe("Markets.resolve", () => {
  itNeedsAMarketThatIsNotFinal({ send: ({ resolver }: Deployed, marketId) => resolver.resolve(marketId, [1, 0]) });

  for (const [name, payouts] of [
    ["the first outcome wins", [1n, 0n, 0n, 0n, 0n]],
    ["the last outcome wins", [0n, 0n, 0n, 0n, 7n]],
    ["two outcomes tie", [0n, 1n, 0n, 1n, 0n]],
    ["all outcomes tie", [1n, 1n, 1n, 1n, 1n]],
    ["a number lies between two outcomes", [0n, 0n, 333n, 667n, 0n]],
    ["every payout differs", [1n, 20n, 300n, 4000n, 50_000n]],
    ["every payout is the largest", Array<bigint>(5).fill(MOST)],
    ["one payout is the largest, one the smallest", [MOST, 0n, 0n, 0n, 1n]],
  ] as [string, bigint[]][]) {
    it(`sets the payouts and the worth of liquidity when ${name}`, async () => {
      const { markets, resolver, usd, marketId, creatorFees, providerFees } = await loadFixture(fiveTraded);
      const before = await marketOf(markets, marketId);
      const rhos = await markets.rhosOf(marketId);
      const liquidityValue = liquidityValueOf(LIQUIDITY, rhos, payouts) + providerFees;
      expect(await markets.payoutsOf(marketId)).to.deep.equal([]);

      const transaction = resolver.resolve(marketId, payouts);
      await expect(transaction).to.emit(markets, "Resolved").withArgs(marketId, payouts, liquidityValue);
      await expect(transaction).to.changeTokenBalance(ethers, usd, markets, 0n);
      expect(await markets.payoutsOf(marketId)).to.deep.equal(payouts);
      expect(await markets.statusOf(marketId)).to.equal(Status.Resolved);
      expect(await markets.rhosOf(marketId)).to.deep.equal(rhos);
      expect(await marketOf(markets, marketId)).to.deep.equal({
        ...before,
        status: Status.Resolved,
        payoutDenominator: sum(payouts),
        liquidityValue,
        liquidityFees: 0n,
        creatorFees,
      });
    });

    it(`adds the least fee that there can be to the worth of liquidity when ${name}`, async () => {
      const { markets, resolver, alice, marketId } = await loadFixture(fiveOutcomes);
      await markets.connect(alice).buy(marketId, 0, YES, 50n, 0, alice, FAR);
      expect((await markets.marketOf(marketId)).liquidityFees).to.equal(1n);
      const liquidityValue = liquidityValueOf(LIQUIDITY, await markets.rhosOf(marketId), payouts) + 1n;
      await resolver.resolve(marketId, payouts);
      expect((await markets.marketOf(marketId)).liquidityValue).to.equal(liquidityValue);
    });

    it(`makes untouched liquidity worth b · rho of its odds when ${name}`, async () => {
      const { markets, resolver, marketId } = await loadFixture(fiveOutcomes);
      await resolver.resolve(marketId, payouts);
      const exact = sum(payouts.map((payout, j) => payout * LIQUIDITY * rhoOf(ODDS[j]))) / sum(payouts) / ONE;
      expect((await markets.marketOf(marketId)).liquidityValue - exact).to.be.within(-2n, 0n);
    });
  }

  it("takes 256 payouts of the largest size", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, resolver, tokens } = deployed;
    const liquidity = 2n ** 88n - 1n;
    const { marketId } = await createMarket(deployed, { outcomeCount: 256n, liquidity, collateral: await tokens[18].getAddress() });
    const payouts = Array<bigint>(256).fill(MOST);
    const rhos = await markets.rhosOf(marketId);
    await resolver.resolve(marketId, payouts);
    const market = await markets.marketOf(marketId);
    expect(market.payoutDenominator).to.equal(256n * MOST);
    expect(market.liquidityValue).to.equal(liquidityValueOf(liquidity, rhos, payouts));
    expect(await markets.payoutsOf(marketId)).to.deep.equal(payouts);
  });

  for (const outcomeCount of [2n, 3n, 255n, 256n]) {
    it(`lets the last of ${outcomeCount} outcomes win`, async () => {
      const deployed = await loadFixture(deploy);
      const { markets, resolver } = deployed;
      const { marketId } = await createMarket(deployed, { outcomeCount });
      const payouts = Array.from({ length: Number(outcomeCount) }, (_, j) => (j + 1 === Number(outcomeCount) ? 1n : 0n));
      await resolver.resolve(marketId, payouts);
      expect(await markets.payoutsOf(marketId)).to.deep.equal(payouts);
    });
  }

  it("works while the market is open, when it is halted, and when it has closed until someone voids it", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, resolver } = deployed;
    const { closesAt, resolveBy } = await createMarket(deployed);
    for (let k = 0; k < 5; k++) await createMarket(deployed, { closesAt, resolveBy });
    await resolver.resolve(1, [1, 0]);
    await resolver.halt(2);
    await resolver.resolve(2, [1, 0]);
    for (const [k, time] of [closesAt - 1n, closesAt, closesAt + 1n, resolveBy + 1n].entries()) {
      await at(time);
      await resolver.resolve(k + 3, [1, 0]);
    }
    for (let marketId = 1; marketId <= 6; marketId++) expect(await markets.statusOf(marketId)).to.equal(Status.Resolved);
  });

  it("is for the market's resolver alone", async () => {
    const { markets, resolver, creator, alice, deployed, marketId } = await loadFixture(twoOutcomes);
    for (const account of [creator, alice]) {
      await expect(markets.connect(account).resolve(marketId, [1, 0]))
        .to.be.revertedWithCustomError(markets, "NotResolver")
        .withArgs(account, resolver);
    }
    const other = await ethers.deployContract("ManualResolver", [markets]);
    const { marketId: itsOwn } = await createMarket(deployed, { resolver: await other.getAddress() });
    await expect(other.resolve(marketId, [1, 0]))
      .to.be.revertedWithCustomError(markets, "NotResolver")
      .withArgs(other, resolver);
    await other.resolve(itsOwn, [1, 0]);
    expect(await markets.statusOf(marketId)).to.equal(Status.Open);
  });

  it("needs one payout for each outcome", async () => {
    const { markets, resolver, marketId } = await loadFixture(fiveOutcomes);
    for (const length of [0, 1, 4, 6, 257]) {
      await expect(resolver.resolve(marketId, Array(length).fill(1)))
        .to.be.revertedWithCustomError(markets, "InvalidPayoutsLength")
        .withArgs(length, 5n);
    }
  });

  it("needs a payout above zero", async () => {
    const { markets, resolver, marketId } = await loadFixture(fiveOutcomes);
    await expect(resolver.resolve(marketId, Array(5).fill(0))).to.be.revertedWithCustomError(markets, "ZeroPayouts");
    expect(await markets.statusOf(marketId)).to.equal(Status.Open);
  });

  for (const how of ["resolve", "void"] as const) {
    it(`changes nothing after ${how}`, async () => {
      const { markets, resolver, deployed, marketId, resolveBy } = await loadFixture(twoOutcomes);
      const status = await finish(deployed, { marketId, resolveBy }, how);
      const [market, payouts] = [await marketOf(markets, marketId), await markets.payoutsOf(marketId)];
      for (const others of [[1, 0], [0, 1], [0, 0], [1]]) {
        await expect(resolver.resolve(marketId, others)).to.be.revertedWithCustomError(markets, "AlreadyFinal").withArgs(marketId, status);
      }
      expect(await marketOf(markets, marketId)).to.deep.equal(market);
      expect(await markets.payoutsOf(marketId)).to.deep.equal(payouts);
    });
  }

  it("touches no other market", async () => {
    const { markets, resolver, deployed, marketId } = await loadFixture(fiveTraded);
    const other = await createMarket(deployed, { outcomeCount: 5n });
    const before = [await marketOf(markets, other.marketId), await markets.rhosOf(other.marketId)];
    await resolver.resolve(marketId, [1, 0, 0, 0, 0]);
    expect([await marketOf(markets, other.marketId), await markets.rhosOf(other.marketId)]).to.deep.equal(before);
    expect(await markets.payoutsOf(other.marketId)).to.deep.equal([]);
  });

  it("is not moved by a gift of collateral", async () => {
    const { markets, resolver, usd, alice, marketId, providerFees } = await loadFixture(fiveTraded);
    const [rhos, prices] = [await markets.rhosOf(marketId), await markets.pricesOf(marketId)];
    await usd.connect(alice).transfer(markets, 10n ** 12n / 2n);
    expect(await markets.pricesOf(marketId)).to.deep.equal(prices);
    await resolver.resolve(marketId, [0, 0, 1, 0, 0]);
    expect((await markets.marketOf(marketId)).liquidityValue).to.equal((LIQUIDITY * rhos[2]) / WAD + providerFees);
  });

  it("accepts no ether", async () => {
    const { markets, alice, marketId } = await loadFixture(twoOutcomes);
    await expect(alice.sendTransaction({ to: markets, value: 1n })).to.be.revertedWithoutReason(ethers);
    const data = markets.interface.encodeFunctionData("split", [marketId, 1n]);
    await expect(alice.sendTransaction({ to: markets, data, value: 1n })).to.be.revertedWithoutReason(ethers);
  });
});

// properties: C1, C2, C6, C9, C15
import { expect } from "chai";
import { finish, itNeedsAMarket } from "./behaviours.ts";
import { at, createMarket, type Deployed, deploy, ethers, FAR, LIQUIDITY, loadFixture, YES } from "./fixture.ts";
import { marketOf } from "./marketOf.ts";
import { fiveTraded, tradedMarket } from "./tradedMarket.ts";

/** What `marketOf` shows as gathered stops here and is divided on the way. */
const MOST_GATHERED = 2n ** 64n - 1n;

describe("Markets.collectCreatorFees", () => {
  itNeedsAMarket({ send: ({ markets, alice }: Deployed, marketId) => markets.connect(alice).collectCreatorFees(marketId) });

  it("pays the creator his part of the fees, rounded down, whoever calls", async () => {
    const { markets, creator, carol, usd, marketId, fees, creatorFees, providerFees } = await loadFixture(fiveTraded);
    expect(creatorFees).to.equal(fees / 4n);
    const before = await marketOf(markets, marketId);
    expect([before.creatorFees, before.liquidityFees]).to.deep.equal([creatorFees, providerFees]);
    expect(await markets.connect(carol).collectCreatorFees.staticCall(marketId)).to.equal(creatorFees);
    const transaction = markets.connect(carol).collectCreatorFees(marketId);
    await expect(transaction).to.emit(markets, "CreatorFeesCollected").withArgs(marketId, creator, creatorFees);
    await expect(transaction).to.changeTokenBalances(ethers, usd, [creator, carol, markets], [creatorFees, 0n, -creatorFees]);
    expect(await marketOf(markets, marketId)).to.deep.equal({ ...before, creatorFees: 0n });
  });

  it("pays nothing twice, and what has come since", async () => {
    const { markets, quoter, creator, alice, usd, marketId } = await loadFixture(fiveTraded);
    await markets.collectCreatorFees(marketId);
    const again = markets.collectCreatorFees(marketId);
    await expect(again).to.emit(markets, "CreatorFeesCollected").withArgs(marketId, creator, 0n);
    await expect(again).to.changeTokenBalance(ethers, usd, creator, 0n);
    const [, fee] = await quoter.quoteBuy(marketId, 1, YES, LIQUIDITY);
    await markets.connect(alice).buy(marketId, 1, YES, LIQUIDITY, 0, alice, FAR);
    await expect(markets.collectCreatorFees(marketId)).to.changeTokenBalance(ethers, usd, creator, fee / 4n);
  });

  for (const [share, paid] of [
    [0n, (_: bigint) => 0n],
    [1n, (fees: bigint) => fees / 10_000n],
    [9999n, (fees: bigint) => (fees * 9999n) / 10_000n],
    [10_000n, (fees: bigint) => fees],
  ] as const) {
    it(`divides by a share of ${share} / 10,000`, async () => {
      const deployed = await loadFixture(deploy);
      const { markets, creator, usd } = deployed;
      const { marketId, fees } = await tradedMarket(deployed, { creatorShare: share });
      expect(fees > 10_000n).to.equal(true);
      await expect(markets.collectCreatorFees(marketId)).to.changeTokenBalance(ethers, usd, creator, paid(fees));
      expect((await markets.marketOf(marketId)).liquidityFees).to.equal(fees - paid(fees));
    });
  }

  it("has nothing to pay where there is no fee", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, creator, usd } = deployed;
    const { marketId, fees } = await tradedMarket(deployed, { feeRate: 0n });
    expect(fees).to.be.at.most(6n); // rounding of three trades
    await expect(markets.collectCreatorFees(marketId)).to.changeTokenBalance(ethers, usd, creator, fees / 4n);
  });

  for (const how of ["halt", "close", "resolve", "void"] as const) {
    it(`works after ${how}`, async () => {
      const deployed = await loadFixture(deploy);
      const { markets, resolver, creator, usd } = deployed;
      const { marketId, closesAt, resolveBy, creatorFees } = await tradedMarket(deployed);
      if (how === "halt") await resolver.halt(marketId);
      else if (how === "close") await at(closesAt);
      else await finish(deployed, { marketId, resolveBy }, how);
      await expect(markets.collectCreatorFees(marketId)).to.changeTokenBalance(ethers, usd, creator, creatorFees);
    });
  }

  it("keeps count of fees beyond 2^64 - 1, on 18 decimals", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, quoter, alice, creator, tokens } = deployed;
    const liquidity = 1000n * 10n ** 18n;
    const { marketId } = await createMarket(deployed, { collateral: await tokens[18].getAddress(), liquidity, feeRate: 1000n });
    let [gathered, creatorFees, total] = [0n, 0n, 0n];
    for (let round = 0; round < 5; round++) {
      const [, fee] = await quoter.quoteBuyExact(marketId, round % 2, YES, liquidity / 2n);
      await markets.connect(alice).buyExact(marketId, round % 2, YES, liquidity / 2n, FAR, alice, FAR);
      total += fee;
      gathered += fee;
      if (gathered > MOST_GATHERED) {
        creatorFees += gathered / 4n;
        gathered = 0n;
      }
      const market = await markets.marketOf(marketId);
      expect(market.creatorFees).to.equal(creatorFees + gathered / 4n);
      expect(market.creatorFees + market.liquidityFees).to.equal(total);
    }
    expect(creatorFees > 0n && gathered > 0n).to.equal(true);
    const due = creatorFees + gathered / 4n;
    await expect(markets.collectCreatorFees(marketId)).to.changeTokenBalance(ethers, tokens[18], creator, due);
  });

  it("leaves other markets' fees alone", async () => {
    const { markets, deployed, marketId } = await loadFixture(fiveTraded);
    const other = await tradedMarket(deployed);
    await markets.collectCreatorFees(marketId);
    expect((await markets.marketOf(other.marketId)).creatorFees).to.equal(other.creatorFees);
  });
});

// properties: C8
import { expect } from "chai";
import { createMarket, DAY, deployMarkets, encodeCommittee, ethers, mineAt, networkHelpers } from "./resolverFixture.ts";

async function fixture() {
  const deployed = await deployMarkets();
  const resolver = await ethers.deployContract("CommitteeResolver", [deployed.markets]);
  const policy = { members: [deployed.alice.address], threshold: 1, delay: DAY, earlyVotes: true, haltOnProposal: true };
  const terms = { resolver: await resolver.getAddress(), resolverData: encodeCommittee(policy), outcomeCount: 3 };
  return { ...deployed, resolver, ...(await createMarket(deployed, terms)) };
}

describe("Markets.termsOf", () => {
  it("agrees with marketOf in every status", async () => {
    const f = await networkHelpers.loadFixture(fixture);
    const agree = async (status: bigint) => {
      const market = await f.markets.marketOf(f.marketId);
      expect(market.status).to.equal(status);
      expect(await f.markets.termsOf(f.marketId)).to.deep.equal([
        market.collateral,
        market.outcomeCount,
        market.liquidity,
        market.closesAt,
        market.resolveBy,
        status,
      ]);
    };
    await agree(1n);
    await f.resolver.connect(f.alice).vote(f.marketId, [1, 0, 0]);
    await agree(2n);
    await f.resolver.connect(f.alice).withdrawVote(f.marketId);
    await agree(1n);
    await mineAt(f.closesAt);
    await agree(2n);
    await f.resolver.connect(f.alice).vote(f.marketId, [1, 0, 0]);
    await networkHelpers.time.increase(DAY);
    await f.resolver.finalize(f.marketId);
    await agree(3n);
  });

  it("knows no market that was not created", async () => {
    const f = await networkHelpers.loadFixture(fixture);
    await expect(f.markets.termsOf(2)).to.be.revertedWithCustomError(f.markets, "UnknownMarket").withArgs(2);
  });
});

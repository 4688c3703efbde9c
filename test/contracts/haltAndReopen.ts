// properties: C1, C2, C8, C9
import { expect } from "chai";
import { finish, itNeedsAMarket } from "./behaviours.ts";
import { at, createMarket, type Deployed, ethers, loadFixture, mineAt, Status, twoOutcomes } from "./fixture.ts";
import { marketOf } from "./marketOf.ts";
import { fiveTraded } from "./tradedMarket.ts";

async function twoHalted() {
  const fixture = await twoOutcomes();
  await fixture.resolver.halt(fixture.marketId);
  return fixture;
}

const itIsTheResolversAlone = (verb: "halt" | "reopen") =>
  it("is for the market's resolver alone", async () => {
    const { markets, resolver, creator, alice, deployed, marketId } = await loadFixture(verb === "halt" ? twoOutcomes : twoHalted);
    for (const account of [creator, alice]) {
      await expect(markets.connect(account)[verb](marketId))
        .to.be.revertedWithCustomError(markets, "NotResolver")
        .withArgs(account, resolver);
    }
    const other = await ethers.deployContract("ManualResolver", [markets]);
    await createMarket(deployed, { resolver: await other.getAddress() });
    await expect(other[verb](marketId)).to.be.revertedWithCustomError(markets, "NotResolver").withArgs(other, resolver);
  });

describe("Markets.halt", () => {
  itNeedsAMarket({ send: ({ resolver }: Deployed, marketId) => resolver.halt(marketId) });
  itIsTheResolversAlone("halt");

  it("closes the market, and changes nothing else in it or in others", async () => {
    const { markets, resolver, deployed, marketId } = await loadFixture(fiveTraded);
    const { marketId: otherId } = await createMarket(deployed);
    const seen = async () => ({
      market: await marketOf(markets, marketId),
      rhos: await markets.rhosOf(marketId),
      other: await marketOf(markets, otherId),
    });
    const before = await seen();
    await expect(resolver.halt(marketId)).to.emit(markets, "Halted").withArgs(marketId);
    expect(await markets.statusOf(marketId)).to.equal(Status.Closed);
    expect(await seen()).to.deep.equal({ ...before, market: { ...before.market, status: Status.Closed, halted: true } });
  });

  it("works one second before the market closes, and the halt outlives the close", async () => {
    const { markets, resolver, marketId, closesAt } = await loadFixture(twoOutcomes);
    await at(closesAt - 1n);
    await resolver.halt(marketId);
    await mineAt(closesAt);
    const { status, halted } = await markets.marketOf(marketId);
    expect([status, halted]).to.deep.equal([Status.Closed, true]);
  });

  for (const late of [0n, 1n]) {
    it(`refuses ${late} s after the market closes`, async () => {
      const { markets, resolver, marketId, closesAt } = await loadFixture(twoOutcomes);
      await at(closesAt + late);
      await expect(resolver.halt(marketId)).to.be.revertedWithCustomError(markets, "CannotHalt").withArgs(marketId, false, Status.Closed);
    });
  }

  it("refuses a halted market", async () => {
    const { markets, resolver, marketId } = await loadFixture(twoHalted);
    await expect(resolver.halt(marketId)).to.be.revertedWithCustomError(markets, "CannotHalt").withArgs(marketId, true, Status.Closed);
  });

  for (const how of ["resolve", "void"] as const) {
    it(`refuses a market after ${how}`, async () => {
      const { markets, resolver, deployed, marketId, resolveBy } = await loadFixture(twoOutcomes);
      const status = await finish(deployed, { marketId, resolveBy }, how);
      await expect(resolver.halt(marketId)).to.be.revertedWithCustomError(markets, "CannotHalt").withArgs(marketId, false, status);
    });
  }

  it("keeps no market from being voided", async () => {
    const { markets, carol, marketId, resolveBy } = await loadFixture(twoHalted);
    await at(resolveBy);
    await markets.connect(carol).void(marketId, []);
    expect(await markets.statusOf(marketId)).to.equal(Status.Void);
  });
});

describe("Markets.reopen", () => {
  itNeedsAMarket({ send: ({ resolver }: Deployed, marketId) => resolver.reopen(marketId) });
  itIsTheResolversAlone("reopen");

  it("undoes a halt, as often as it takes", async () => {
    const { markets, resolver, marketId } = await loadFixture(fiveTraded);
    const before = await marketOf(markets, marketId);
    for (let round = 0; round < 3; round++) {
      await resolver.halt(marketId);
      await expect(resolver.reopen(marketId)).to.emit(markets, "Reopened").withArgs(marketId);
      expect(await marketOf(markets, marketId)).to.deep.equal(before);
    }
  });

  it("works one second before the market closes", async () => {
    const { markets, resolver, marketId, closesAt } = await loadFixture(twoHalted);
    await at(closesAt - 1n);
    await resolver.reopen(marketId);
    expect((await markets.marketOf(marketId)).halted).to.equal(false);
  });

  for (const late of [0n, 1n]) {
    it(`refuses ${late} s after the market closes`, async () => {
      const { markets, resolver, marketId, closesAt } = await loadFixture(twoHalted);
      await at(closesAt + late);
      await expect(resolver.reopen(marketId)).to.be.revertedWithCustomError(markets, "CannotHalt").withArgs(marketId, true, Status.Closed);
    });
  }

  it("refuses a market that is not halted", async () => {
    const { markets, resolver, marketId } = await loadFixture(twoOutcomes);
    await expect(resolver.reopen(marketId)).to.be.revertedWithCustomError(markets, "CannotHalt").withArgs(marketId, false, Status.Open);
  });

  for (const how of ["resolve", "void"] as const) {
    it(`refuses a halted market after ${how}`, async () => {
      const { markets, resolver, deployed, marketId, resolveBy } = await loadFixture(twoHalted);
      const status = await finish(deployed, { marketId, resolveBy }, how);
      await expect(resolver.reopen(marketId)).to.be.revertedWithCustomError(markets, "CannotHalt").withArgs(marketId, false, status);
    });
  }
});

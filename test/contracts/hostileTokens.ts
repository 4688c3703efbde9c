// properties: C1, C2, C6, C10, C13
import { expect } from "chai";
import { anyPrices, at, ethers, FAR, LIQUIDITY, loadFixture, marketParams, positionId, YES } from "./fixture.ts";
import { marketOf } from "./marketOf.ts";
import { deployTrick, marketsOn, Trick, trickMarket } from "./trickMarket.ts";

const AMOUNT = 1_000_000n;

type Fixture = Awaited<ReturnType<typeof trickMarket>>;

/** The calls whose collateral is counted as it arrives. */
const COUNTED: Record<string, (fixture: Fixture) => Promise<unknown>> = {
  split: ({ markets, alice, marketId }) => markets.connect(alice).split(marketId, AMOUNT),
  splitPair: ({ markets, alice, marketId }) => markets.connect(alice).splitPair(marketId, 1, AMOUNT),
  convertBack: ({ markets, alice, marketId }) => markets.connect(alice).convertBack(marketId, 3, AMOUNT),
  addLiquidity: ({ markets, alice, marketId }) => markets.connect(alice).addLiquidity(marketId, AMOUNT, FAR, anyPrices(3), FAR, FAR),
};

/** Calls that move collateral, each as one account that may do it. */
const MOVING: Record<string, (fixture: Fixture) => Promise<unknown>> = {
  ...COUNTED,
  buy: ({ markets, alice, marketId }) => markets.connect(alice).buy(marketId, 0, YES, AMOUNT, 0, alice, FAR),
  buyExact: ({ markets, alice, marketId }) => markets.connect(alice).buyExact(marketId, 0, YES, AMOUNT, FAR, alice, FAR),
  sell: ({ markets, alice, marketId }) => markets.connect(alice).sell(marketId, 0, YES, AMOUNT, 0, alice, FAR),
  merge: ({ markets, alice, marketId }) => markets.connect(alice).merge(marketId, AMOUNT),
  mergePair: ({ markets, alice, marketId }) => markets.connect(alice).mergePair(marketId, 1, AMOUNT),
  convert: ({ markets, alice, marketId }) => markets.connect(alice).convert(marketId, 3, AMOUNT),
  removeLiquidity: ({ markets, alice, marketId }) => markets.connect(alice).removeLiquidity(marketId, AMOUNT, 0, FAR),
  collectCreatorFees: ({ markets, marketId }) => markets.collectCreatorFees(marketId),
};

const stateOf = async ({ markets, alice, bob, winner, token }: Fixture, marketId: bigint) => ({
  market: await marketOf(markets, marketId),
  rhos: [...(await markets.rhosOf(marketId))],
  positions: [await markets.balanceOf(alice, winner), await markets.balanceOf(bob, winner)],
  balances: [await token.balanceOf(alice), await token.balanceOf(bob), await token.balanceOf(markets)],
});

describe("Hostile tokens", () => {
  for (const [trick, received] of [
    [Trick.TakeFee, -1n],
    [Trick.GiveMore, 1n],
    [Trick.Lie, null],
  ] as const) {
    const name = Object.keys(Trick)[trick];

    it(`${name}: is no collateral of a new market`, async () => {
      const { markets, deployed, token } = await loadFixture(deployTrick);
      const params = await marketParams(deployed, { collateral: await token.getAddress() });
      const before = await token.balanceOf(deployed.creator);
      await markets.createMarket(params, FAR);
      const funding = before - (await token.balanceOf(deployed.creator));
      await token.play(trick);
      await expect(markets.createMarket(params, FAR))
        .to.be.revertedWithCustomError(markets, "CollateralNotReceived")
        .withArgs(received === null ? 0n : funding + received, funding);
    });

    for (const [verb, send] of Object.entries(COUNTED)) {
      it(`${name}: a token that turns to it is refused by ${verb}`, async () => {
        const fixture = await loadFixture(trickMarket);
        const before = await stateOf(fixture, fixture.marketId);
        await fixture.token.play(trick);
        await expect(send(fixture)).to.be.revertedWithCustomError(fixture.markets, "CollateralNotReceived");
        expect(await stateOf(fixture, fixture.marketId)).to.deep.equal(before);
      });
    }
  }

  for (const [trick, error] of [
    [Trick.ReturnFalse, "SafeERC20FailedOperation"],
    [Trick.Revert, "Tricked"],
  ] as const) {
    for (const [verb, send] of Object.entries(MOVING)) {
      it(`${Object.keys(Trick)[trick]}: nothing happens in ${verb}, and it works once the token is honest again`, async () => {
        const fixture = await loadFixture(trickMarket);
        const { markets, token, marketId } = fixture;
        const before = await stateOf(fixture, marketId);
        await token.play(trick);
        await expect(send(fixture)).to.be.revertedWithCustomError(trick === Trick.Revert ? token : markets, error);
        expect(await stateOf(fixture, marketId)).to.deep.equal(before);
        await token.play(Trick.None);
        await send(fixture);
        expect(await stateOf(fixture, marketId)).to.not.deep.equal(before);
      });
    }
  }

  it("ReturnNothing: works from creation to redemption", async () => {
    const fixture = await loadFixture(deployTrick);
    await fixture.token.play(Trick.ReturnNothing);
    const all = await marketsOn(fixture);
    for (const send of Object.values(MOVING)) await send(all);
    await all.resolver.resolve(all.marketId, [1, 0, 0]);
    const held = await all.markets.balanceOf(all.alice, all.winner);
    const before = await all.token.balanceOf(all.alice);
    await all.markets.connect(all.alice).redeem([all.winner], all.alice);
    expect((await all.token.balanceOf(all.alice)) - before).to.equal(held);
    await all.markets.redeemSeed(all.marketId);
  });

  it("Lie: who buys for nothing drains its own market and no other", async () => {
    const fixture = await loadFixture(trickMarket);
    const { markets, resolver, token, honest, bob, alice, marketId, honestId } = fixture;
    const before = { state: await marketOf(markets, honestId), cash: await honest.balanceOf(markets) };
    await token.play(Trick.Lie);
    await markets.connect(bob).buyExact(marketId, 1, YES, 60n * LIQUIDITY, FAR, bob, FAR);
    await token.play(Trick.None);
    await resolver.resolve(marketId, [0, 1, 0]);
    await expect(markets.connect(bob).redeem([positionId(marketId, 1)], bob)).to.be.revert(ethers);
    expect({ state: await marketOf(markets, honestId), cash: await honest.balanceOf(markets) }).to.deep.equal(before);
    await resolver.resolve(honestId, [1, 0, 0]);
    await exitOf(fixture, honestId);
    expect(await honest.balanceOf(markets)).to.be.within(0n, 30n);
    expect(await honest.balanceOf(alice)).to.be.at.least(1n);
  });

  it("Rebase down: the shortfall stays in its market; up: it pays no one more", async () => {
    for (const index of [900n, 1100n]) {
      const fixture = await loadFixture(trickMarket);
      const { markets, resolver, token, honest, alice, marketId, honestId, winner } = fixture;
      await resolver.resolve(marketId, [1, 0, 0]);
      await resolver.resolve(honestId, [1, 0, 0]);
      const held = await markets.balanceOf(alice, winner);
      await token.rebase(index);
      const before = await token.balanceOf(alice);
      await markets.connect(alice).redeem([winner], alice);
      expect((await token.balanceOf(alice)) - before).to.be.within(held - 2n, held + 2n);
      if (index < 1000n) await expect(exitOf(fixture, marketId)).to.be.revert(ethers);
      else await exitOf(fixture, marketId);
      await exitOf(fixture, honestId);
      expect(await honest.balanceOf(markets)).to.be.within(0n, 30n);
    }
  });

  it("Blocklist: one blocked holder blocks no one else, and can be paid elsewhere", async () => {
    const { markets, resolver, token, creator, alice, bob, carol, marketId, winner } = await loadFixture(trickMarket);
    await resolver.resolve(marketId, [1, 0, 0]);
    for (const account of [creator, alice]) await token.setBlocked(account, true);
    for (const blocked of [
      () => markets.connect(alice).redeem([winner], alice),
      () => markets.connect(alice).redeemLiquidity(marketId, alice),
      () => markets.redeemSeed(marketId),
      () => markets.collectCreatorFees(marketId),
    ]) {
      await expect(blocked()).to.be.revertedWithCustomError(token, "Blocked");
    }
    for (const account of [bob, alice]) {
      const held = await markets.balanceOf(account, winner);
      const before = await token.balanceOf(carol);
      await markets.connect(account).redeem([winner], carol);
      expect((await token.balanceOf(carol)) - before).to.equal(held);
      await markets.connect(account).redeemLiquidity(marketId, carol);
    }
    await token.setBlocked(creator, false);
    await markets.redeemSeed(marketId);
    await markets.collectCreatorFees(marketId);
  });

  it("Blocklist: a blocked creator keeps nobody from trading, leaving and voiding", async () => {
    const fixture = await loadFixture(trickMarket);
    const { markets, token, creator, carol, marketId, resolveBy } = fixture;
    await token.setBlocked(creator, true);
    for (const [verb, send] of Object.entries(MOVING)) if (verb !== "collectCreatorFees") await send(fixture);
    await at(resolveBy);
    await markets.connect(carol).void(marketId, []);
    await markets.connect(fixture.alice).redeem([fixture.winner], fixture.alice);
  });

  it("a gift of tokens changes nothing", async () => {
    const fixture = await loadFixture(trickMarket);
    const { markets, quoter, token, alice, marketId } = fixture;
    const { market, rhos } = await stateOf(fixture, marketId);
    const [quote] = await quoter.quoteBuy(marketId, 0, YES, AMOUNT);
    await token.connect(alice).transfer(markets, 10n ** 15n);
    const after = await stateOf(fixture, marketId);
    expect([after.market, after.rhos]).to.deep.equal([market, rhos]);
    expect((await quoter.quoteBuy(marketId, 0, YES, AMOUNT))[0]).to.equal(quote);
    await MOVING.split(fixture);
  });
});

/** All that alice, bob and the creator can take out of a final market. */
async function exitOf({ markets, alice, bob }: Pick<Fixture, "markets" | "alice" | "bob">, marketId: bigint) {
  for (const account of [alice, bob]) {
    const ids = [0n, 1n].flatMap((side) => [0, 1, 2].map((outcome) => positionId(marketId, outcome, side)));
    await markets.connect(account).redeem([...ids, (marketId << 16n) | (2n << 8n)], account);
  }
  await markets.redeemSeed(marketId);
  await markets.collectCreatorFees(marketId);
}

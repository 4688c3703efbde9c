// properties: C1, C4, C7, C8, C15
import { expect } from "chai";
import { itNeedsAMarketThatIsNotFinal, itNeedsAnOpenMarket } from "./behaviours.ts";
import {
  createMarket,
  type Deployed,
  deploy,
  ethers,
  FAR,
  fiveOutcomes,
  loadFixture,
  NO,
  positionId,
  twoOutcomes,
  YES,
} from "./fixture.ts";
import { positionsOf } from "./positionsOf.ts";

const AMOUNT = 123_456_789n;
const bit = (set: number, outcome: number) => (set >> outcome) & 1;
const sizeOf = (set: number) => set.toString(2).replaceAll("0", "").length;
const ofFive = <T>(value: (outcome: number) => T) => Array.from({ length: 5 }, (_, outcome) => value(outcome));

/** Alice and bob each hold `AMOUNT` of YES and NO of every outcome. */
async function fiveHeld() {
  const fixture = await fiveOutcomes();
  const { markets, alice, bob, marketId } = fixture;
  for (const account of [alice, bob]) {
    for (let outcome = 0; outcome < 5; outcome++) await markets.connect(account).splitPair(marketId, outcome, AMOUNT);
  }
  return fixture;
}

describe("Markets.convert", () => {
  itNeedsAMarketThatIsNotFinal({
    prepare: ({ markets, alice }: Deployed, marketId) => markets.connect(alice).split(marketId, AMOUNT),
    send: ({ markets, alice }, marketId) => markets.connect(alice).convert(marketId, 3, AMOUNT),
  });

  for (const set of [0b00001, 0b10000, 0b00110, 0b01111, 0b11111]) {
    it(`turns NO of the set ${set.toString(2).padStart(5, "0")} into YES of the rest and collateral`, async () => {
      const { markets, alice, usd, marketId } = await loadFixture(fiveHeld);
      const collateral = BigInt(sizeOf(set) - 1) * AMOUNT;
      const transaction = markets.connect(alice).convert(marketId, set, AMOUNT);
      await expect(transaction).to.emit(markets, "Converted").withArgs(marketId, alice, set, AMOUNT);
      await expect(transaction).to.changeTokenBalances(ethers, usd, [alice, markets], [collateral, -collateral]);
      expect(await positionsOf(markets, alice, marketId, 5)).to.deep.equal({
        yes: ofFive((outcome) => (bit(set, outcome) ? AMOUNT : 2n * AMOUNT)),
        no: ofFive((outcome) => (bit(set, outcome) ? 0n : AMOUNT)),
        liquidity: 0n,
      });
    });

    it(`turns YES of the rest and collateral back into NO of the set ${set.toString(2).padStart(5, "0")}`, async () => {
      const { markets, alice, usd, marketId } = await loadFixture(fiveHeld);
      const collateral = BigInt(sizeOf(set) - 1) * AMOUNT;
      const transaction = markets.connect(alice).convertBack(marketId, set, AMOUNT);
      await expect(transaction).to.emit(markets, "ConvertedBack").withArgs(marketId, alice, set, AMOUNT);
      await expect(transaction).to.changeTokenBalances(ethers, usd, [alice, markets], [-collateral, collateral]);
      expect(await positionsOf(markets, alice, marketId, 5)).to.deep.equal({
        yes: ofFive((outcome) => (bit(set, outcome) ? AMOUNT : 0n)),
        no: ofFive((outcome) => (bit(set, outcome) ? 2n * AMOUNT : AMOUNT)),
        liquidity: 0n,
      });
    });
  }

  it("pays the same whether NO is kept or converted, for a fractional payout too", async () => {
    const { markets, resolver, alice, bob, usd, marketId } = await loadFixture(fiveHeld);
    const before = [await usd.balanceOf(alice), await usd.balanceOf(bob)];
    await markets.connect(alice).convert(marketId, 0b01101, AMOUNT);
    await resolver.resolve(marketId, [3, 0, 7, 1, 2]);
    const ids = [YES, NO].flatMap((side) => ofFive((outcome) => positionId(marketId, outcome, side)));
    for (const account of [alice, bob]) await markets.connect(account).redeem(ids, account);
    const [converted, kept] = [(await usd.balanceOf(alice)) - before[0], (await usd.balanceOf(bob)) - before[1]];
    expect(kept).to.be.within(5n * AMOUNT - 10n, 5n * AMOUNT);
    expect(converted).to.be.within(5n * AMOUNT - 10n, 5n * AMOUNT);
  });

  it("of both outcomes of two merges them, and of one does nothing", async () => {
    const { markets, alice, usd, marketId } = await loadFixture(twoOutcomes);
    await markets.connect(alice).split(marketId, AMOUNT);
    for (const set of [1, 2]) {
      await expect(markets.connect(alice).convert(marketId, set, AMOUNT)).to.changeTokenBalance(ethers, usd, alice, 0n);
      await expect(markets.connect(alice).convertBack(marketId, set, AMOUNT)).to.changeTokenBalance(ethers, usd, alice, 0n);
      expect((await positionsOf(markets, alice, marketId, 2)).yes).to.deep.equal([AMOUNT, AMOUNT]);
    }
    await expect(markets.connect(alice).convert(marketId, 3, AMOUNT)).to.changeTokenBalance(ethers, usd, alice, AMOUNT);
    expect((await positionsOf(markets, alice, marketId, 2)).yes).to.deep.equal([0n, 0n]);
  });

  it("takes every set of 256 outcomes", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, alice, usd } = deployed;
    const { marketId } = await createMarket(deployed, { outcomeCount: 256n });
    await expect(markets.connect(alice).convertBack(marketId, FAR, 3)).to.changeTokenBalance(ethers, usd, alice, -765n);
    await expect(markets.connect(alice).convert(marketId, FAR, 3)).to.changeTokenBalance(ethers, usd, alice, 765n);
    await markets.connect(alice).splitPair(marketId, 255, 1);
    await markets.connect(alice).convert(marketId, 1n << 255n, 1);
    expect((await positionsOf(markets, alice, marketId, 256)).yes).to.deep.equal(Array(256).fill(1n));
  });

  for (const verb of ["convert", "convertBack"] as const) {
    it(`${verb} refuses sets that are empty or name outcomes that do not exist`, async () => {
      const { markets, alice, marketId } = await loadFixture(fiveHeld);
      for (const set of [0n, 32n, 33n, 1n << 255n]) {
        await expect(markets.connect(alice)[verb](marketId, set, 1))
          .to.be.revertedWithCustomError(markets, "InvalidOutcomeSet")
          .withArgs(set, 5n);
      }
    });

    it(`${verb} refuses an amount of zero`, async () => {
      const { markets, alice, marketId } = await loadFixture(fiveHeld);
      await expect(markets.connect(alice)[verb](marketId, 3, 0)).to.be.revertedWithCustomError(markets, "ZeroAmount");
    });
  }

  it("needs NO of every outcome in the set", async () => {
    const { markets, alice, bob, marketId } = await loadFixture(fiveHeld);
    await markets.connect(alice).transfer(bob, positionId(marketId, 2, NO), 1);
    await expect(markets.connect(alice).convert(marketId, 0b00110, AMOUNT))
      .to.be.revertedWithCustomError(markets, "ERC6909InsufficientBalance")
      .withArgs(alice, AMOUNT - 1n, AMOUNT, positionId(marketId, 2, NO));
  });
});

describe("Markets.convertBack", () => {
  // it takes collateral, as a split does
  itNeedsAnOpenMarket({ send: ({ markets, alice }, marketId) => markets.connect(alice).convertBack(marketId, 3, AMOUNT) });

  it("needs YES of every outcome outside the set", async () => {
    const { markets, alice, bob, marketId } = await loadFixture(fiveHeld);
    await markets.connect(alice).transfer(bob, positionId(marketId, 4), 1);
    await expect(markets.connect(alice).convertBack(marketId, 0b00110, AMOUNT))
      .to.be.revertedWithCustomError(markets, "ERC6909InsufficientBalance")
      .withArgs(alice, AMOUNT - 1n, AMOUNT, positionId(marketId, 4));
  });
});

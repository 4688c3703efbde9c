// properties: C1, C2, C3, C6, C7, C10
import { expect } from "chai";
import {
  anyPrices,
  at,
  createMarket,
  type Deployed,
  deploy,
  ethers,
  FAR,
  fiveOutcomes,
  LIQUIDITY,
  liquidityId,
  loadFixture,
  NO,
  ODDS,
  positionId,
  twoOutcomes,
  YES,
} from "./fixture.ts";
import { marketOf } from "./marketOf.ts";
import { positionsOf } from "./positionsOf.ts";
import { tradedMarket } from "./tradedMarket.ts";

const AMOUNT = 123_456_789n;
const sum = (values: readonly bigint[]) => values.reduce((total, each) => total + each, 0n);
const idsOf = (marketId: bigint, n: number) =>
  [YES, NO].flatMap((side) => Array.from({ length: n }, (_, outcome) => positionId(marketId, outcome, side)));

/** Alice holds `AMOUNT` of YES and NO of every outcome. */
async function fiveHeld() {
  const fixture = await fiveOutcomes();
  const { markets, alice, marketId } = fixture;
  for (let outcome = 0; outcome < 5; outcome++) await markets.connect(alice).splitPair(marketId, outcome, AMOUNT);
  return fixture;
}

const redeemed = async ({ markets, alice }: Pick<Deployed, "markets" | "alice">, ids: bigint[]) => {
  const amounts = await markets.connect(alice).redeem.staticCall(ids, alice);
  return { amounts: [...amounts], transaction: markets.connect(alice).redeem(ids, alice) };
};

describe("Markets.redeem", () => {
  for (const [name, payouts] of [
    ["one outcome wins", [0n, 0n, 1n, 0n, 0n]],
    ["two outcomes tie", [0n, 1n, 0n, 1n, 0n]],
    ["a number lies between two outcomes", [0n, 0n, 333n, 667n, 0n]],
    ["every payout differs", [1n, 20n, 300n, 4000n, 50_000n]],
    ["every payout is the largest", Array<bigint>(5).fill(2n ** 64n - 1n)],
  ] as [string, bigint[]][]) {
    it(`pays each position its fraction, rounded down, when ${name}`, async () => {
      const { markets, resolver, alice, usd, marketId } = await loadFixture(fiveHeld);
      await resolver.resolve(marketId, payouts);
      const total = sum(payouts);
      const expected = [
        ...payouts.map((payout) => (AMOUNT * payout) / total),
        ...payouts.map((payout) => (AMOUNT * (total - payout)) / total),
      ];
      const ids = idsOf(marketId, 5);
      const { amounts, transaction } = await redeemed({ markets, alice }, ids);
      expect(amounts).to.deep.equal(expected);
      const paid = sum(expected);
      await expect(transaction).to.changeTokenBalances(ethers, usd, [alice, markets], [paid, -paid]);
      for (const [k, id] of ids.entries()) {
        const pays = expected[k] > 0n;
        // what pays nothing is not burnt
        expect(await markets.balanceOf(alice, id)).to.equal(pays ? 0n : AMOUNT);
        if (pays) await expect(transaction).to.emit(markets, "Redeemed").withArgs(marketId, alice, id, AMOUNT, expected[k], alice);
      }
      const events = (await (await transaction).wait())?.logs.filter(
        ({ topics }) => topics[0] === markets.getEvent("Redeemed").fragment.topicHash,
      );
      expect(events?.length).to.equal(expected.filter((each) => each > 0n).length);
      // five pairs are worth five sets, less at most one unit for each position
      expect(paid).to.be.within(5n * AMOUNT - 10n, 5n * AMOUNT);
    });
  }

  for (const decimals of [6, 8, 18] as const) {
    for (const outcomeCount of [2n, 3n, 255n, 256n]) {
      it(`pays out all but dust of a traded market: ${outcomeCount} outcomes on ${decimals} decimals`, async () => {
        const deployed = await loadFixture(deploy);
        const { markets, resolver, tokens, creator, alice, bob } = deployed;
        const token = tokens[decimals];
        const n = Number(outcomeCount);
        const liquidity = 1000n * 10n ** BigInt(decimals) + 1n;
        const { marketId } = await tradedMarket(deployed, { collateral: await token.getAddress(), outcomeCount, liquidity });
        await markets.connect(bob).addLiquidity(marketId, liquidity / 3n, FAR, anyPrices(n), FAR, FAR);
        await markets.connect(bob).buy(marketId, 0, YES, liquidity / 5n, 0, bob, FAR);
        await resolver.resolve(
          marketId,
          Array.from({ length: n }, (_, j) => (j < 2 ? BigInt(j + 1) : 0n)),
        );
        for (const account of [alice, bob, creator]) await markets.connect(account).redeem(idsOf(marketId, n), account);
        await markets.connect(bob).redeem([liquidityId(marketId)], bob);
        await markets.redeemSeed(marketId);
        await markets.collectCreatorFees(marketId);
        // rounding: two units for each of the four operations, one for each position, and the last place of b
        const dust = 8n + 4n + (20n * liquidity) / 10n ** 18n;
        expect(await token.balanceOf(markets)).to.be.within(0n, dust);
      });
    }
  }

  it("pays many markets at once, one transfer for each run of one collateral", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, resolver, usd, tokens, alice, bob } = deployed;
    const collaterals = [usd, tokens[18], tokens[18], usd, usd];
    const ids: bigint[] = [];
    for (const [k, token] of collaterals.entries()) {
      const liquidity = 10n ** (await token.decimals());
      const { marketId } = await createMarket(deployed, { collateral: await token.getAddress(), liquidity });
      await markets.connect(alice).split(marketId, BigInt(k + 1) * AMOUNT);
      await resolver.resolve(marketId, [1, 0]);
      ids.push(positionId(marketId, 0));
    }
    const expected = ids.map((_, k) => BigInt(k + 1) * AMOUNT);
    expect([...(await markets.connect(alice).redeem.staticCall(ids, bob))]).to.deep.equal(expected);
    const transaction = markets.connect(alice).redeem(ids, bob);
    await expect(transaction).to.changeTokenBalances(ethers, usd, [alice, bob], [0n, 10n * AMOUNT]);
    await expect(transaction).to.changeTokenBalances(ethers, tokens[18], [alice, bob], [0n, 5n * AMOUNT]);
    const transfers = (await (await transaction).wait())?.logs.filter(
      ({ topics }) => topics[0] === usd.getEvent("Transfer").fragment.topicHash,
    );
    expect(transfers?.length).to.equal(3);
    for (const [k, id] of ids.entries()) {
      await expect(transaction)
        .to.emit(markets, "Redeemed")
        .withArgs(BigInt(k + 1), alice, id, expected[k], expected[k], bob);
    }
  });

  it("skips what pays nothing: not final, nothing held, losing, unknown, of no kind", async () => {
    const { markets, resolver, deployed, alice, bob, usd, marketId } = await loadFixture(fiveHeld);
    const open = await createMarket(deployed);
    await markets.connect(alice).split(open.marketId, AMOUNT);
    await resolver.resolve(marketId, [0, 1, 0, 0, 0]);
    await markets.connect(alice).transfer(bob, positionId(marketId, 2, NO), AMOUNT);
    const ids = [
      positionId(open.marketId, 0),
      positionId(marketId, 2, NO), // given away
      positionId(marketId, 0), // lost
      positionId(99n, 0),
      FAR,
      positionId(marketId, 1, 2n), // liquidity has no outcome
      positionId(marketId, 1, 3n),
      positionId(marketId, 200),
      positionId(marketId, 1),
      liquidityId(open.marketId),
    ];
    const { amounts, transaction } = await redeemed({ markets, alice }, ids);
    expect(amounts).to.deep.equal(ids.map((_, k) => (k === 8 ? AMOUNT : 0n)));
    await expect(transaction).to.changeTokenBalance(ethers, usd, alice, AMOUNT);
    expect(await markets.balanceOf(alice, positionId(open.marketId, 0))).to.equal(AMOUNT);
    expect(await markets.balanceOf(alice, positionId(marketId, 0))).to.equal(AMOUNT);
  });

  it("pays an id once, however often it is named or sent", async () => {
    const { markets, resolver, alice, usd, marketId } = await loadFixture(fiveHeld);
    await resolver.resolve(marketId, [0, 1, 0, 0, 0]);
    const id = positionId(marketId, 1);
    const { amounts, transaction } = await redeemed({ markets, alice }, [id, id, positionId(marketId, 0), id]);
    expect(amounts).to.deep.equal([AMOUNT, 0n, 0n, 0n]);
    await expect(transaction).to.changeTokenBalance(ethers, usd, alice, AMOUNT);
    const again = await redeemed({ markets, alice }, [id]);
    expect(again.amounts).to.deep.equal([0n]);
    await expect(again.transaction).to.changeTokenBalance(ethers, usd, alice, 0n);
  });

  it("takes an empty list", async () => {
    const { markets, alice, usd } = await loadFixture(twoOutcomes);
    const { amounts, transaction } = await redeemed({ markets, alice }, []);
    expect(amounts).to.deep.equal([]);
    await expect(transaction).to.changeTokenBalance(ethers, usd, alice, 0n);
  });

  it("leaves a position whose worth rounds to nothing with its holder", async () => {
    const { markets, resolver, alice, bob, usd, marketId } = await loadFixture(fiveHeld);
    await markets.connect(alice).transfer(bob, positionId(marketId, 1), 1);
    await resolver.resolve(marketId, [1, 1, 0, 0, 0]);
    await expect(markets.connect(bob).redeem([positionId(marketId, 1)], bob)).to.changeTokenBalance(ethers, usd, bob, 0n);
    expect(await markets.balanceOf(bob, positionId(marketId, 1))).to.equal(1n);
    await markets.connect(alice).transfer(bob, positionId(marketId, 1), 1);
    await expect(markets.connect(bob).redeem([positionId(marketId, 1)], bob)).to.changeTokenBalance(ethers, usd, bob, 1n);
  });

  it("is the holder's alone: an operator or spender redeems nothing of another", async () => {
    const { markets, resolver, alice, carol, usd, marketId } = await loadFixture(fiveHeld);
    const id = positionId(marketId, 1);
    await markets.connect(alice).setOperator(carol, true);
    await markets.connect(alice).approve(carol, id, AMOUNT);
    await resolver.resolve(marketId, [0, 1, 0, 0, 0]);
    await expect(markets.connect(carol).redeem([id], carol)).to.changeTokenBalances(ethers, usd, [alice, carol], [0n, 0n]);
    expect(await markets.balanceOf(alice, id)).to.equal(AMOUNT);
  });

  it("refuses the zero address as a recipient", async () => {
    const { markets, resolver, alice, usd, marketId } = await loadFixture(fiveHeld);
    await resolver.resolve(marketId, [0, 1, 0, 0, 0]);
    await expect(markets.connect(alice).redeem([positionId(marketId, 1)], ethers.ZeroAddress))
      .to.be.revertedWithCustomError(usd, "ERC20InvalidReceiver")
      .withArgs(ethers.ZeroAddress);
  });

  it("pays the initial odds of a market that was voided, liquidity too", async () => {
    const { markets, alice, bob, usd, marketId, resolveBy } = await loadFixture(fiveHeld);
    await markets.connect(bob).addLiquidity(marketId, LIQUIDITY, FAR, ODDS, FAR, FAR);
    await at(resolveBy);
    await markets.void(marketId, ODDS);
    const ids = idsOf(marketId, 5);
    const { amounts, transaction } = await redeemed({ markets, alice }, ids);
    const thousandths = ODDS.map((odds) => odds / 10n ** 15n);
    expect(amounts).to.deep.equal([
      ...thousandths.map((part) => (AMOUNT * part) / 1000n),
      ...thousandths.map((part) => (AMOUNT * (1000n - part)) / 1000n),
    ]);
    await expect(transaction).to.changeTokenBalance(ethers, usd, alice, sum(amounts));
    const { liquidityValue } = await markets.marketOf(marketId);
    await expect(markets.connect(bob).redeem([liquidityId(marketId)], bob)).to.changeTokenBalance(ethers, usd, bob, liquidityValue / 2n);
  });

  it("touches no other market", async () => {
    const { markets, resolver, deployed, alice, marketId } = await loadFixture(fiveHeld);
    const other = await tradedMarket(deployed, { outcomeCount: 5n });
    const seen = async () => ({
      market: await marketOf(markets, other.marketId),
      rhos: await markets.rhosOf(other.marketId),
      held: await positionsOf(markets, alice, other.marketId, 5),
    });
    const before = await seen();
    await resolver.resolve(marketId, [0, 1, 0, 0, 0]);
    await markets.connect(alice).redeem([...idsOf(marketId, 5), ...idsOf(other.marketId, 5)], alice);
    expect(await seen()).to.deep.equal(before);
  });
});

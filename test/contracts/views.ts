// properties: C3, C5, C11, C13, C14, C15
import { expect } from "chai";
import { exp, fromWad, ONE } from "../../tools/proof/model.ts";
import { makeRandom } from "../../tools/proof/random.ts";
import { finish } from "./behaviours.ts";
import {
  createMarket,
  deploy,
  ethers,
  FAR,
  fiveOutcomes,
  LIQUIDITY,
  liquidityId,
  loadFixture,
  mineAt,
  NO,
  positionId,
  Status,
  twoOutcomes,
  WAD,
  YES,
} from "./fixture.ts";
import { fiveTraded, tradedMarket } from "./tradedMarket.ts";

const AMOUNT = 100_000_000n;

describe("Quotes", () => {
  for (const outcomeCount of [2n, 3n, 9n]) {
    for (const decimals of [6, 18] as const) {
      it(`are what 40 random trades then do: ${outcomeCount} outcomes, ${decimals} decimals`, async () => {
        const deployed = await loadFixture(deploy);
        const { markets, quoter, tokens, alice } = deployed;
        const token = tokens[decimals];
        const liquidity = 1000n * 10n ** BigInt(decimals);
        const { marketId } = await createMarket(deployed, { collateral: await token.getAddress(), outcomeCount, liquidity });
        const random = makeRandom(Number(outcomeCount) * 100 + decimals);
        for (let outcome = 0n; outcome < outcomeCount; outcome++)
          await markets.connect(alice).splitPair(marketId, outcome, 200n * liquidity);
        for (let round = 0; round < 40; round++) {
          const op = random.pick(["buy", "buyExact", "sell"] as const);
          const [outcome, side] = [random.below(outcomeCount), random.pick([YES, NO])];
          const amount = random.scale(liquidity / 1000n, 3n * liquidity);
          const id = await markets.positionId(marketId, outcome, side);
          const packed = (code: bigint) => (((id >> 8n) & 1n) << 16n) | (code << 8n) | (id & 0xffn);
          const held = await markets.balanceOf(alice, id);
          const cash = await token.balanceOf(alice);
          let [given, taken] = [amount, amount];
          if (op === "buy") {
            const [positions, fee] = await quoter.quoteBuy(marketId, outcome, side, amount);
            taken = positions;
            await expect(markets.connect(alice).buy(marketId, outcome, side, amount, positions, alice, FAR))
              .to.emit(markets, "Trade")
              .withArgs(marketId, alice, packed(0n), amount, positions, fee);
          } else if (op === "buyExact") {
            const [cost, fee] = await quoter.quoteBuyExact(marketId, outcome, side, amount);
            given = cost;
            await expect(markets.connect(alice).buyExact(marketId, outcome, side, amount, cost, alice, FAR))
              .to.emit(markets, "Trade")
              .withArgs(marketId, alice, packed(1n), cost, amount, fee);
          } else {
            const [gets, fee] = await quoter.quoteSell(marketId, outcome, side, amount);
            [given, taken] = [-gets, -amount];
            await expect(markets.connect(alice).sell(marketId, outcome, side, amount, gets, alice, FAR))
              .to.emit(markets, "Trade")
              .withArgs(marketId, alice, packed(2n), gets, amount, fee);
          }
          expect(cash - (await token.balanceOf(alice))).to.equal(given);
          expect((await markets.balanceOf(alice, id)) - held).to.equal(taken);
        }
      });
    }
  }

  it("know their market, their outcome and their domain, as trades do", async () => {
    const { markets, quoter, marketId } = await loadFixture(fiveOutcomes);
    for (const quote of [quoter.quoteBuy, quoter.quoteBuyExact, quoter.quoteSell]) {
      for (const unknown of [0n, 2n]) {
        await expect(quote(unknown, 0, YES, AMOUNT))
          .to.be.revertedWithCustomError(markets, "UnknownMarket")
          .withArgs(unknown);
      }
      await expect(quote(marketId, 5, YES, AMOUNT))
        .to.be.revertedWithCustomError(markets, "UnknownOutcome")
        .withArgs(5n, 5n);
      await expect(quote(marketId, 0, YES, 0)).to.be.revertedWithCustomError(markets, "ZeroAmount");
    }
    const [cash, positions] = [32n * LIQUIDITY, 64n * LIQUIDITY];
    await expect(quoter.quoteBuy(marketId, 0, YES, cash + 1n))
      .to.be.revertedWithCustomError(quoter, "CollateralTooLarge")
      .withArgs(cash + 1n, cash);
    for (const quote of [quoter.quoteBuyExact, quoter.quoteSell]) {
      await expect(quote(marketId, 0, YES, positions + 1n))
        .to.be.revertedWithCustomError(quoter, "PositionsTooLarge")
        .withArgs(positions + 1n, positions);
    }
    for (const side of [YES, NO])
      await expect(quoter.quoteBuy(marketId, 0, side, FAR)).to.be.revertedWithCustomError(quoter, "CollateralTooLarge");
    expect(await quoter.markets()).to.equal(await markets.getAddress());
  });

  it("refuse what gives nothing", async () => {
    const deployed = await loadFixture(deploy);
    const { markets, quoter, alice } = deployed;
    const { marketId } = await createMarket(deployed, { odds: [WAD - 10n ** 12n, 10n ** 12n] });
    await expect(quoter.quoteSell(marketId, 1, YES, 1000)).to.be.revertedWithCustomError(quoter, "ZeroOutput");
    await markets.connect(alice).buy(marketId, 0, YES, 11n * LIQUIDITY, 0, alice, FAR);
    await expect(quoter.quoteBuy(marketId, 0, YES, 1)).to.be.revertedWithCustomError(quoter, "ZeroOutput");
  });

  it("do not depend on the market's state or on gifts", async () => {
    const { markets, quoter, resolver, usd, alice, marketId, closesAt } = await loadFixture(fiveTraded);
    const all = async () => [
      ...(await quoter.quoteBuy(marketId, 3, NO, AMOUNT)),
      ...(await quoter.quoteBuyExact(marketId, 3, YES, AMOUNT)),
      ...(await quoter.quoteSell(marketId, 0, YES, AMOUNT)),
      ...(await markets.pricesOf(marketId)),
    ];
    const before = await all();
    await usd.connect(alice).transfer(markets, 123_456_789_000n);
    expect(await all()).to.deep.equal(before);
    await resolver.halt(marketId);
    expect(await all()).to.deep.equal(before);
    await mineAt(closesAt);
    expect(await all()).to.deep.equal(before);
    await resolver.resolve(marketId, [1, 0, 0, 0, 0]);
    expect(await all()).to.deep.equal(before);
  });
});

describe("Views", () => {
  it("give one price, all prices and the coordinates behind them", async () => {
    const { markets, marketId } = await loadFixture(fiveTraded);
    const [prices, rhos] = [await markets.pricesOf(marketId), await markets.rhosOf(marketId)];
    expect(prices.length).to.equal(5);
    for (const [j, price] of prices.entries()) {
      expect(await markets.priceOf(marketId, j)).to.equal(price);
      expect(price - exp(-fromWad(rhos[j])) / (ONE / WAD)).to.be.within(-2n, 1n);
    }
    const sum = prices.reduce((total, price) => total + price, 0n);
    expect(sum - WAD).to.be.within(-50n, 5n);
    for (const outcome of [5n, FAR]) {
      await expect(markets.priceOf(marketId, outcome)).to.be.revertedWithCustomError(markets, "UnknownOutcome").withArgs(outcome, 5n);
    }
  });

  for (const outcomeCount of [2n, 3n, 255n, 256n]) {
    it(`give prices of ${outcomeCount} outcomes that sum to one after trades`, async () => {
      const deployed = await loadFixture(deploy);
      const { marketId } = await tradedMarket(deployed, { outcomeCount });
      const prices = await deployed.markets.pricesOf(marketId);
      expect(prices.length).to.equal(Number(outcomeCount));
      const sum = prices.reduce((total, price) => total + price, 0n);
      expect(sum - WAD).to.be.within(-50n - outcomeCount, outcomeCount);
    });
  }

  it("give ids of positions: NO of two outcomes is YES of the other", async () => {
    const { markets, deployed, marketId } = await loadFixture(twoOutcomes);
    const three = (await createMarket(deployed, { outcomeCount: 3n })).marketId;
    for (const outcome of [0n, 1n]) {
      expect(await markets.positionId(marketId, outcome, YES)).to.equal(positionId(marketId, outcome));
      expect(await markets.positionId(marketId, outcome, NO)).to.equal(positionId(marketId, 1n - outcome));
      expect(await markets.positionId(three, outcome, NO)).to.equal(positionId(three, outcome, NO));
    }
    await expect(markets.positionId(marketId, 2, YES))
      .to.be.revertedWithCustomError(markets, "UnknownOutcome")
      .withArgs(2n, 2n);
    await expect(markets.positionId(three, 3, NO))
      .to.be.revertedWithCustomError(markets, "UnknownOutcome")
      .withArgs(3n, 3n);
    for (const id of [1n, 77n]) expect(await markets.liquidityId(id)).to.equal(liquidityId(id));
  });

  it("give the status second by second", async () => {
    const { markets, deployed, marketId, closesAt, resolveBy } = await loadFixture(twoOutcomes);
    const statusAt = async (when: bigint) => {
      await mineAt(when);
      const { status } = await markets.marketOf(marketId);
      expect(await markets.statusOf(marketId)).to.equal(status);
      expect((await markets.termsOf(marketId)).status).to.equal(status);
      return status;
    };
    expect(await statusAt(closesAt - 1n)).to.equal(Status.Open);
    expect(await statusAt(closesAt)).to.equal(Status.Closed);
    expect(await statusAt(closesAt + 1n)).to.equal(Status.Closed);
    expect(await statusAt(resolveBy - 2n)).to.equal(Status.Closed); // void is a call, not a moment
    await finish(deployed, { marketId, resolveBy }, "void");
    expect(await statusAt(resolveBy + 1n)).to.equal(Status.Void);
  });

  it("know no market that does not exist", async () => {
    const { markets } = await loadFixture(twoOutcomes);
    for (const id of [0n, 2n, FAR]) {
      for (const view of [
        markets.marketOf(id),
        markets.termsOf(id),
        markets.tradingTermsOf(id),
        markets.pricesOf(id),
        markets.priceOf(id, 0),
        markets.rhosOf(id),
        markets.payoutsOf(id),
        markets.positionId(id, 0, YES),
      ]) {
        await expect(view).to.be.revertedWithCustomError(markets, "UnknownMarket").withArgs(id);
      }
      expect(await markets.statusOf(id)).to.equal(Status.None);
    }
  });

  it("give the terms that a resolver needs", async () => {
    const { markets, usd, marketId, closesAt, resolveBy } = await loadFixture(fiveTraded);
    expect([...(await markets.termsOf(marketId))]).to.deep.equal([await usd.getAddress(), 5n, LIQUIDITY, closesAt, resolveBy, Status.Open]);
    expect(await markets.payoutsOf(marketId)).to.deep.equal([]);
    expect(await markets.marketCount()).to.equal(1n);
  });

  it("give what another contract needs to trade: open until the second it closes or is halted", async () => {
    const { markets, usd, resolver, marketId, closesAt } = await loadFixture(fiveTraded);
    const { termsHash } = await markets.marketOf(marketId);
    const terms = async () => [...(await markets.tradingTermsOf(marketId))];
    const open = [await usd.getAddress(), 5n, true, 400n, termsHash];
    const closed = open.with(2, false);
    expect(await terms()).to.deep.equal(open);
    await resolver.halt(marketId);
    expect(await terms()).to.deep.equal(closed);
    await resolver.reopen(marketId);
    await mineAt(closesAt - 1n);
    expect(await terms()).to.deep.equal(open);
    await mineAt(closesAt);
    expect(await terms()).to.deep.equal(closed);
    await resolver.resolve(marketId, [1, 0, 0, 0, 0]);
    expect(await terms()).to.deep.equal(closed);
  });

  it("take sides that exist", async () => {
    const { quoter, marketId } = await loadFixture(twoOutcomes);
    await expect(quoter.quoteBuy(marketId, 0, 2, AMOUNT)).to.be.revertedWithoutReason(ethers);
  });
});

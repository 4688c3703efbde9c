// properties: C5, C6, C15 (how far one trade may carry a price)
import { expect } from "chai";
import { ONE, type Op, pricesAfter } from "../../tools/proof/model.ts";
import { createMarket, deploy, ethers, FAR, LIQUIDITY, loadFixture, NO, ODDS, WAD, YES } from "./fixture.ts";

const MAX_PRICE = WAD - 10n ** 6n;
const MIN_PRICE = 10n ** 6n;
/** The last places that the arithmetic may be off. */
const UNITS = 20n;

/** Alice holds 65 b or more of YES and NO of every outcome. */
async function market(outcomeCount: bigint, odds: bigint[] = []) {
  const deployed = await loadFixture(deploy);
  const { markets, quoter, alice } = deployed;
  const { marketId } = await createMarket(deployed, { outcomeCount, odds });
  for (let outcome = 0n; outcome < outcomeCount; outcome++) await markets.connect(alice).splitPair(marketId, outcome, 65n * LIQUIDITY);
  const m = markets.connect(alice);
  const send = {
    buy: (outcome: number, side: bigint, amount: bigint) => m.buy(marketId, outcome, side, amount, 0, alice, FAR),
    buyExact: (outcome: number, side: bigint, amount: bigint) => m.buyExact(marketId, outcome, side, amount, FAR, alice, FAR),
    sell: (outcome: number, side: bigint, amount: bigint) => m.sell(marketId, outcome, side, amount, 0, alice, FAR),
  };
  const quote = {
    buy: (outcome: number, side: bigint, amount: bigint) => quoter.quoteBuy(marketId, outcome, side, amount),
    buyExact: (outcome: number, side: bigint, amount: bigint) => quoter.quoteBuyExact(marketId, outcome, side, amount),
    sell: (outcome: number, side: bigint, amount: bigint) => quoter.quoteSell(marketId, outcome, side, amount),
  };
  /** The largest amount that is not refused for its price. */
  const largest = async (op: Op, outcome: number, side: bigint) => {
    let [low, high] = [0n, (op === "buy" ? 32n : 64n) * LIQUIDITY];
    while (high - low > 1n) {
      const middle = (low + high) / 2n;
      const refusal = await quote[op](outcome, side, middle).then(
        () => "",
        // by its selector: the words are Hardhat's, which has none for other code than it compiled
        (error: Error & { data?: string }) => (error.data && markets.interface.parseError(error.data)?.name) || error.message,
      );
      if (/PriceToo/.test(refusal)) high = middle;
      else low = middle;
    }
    return low;
  };
  return { markets, quoter, alice, marketId, send, quote, largest };
}

describe("The limits of the traded price", () => {
  for (const [outcomeCount, odds, outcome] of [
    [2n, [], 1],
    [5n, ODDS, 0],
    [5n, ODDS, 4],
    [2n, [WAD - 10n ** 12n, 10n ** 12n], 0],
    [2n, [WAD - 10n ** 12n, 10n ** 12n], 1],
    [3n, [WAD - 2n * 10n ** 12n, 10n ** 12n, 10n ** 12n], 0],
  ] as const) {
    for (const op of ["buy", "buyExact", "sell"] as const) {
      for (const side of [YES, NO]) {
        it(`end a ${op} of ${side === YES ? "YES" : "NO"} of outcome ${outcome} of ${odds.length || outcomeCount}`, async () => {
          const { markets, marketId, send, quote, largest } = await market(outcomeCount, [...odds]);
          const rhos = await markets.rhosOf(marketId);
          const [error, limit] = op === "sell" ? (["PriceTooLow", MIN_PRICE] as const) : (["PriceTooHigh", MAX_PRICE] as const);
          const exact = (amount: bigint) => {
            const order = {
              op,
              side: side === YES ? "yes" : "no",
              liquidity: LIQUIDITY,
              rho: rhos[outcome],
              feeRate: 400,
              amount,
            } as const;
            const yes = pricesAfter(rhos, outcome, order)[outcome] / (ONE / WAD);
            return side === YES ? yes : WAD - yes;
          };
          const most = await largest(op, outcome, side);
          // it ends where the real price passes the limit, as far as that is known
          if (op === "sell") expect(exact(most) >= limit, `${exact(most)}`).to.equal(true);
          else expect(exact(most) <= limit + UNITS, `${exact(most)}`).to.equal(true);
          // where the price of what is bought is small, so is `exp(-e)`, of which two units in the last place are not known
          const early = op === "buyExact" && side === NO && rhos[outcome] < 10n ** 13n ? 3n * (WAD - MAX_PRICE) : WAD - MAX_PRICE;
          if (op !== "sell") expect(WAD - exact(most + 1n) <= early + UNITS, `${exact(most + 1n)}`).to.equal(true);
          for (const call of [quote[op](outcome, side, most + 1n), send[op](outcome, side, most + 1n)]) {
            await expect(call)
              .to.be.revertedWithCustomError(markets, error)
              .withArgs((price: bigint) => (op === "sell" ? price < limit : price > limit), limit);
          }
          await send[op](outcome, side, most);
          const after = await markets.priceOf(marketId, outcome);
          const price = side === YES ? after : WAD - after;
          expect(op === "sell" ? price >= limit - UNITS : price <= limit + UNITS, `${price}`).to.equal(true);
        });
      }
    }
  }

  it("let a sale come as close to nothing as a millionth of the limit from even odds", async () => {
    const { markets, marketId, send, largest } = await market(5n);
    await send.sell(2, YES, await largest("sell", 2, YES));
    expect(await markets.priceOf(marketId, 2)).to.be.within(MIN_PRICE, MIN_PRICE + UNITS);
  });

  it("hold in their own direction alone: what fell below them is bought, and NO on it is sold", async () => {
    const { markets, marketId, send, largest } = await market(3n);
    // each of the two, driven to nearly one, takes all others down with it
    for (const outcome of [0, 1, 0, 1]) await send.buyExact(outcome, YES, await largest("buyExact", outcome, YES));
    expect((await markets.rhosOf(marketId))[2] > 50n * WAD, "far below the limits").to.equal(true);
    await expect(send.sell(2, YES, LIQUIDITY))
      .to.be.revertedWithCustomError(markets, "PriceTooLow")
      .withArgs(0n, MIN_PRICE);
    for (const op of ["buy", "buyExact"] as const) {
      await expect(send[op](2, NO, LIQUIDITY)).to.be.revertedWithCustomError(markets, "PriceTooHigh");
    }
    await send.sell(2, NO, LIQUIDITY);
    await send.buyExact(2, YES, LIQUIDITY);
    expect(await markets.priceOf(marketId, 2), "still below them").to.equal(0n);
    await send.buy(2, YES, LIQUIDITY / 1000n);
    while ((await markets.priceOf(marketId, 2)) < MAX_PRICE - 10_000n) await send.buyExact(2, YES, await largest("buyExact", 2, YES));
    expect(await markets.priceOf(marketId, 2)).to.be.within(MAX_PRICE - UNITS, MAX_PRICE + UNITS);
  });

  it("come after those of the amount", async () => {
    const { markets, quote } = await market(2n);
    const [cash, positions] = [32n * LIQUIDITY, 64n * LIQUIDITY];
    await expect(quote.buy(0, YES, cash)).to.be.revertedWithCustomError(markets, "PriceTooHigh");
    await expect(quote.buy(0, YES, cash + 1n))
      .to.be.revertedWithCustomError(markets, "CollateralTooLarge")
      .withArgs(cash + 1n, cash);
    await expect(quote.buyExact(0, YES, positions)).to.be.revertedWithCustomError(markets, "PriceTooHigh");
    await expect(quote.sell(0, YES, positions)).to.be.revertedWithCustomError(markets, "PriceTooLow");
    for (const op of ["buyExact", "sell"] as const) {
      await expect(quote[op](0, YES, positions + 1n))
        .to.be.revertedWithCustomError(markets, "PositionsTooLarge")
        .withArgs(positions + 1n, positions);
      await expect(quote[op](0, YES, ethers.MaxUint256)).to.be.revertedWithCustomError(markets, "PositionsTooLarge");
    }
  });
});

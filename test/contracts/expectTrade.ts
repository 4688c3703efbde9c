import { expect } from "chai";
import { expectedTrade, ONE, type Op, poolGain, pricesAfter } from "../../tools/proof/model.ts";
import { NO, WAD } from "./fixture.ts";

export type Trade = { op: Op; side: bigint; liquidity: bigint; rho: bigint; feeRate: number; amount: bigint };

const named = ({ side, ...rest }: Trade) => ({ ...rest, side: side === NO ? ("no" as const) : ("yes" as const) });

/** The amount and fee of a trade are the exact ones, rounded to the pool's favour within the stated margin. */
export function expectTrade(trade: Trade, amount: bigint, fee: bigint) {
  const model = expectedTrade(named(trade));
  const gain = poolGain(trade.op, amount, model.output);
  expect(gain >= 0n, `favours the trader by ${-gain} / 1e80 units`).to.equal(true);
  expect(gain <= model.margin, `${gain / ONE} units off`).to.equal(true);
  const distance = fee * ONE - model.fee;
  expect(distance <= model.margin + 2n * ONE && -distance <= model.margin + 2n * ONE, `fee ${fee}`).to.equal(true);
}

/** After a trade all prices are the exact ones, within a few units of the last place and one base unit of the trade. */
export async function expectPrices(
  markets: { pricesOf: (marketId: bigint) => Promise<bigint[]> },
  marketId: bigint,
  rhosBefore: readonly bigint[],
  outcome: number,
  order: Omit<Trade, "rho">,
) {
  const expected = pricesAfter(rhosBefore, outcome, named({ ...order, rho: rhosBefore[outcome] }));
  const prices = await markets.pricesOf(marketId);
  for (const [j, price] of prices.entries()) {
    const distance = price - expected[j] / (ONE / WAD);
    expect(distance, `price of outcome ${j}`).to.be.within(-20n, 20n);
  }
}

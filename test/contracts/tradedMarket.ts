import { createMarket, type Deployed, deploy, FAR, type MarketTerms, NO, ODDS, YES } from "./fixture.ts";

/** A market that alice has traded on for about `b`, and the fees that she paid on the way. */
export async function tradedMarket(deployed: Deployed, changes: Partial<MarketTerms> = {}) {
  const { markets, quoter, alice } = deployed;
  const market = await createMarket(deployed, changes);
  const { marketId, params } = market;
  const last = params.outcomeCount - 1n;
  let fees = 0n;
  for (const [outcome, side, share] of [
    [0n, YES, 300n],
    [last, NO, 200n],
    [last, YES, 450n],
  ] as const) {
    const payment = (params.liquidity * share) / 1000n + 7n;
    fees += (await quoter.quoteBuy(marketId, outcome, side, payment))[1];
    await markets.connect(alice).buy(marketId, outcome, side, payment, 0, alice, FAR);
  }
  const creatorFees = (fees * params.creatorShare) / 10_000n;
  return { ...market, fees, creatorFees, providerFees: fees - creatorFees };
}

export async function fiveTraded() {
  const deployed = await deploy();
  return { ...deployed, deployed, ...(await tradedMarket(deployed, { outcomeCount: 5n, odds: ODDS })) };
}

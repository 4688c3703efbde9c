import { liquidityId, NO, positionId, YES } from "./fixture.ts";

type Ledger = { balanceOf: (account: string, id: bigint) => Promise<bigint> };

/** What an account holds of a market: YES and NO of each of `n` outcomes, and liquidity. */
export async function positionsOf(markets: Ledger, account: { address: string }, marketId: bigint, n: number) {
  const held = (side: bigint) =>
    Promise.all(Array.from({ length: n }, (_, outcome) => markets.balanceOf(account.address, positionId(marketId, outcome, side))));
  const [yes, no] = [await held(YES), await held(NO)];
  return { yes, no, liquidity: await markets.balanceOf(account.address, liquidityId(marketId)) };
}

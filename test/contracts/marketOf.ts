import type { Result } from "ethers";

type Markets = { marketOf: (marketId: bigint) => Promise<unknown> };

/** A market as a plain object, so that all of it can be compared at once. */
export const marketOf = async (markets: Markets, marketId: bigint): Promise<Record<string, unknown>> =>
  ((await markets.marketOf(marketId)) as Result).toObject();

/** By what the page's readings are known, so that what the server has read already is found by them (`Prefetched`). */
export const queryKeys = {
  /** A reading of the chain; `key` is its path unless told. */
  chain: (name: string, key: string | null) => [name, key] as const,
  orders: (maker: string | undefined, market?: bigint) => ["orders", maker, String(market ?? "all")] as const,
  book: (marketId: bigint, outcome: number, side: string) => ["book", String(marketId), outcome, side] as const,
  indexer: (path: string | null, parameters: object = {}) => ["indexer", path, parameters] as const,
  indexerPages: (path: string | null, parameters: object = {}) => ["indexer", "pages", path, parameters] as const,
};

/** Kind of a resolver → its contract, as in the address book. */
export const RESOLVERS = {
  optimistic: "OptimisticResolver",
  committee: "CommitteeResolver",
  priceFeed: "PriceFeedResolver",
  uma: "UmaResolver",
  reality: "RealityResolver",
} as const;

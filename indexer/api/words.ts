/** The words of the API, each list in one place. */
export const STATUSES = ["Open", "Closed", "Resolved", "Void"] as const;
export const SIDES = ["yes", "no"] as const;
export const OPS = ["buy", "buyExact", "sell"] as const;
export const RESOLVER_KINDS = ["optimistic", "committee", "priceFeed", "uma", "reality", "unknown"] as const;
export const SOURCES = ["markets", "optimistic", "committee", "priceFeed", "uma", "reality"] as const;
export const HELD_KINDS = ["yes", "no", "liquidity", "seed"] as const;
export const SORTS = ["newest", "volume", "volume24h", "liquidity", "closing"] as const;
export const INTERVALS = { "5m": 300, "1h": 3600, "1d": 86_400 } as const;
export const RANKINGS = ["profit", "volume", "brier"] as const;
export const PERIODS = { "1d": 1, "7d": 7, "30d": 30, all: null } as const;

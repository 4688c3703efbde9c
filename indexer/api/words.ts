/** The words of the API, each list in one place. */
export const STATUSES = ["Open", "Closed", "Resolved", "Void"] as const;
export const SIDES = ["yes", "no"] as const;
export const OPS = ["buy", "buyExact", "sell"] as const;
export const RESOLVER_KINDS = ["optimistic", "committee", "priceFeed", "uma", "reality", "unknown"] as const;
export const SOURCES = ["markets", "optimistic", "committee", "priceFeed", "uma", "reality"] as const;
export const HELD_KINDS = ["yes", "no", "liquidity", "seed"] as const;
export const SORTS = ["newest", "volume", "volume24h", "change24h", "trending", "liquidity", "closing"] as const;
/** What a market waits for: its end by a proposal whose time is over, a void, an answer, or the end of a proposal's time. */
export const DUE = ["finalize", "void", "answer", "deadline"] as const;
export const ASSETS = ["collateral", "yes", "no", "liquidity", "seed", "bond"] as const;
export const INTERVALS = { "5m": 300, "1h": 3600, "1d": 86_400 } as const;
export const CSV_COLUMNS = [
  "time",
  "kind",
  "market",
  "question",
  "asset",
  "outcome",
  "amount",
  "token",
  "other",
  "block",
  "transaction",
] as const;
export const RANKINGS = ["profit", "volume", "brier"] as const;
export const PERIODS = { "1d": 1, "7d": 7, "30d": 30, all: null } as const;

// The words of the API that are not the SDK's own, each list in one place.
import { knownKinds } from "../../sdk/resolvers/kinds.ts";
import { statuses } from "../../sdk/status.ts";

export const STATUSES = statuses.filter((status) => status !== "None");
export const RESOLVER_KINDS = [...knownKinds, "unknown"] as const;
/** Who an event is of: the markets' contract, or a resolver of that kind. */
export const SOURCES = ["markets", ...knownKinds] as const;
export const SORTS = ["newest", "volume", "volume24h", "change24h", "trending", "liquidity", "closing"] as const;
/** What a market waits for: its end by a proposal whose time is over, a void, an answer, or the end of a proposal's time. */
export const DUE = ["finalize", "void", "answer", "deadline"] as const;
export const ASSETS = ["collateral", "yes", "no", "liquidity", "seed", "bond"] as const;
export const CSV_COLUMNS = [
  "time",
  "kind",
  "market",
  "question",
  "asset",
  "outcome",
  "amount",
  "token",
  "symbol",
  "known",
  "base",
  "other",
  "block",
  "transaction",
] as const;
export const RANKINGS = ["profit", "volume", "brier"] as const;
export const PERIODS = { "1d": 1, "7d": 7, "30d": 30, all: null } as const;

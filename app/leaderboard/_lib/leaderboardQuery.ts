export const RANKINGS = ["profit", "volume", "brier"] as const;
export const PERIODS = ["1d", "7d", "30d", "all"] as const;
const PAGE = 50;
const CURSOR = /^[\w-]{1,60}$/;

export interface LeaderboardQuery {
  by: (typeof RANKINGS)[number];
  period: (typeof PERIODS)[number];
  /** A token of the address book by its name, if not the first: amounts of two are never one ranking. */
  collateral?: string;
  cursor?: string;
}

/** The ranking that a URL's query stands for; what it does not know is left at its default. `collaterals`: names in the address book. */
export function parseLeaderboardQuery(
  parameters: Record<string, string | string[] | undefined>,
  collaterals: readonly string[] = [],
): LeaderboardQuery {
  const one = (name: string) => [parameters[name]].flat()[0] ?? "";
  const collateral = collaterals.slice(1).find((name) => name === one("collateral"));
  return {
    by: RANKINGS.find((each) => each === one("by")) ?? "profit",
    period: PERIODS.find((each) => each === one("period")) ?? "all",
    ...(collateral && { collateral }),
    ...(CURSOR.test(one("cursor")) && { cursor: one("cursor") }),
  };
}

/** The page of a ranking; defaults are left out of its address. */
export function leaderboardHref({ by, period, collateral, cursor }: LeaderboardQuery): string {
  const query = new URLSearchParams();
  if (by !== "profit") query.set("by", by);
  if (period !== "all") query.set("period", period);
  if (collateral) query.set("collateral", collateral);
  if (cursor) query.set("cursor", cursor);
  return query.size > 0 ? `/leaderboard?${query}` : "/leaderboard";
}

/** What to ask of the indexer. */
export function leaderboardPath({ by, period, collateral, cursor }: LeaderboardQuery, collaterals: Record<string, string> = {}): string {
  const address = collateral && collaterals[collateral];
  return `leaderboard?${new URLSearchParams({ by, period, limit: String(PAGE), ...(address && { collateral: address }), ...(cursor && { cursor }) })}`;
}

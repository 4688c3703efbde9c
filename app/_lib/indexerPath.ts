import { type Allowed, allowedPath } from "./allowedPath.ts";

const ID = "[0-9]{1,78}";
const ADDRESS = "0x[0-9a-fA-F]{40}";

/** What of the indexer a page may ask for, and with which parameters. Its analysts' doors and its metrics are not among it. */
const ALLOWED: Allowed = [
  [
    /^markets$/,
    [
      "status",
      "category",
      "collateral",
      "creator",
      "resolver",
      "resolverKind",
      "include",
      "search",
      "sort",
      "sparkline",
      "limit",
      "cursor",
    ],
  ],
  [new RegExp(`^markets/${ID}$`), []],
  [new RegExp(`^markets/${ID}/related$`), ["include", "limit"]],
  [new RegExp(`^markets/${ID}/prices$`), ["interval", "from", "to"]],
  [new RegExp(`^markets/${ID}/quote$`), ["op", "outcome", "side", "amount"]],
  [new RegExp(`^markets/${ID}/(trades|activity)$`), ["limit", "cursor"]],
  [new RegExp(`^markets/${ID}/holders$`), ["kind", "outcome", "limit", "cursor"]],
  [new RegExp(`^markets/${ID}/resolution$`), []],
  [new RegExp(`^accounts/${ADDRESS}$`), ["include"]],
  [new RegExp(`^accounts/${ADDRESS}/(markets|history|movements)$`), ["limit", "cursor"]],
  [new RegExp(`^accounts/${ADDRESS}/history\\.csv$`), []],
  [new RegExp(`^accounts/${ADDRESS}/profit$`), ["collateral", "include", "from", "to"]],
  [/^leaderboard$/, ["by", "period", "collateral", "include", "limit", "cursor"]],
  [/^tokens$/, ["used"]],
  [/^(stats|categories)$/, ["include"]],
  [/^due$/, ["include", "limit", "cursor"]],
  [/^stream$/, ["market", "account", "kind", "since"]],
  [/^ready$/, []],
];

/** The path and query to ask the indexer's API for (`indexerUrl`); null if the app does not pass it on. */
export function indexerPath(segments: readonly string[], search: URLSearchParams): string | null {
  return allowedPath(ALLOWED, segments, search);
}

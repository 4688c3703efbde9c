import { foldText } from "../../sdk/foldText.ts";
import type { Market } from "../../sdk/types.ts";

export const STATUSES = ["all", "open", "closed", "resolved"] as const;
export const SORTS = ["liquidity", "volume", "newest", "closing"] as const;

export interface Filter {
  search: string;
  category: string;
  status: (typeof STATUSES)[number];
  sort: (typeof SORTS)[number];
  /** Whether markets with a resolver that is not known are shown. */
  unknown: boolean;
}

type Params = Record<string, string | string[] | undefined>;

/** The filter that a URL's query stands for; what it does not know is left at its default. */
export function parseFilter(params: Params): Filter {
  const one = (name: string) => [params[name]].flat()[0] ?? "";
  return {
    search: one("q").slice(0, 100),
    category: one("category"),
    status: STATUSES.find((status) => status === one("status")) ?? "all",
    sort: SORTS.find((sort) => sort === one("sort")) ?? "liquidity",
    unknown: one("unknown") === "1",
  };
}

/** `volumes` by market id, from the indexer: without it the order by volume is the one by liquidity. */
export function filterMarkets(markets: readonly Market[], filter: Filter, volumes?: ReadonlyMap<string, bigint>): Market[] {
  const words = foldText(filter.search).split(" ").filter(Boolean);
  const matches = (market: Market) => {
    const text = foldText([market.metadata.question, market.metadata.category, ...market.outcomes].join("\n"));
    return (
      words.every((word) => text.includes(word)) &&
      (!filter.category || market.metadata.category === filter.category) &&
      (filter.unknown || market.resolverKind !== "unknown") &&
      (filter.status === "all" ||
        (filter.status === "open"
          ? market.status === "Open"
          : filter.status === "closed"
            ? market.status === "Closed"
            : market.status === "Resolved" || market.status === "Void"))
    );
  };
  const volume = ({ id }: Market) => volumes?.get(String(id)) ?? 0n;
  const byVolume = (a: Market, b: Market) =>
    rank(a) - rank(b) || (volume(a) === volume(b) ? orders.liquidity(a, b) : volume(b) > volume(a) ? 1 : -1);
  return markets.filter(matches).sort(filter.sort === "volume" ? byVolume : orders[filter.sort]);
}

const orders: Record<Exclude<Filter["sort"], "volume">, (a: Market, b: Market) => number> = {
  liquidity: (a, b) => rank(a) - rank(b) || Number(b.liquidity - a.liquidity),
  newest: (a, b) => Number(b.id - a.id),
  closing: (a, b) => rank(a) - rank(b) || a.closesAt - b.closesAt,
};

/** What can be traded comes first. */
function rank({ status }: Market): number {
  return status === "Open" ? 0 : status === "Closed" ? 1 : 2;
}

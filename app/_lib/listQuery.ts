// The address of a list of markets: what a query says, what it asks of the indexer, and links to the same list with one thing else.
export const STATUSES = ["open", "closed", "resolved", "void", "all"] as const;
export const SORTS = ["trending", "volume", "volume24h", "liquidity", "newest", "closing", "change24h"] as const;
export const PAGE = 24;

export interface ListQuery {
  search: string;
  category: string;
  status: (typeof STATUSES)[number];
  sort: (typeof SORTS)[number];
  /** Whether markets with a resolver or a collateral that is not known, or an unreadable text, are shown. */
  unknown: boolean;
  /** Where the page begins, as the indexer named it; empty for the first. */
  after: string;
}

const DEFAULTS: ListQuery = { search: "", category: "", status: "open", sort: "trending", unknown: false, after: "" };
/** Longer ones the indexer refuses. */
const LONGEST = { search: 100, category: 100, after: 300 };
const API_STATUS = { open: "Open", closed: "Closed", resolved: "Resolved", void: "Void", all: undefined } as const;

type Params = Record<string, string | string[] | undefined>;

/** What a URL's query stands for; what it does not know is left at its default. */
export function parseListQuery(params: Params): ListQuery {
  const one = (name: string, longest = 20) => ([params[name]].flat()[0] ?? "").slice(0, longest);
  return {
    search: one("q", LONGEST.search).trim(),
    category: one("category", LONGEST.category),
    status: STATUSES.find((status) => status === one("status")) ?? DEFAULTS.status,
    sort: SORTS.find((sort) => sort === one("sort")) ?? DEFAULTS.sort,
    unknown: one("unknown") === "1",
    after: one("after", LONGEST.after),
  };
}

/** The address of the list with some of it changed; another filter begins at the first page. */
export function listAddress(query: ListQuery, change: Partial<ListQuery> = {}): string {
  const next = { ...query, after: "", ...change };
  const parameters = new URLSearchParams();
  if (next.search) parameters.set("q", next.search);
  if (next.category) parameters.set("category", next.category);
  if (next.status !== DEFAULTS.status) parameters.set("status", next.status);
  if (next.sort !== DEFAULTS.sort) parameters.set("sort", next.sort);
  if (next.unknown) parameters.set("unknown", "1");
  if (next.after) parameters.set("after", next.after);
  return parameters.size > 0 ? `/?${parameters}` : "/";
}

/** Whether it is the list that opens first: then there is room for what moves. */
export function isFirstList(query: ListQuery): boolean {
  return listAddress(query) === "/" && query.after === "";
}

/** What to ask the indexer for a page of the list. */
export function listRequest({ search, category, status, sort, unknown, after }: ListQuery): string {
  const parameters = new URLSearchParams({ sort, limit: String(PAGE), sparkline: "7d" });
  if (search) parameters.set("search", search);
  if (category) parameters.set("category", category);
  const only = API_STATUS[status];
  if (only) parameters.set("status", only);
  if (unknown) parameters.set("include", "unknown");
  if (after) parameters.set("cursor", after);
  return `markets?${parameters}`;
}

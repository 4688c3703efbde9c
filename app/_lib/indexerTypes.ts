import type { Activity, AsOf, Market, Portfolio } from "../../indexer/api/schemas.ts";

// What the indexer's API answers: its own schemas, under the names that a page knows them by beside those of the chain.

/** An answer, or a page of a list. */
export interface Indexed<T> {
  asOf: AsOf;
  data: T;
  next?: string | null;
  /** How many there are on all pages, where they are counted. */
  total?: number;
}

export type IndexedMarket = Market;
/** Without its number in the whole history, which a receipt does not know. */
export type IndexedActivity = Omit<Activity, "sequence" | "source"> & { source: string };
export type IndexedPortfolio = Portfolio;
export type {
  AccountMarket,
  Category,
  Holder,
  KnownToken,
  MarketPage,
  Movement,
  PriceSeries,
  ProfitDay,
  Rank,
  Readiness,
} from "../../indexer/api/schemas.ts";

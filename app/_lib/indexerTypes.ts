/** What the indexer's API answers (indexer/README.md). Amounts are decimal strings of base units, prices of 1e18, times Unix seconds. */
export interface AsOf {
  block: number;
  timestamp: number;
}

/** An answer, or a page of a list. */
export interface Indexed<T> {
  asOf: AsOf;
  data: T;
  next?: string | null;
}

export interface IndexedMarket {
  id: string;
  volume: string;
  volume24h: string;
  trades: number;
  traders: number;
}

/** Numbers from 0 to 1, by outcome. */
export interface PriceSeries {
  /** Seconds that a candle is long. */
  interval: number;
  start: number;
  /** Before the first candle. */
  initial: number[];
  /** Those in which nothing was traded are left out. */
  candles: { start: number; volume: string; trades: number; outcomes: [open: number, high: number, low: number, close: number][] }[];
}

/** Something that happened. `kind` is the event's name, `data` its other arguments. */
export interface IndexedActivity {
  kind: string;
  source: string;
  marketId: string | null;
  account: string | null;
  recipient: string | null;
  block: number;
  logIndex: number;
  transactionHash: string;
  timestamp: number;
  data: Record<string, unknown>;
}

export type HeldKind = "yes" | "no" | "liquidity" | "seed";

export interface Holder {
  account: string;
  kind: HeldKind;
  outcome: number;
  amount: string;
  cost: string;
  value: string;
}

export interface Total {
  collateral: string;
  paid: string;
  received: string;
  realized: string;
  unrealized: string;
  profit: string;
  value: string;
  cost: string;
  volume: string;
  fees: string;
  trades: number;
  markets: number;
  brier: number | null;
  brierTrades: number;
}

export interface IndexedPosition {
  marketId: string;
  kind: HeldKind;
  outcome: number;
  id: string;
  amount: string;
  cost: string;
  averagePrice: string;
  value: string;
  profit: string;
}

export interface IndexedPortfolio {
  address: string;
  totals: Total[];
  positions: IndexedPosition[];
}

export interface ProfitDay {
  collateral: string;
  day: number;
  realized: string;
  volume: string;
  trades: number;
}

export interface Rank {
  rank: number;
  account: string;
  collateral: string;
  profit: string;
  volume: string;
  trades: number;
  brier: number | null;
  brierTrades: number;
}

export interface Readiness {
  ready: boolean;
  asOf: AsOf | null;
  head: number | null;
  lag: number | null;
  reason: string | null;
}

import { index, onchainTable, primaryKey, sql } from "ponder";
import type { Metadata } from "../sdk/types.ts";
import type { ActivityData } from "./ledger/activityData.ts";
import { readSettings } from "./settings.ts";

// Amounts are base units of the collateral, fixed-point numbers are scaled by 1e18, times are Unix seconds. What every
// trade writes is kept apart from what never changes, and nothing is written once for each outcome of a market:
// the price of outcome i is exp(−(sigma − offset_i)), and a trade changes sigma and one offset. A table is exported under the
// name whose plural GraphQL makes by adding an s.

const { trigrams } = readSettings();

/** What a market is made of, and its text. Written once. */
export const market = onchainTable(
  "market",
  (t) => ({
    id: t.bigint().primaryKey(),
    creator: t.hex().notNull(),
    resolver: t.hex().notNull(),
    resolverKind: t.text().notNull(),
    collateral: t.hex().notNull(),
    createdAt: t.int8({ mode: "number" }).notNull(),
    createdBlock: t.int8({ mode: "number" }).notNull(),
    closesAt: t.int8({ mode: "number" }).notNull(),
    resolveBy: t.int8({ mode: "number" }).notNull(),
    feeRate: t.integer().notNull(),
    creatorShare: t.integer().notNull(),
    outcomeCount: t.integer().notNull(),
    initialLiquidity: t.bigint().notNull(),
    funding: t.bigint().notNull(),
    odds: t.jsonb().$type<string[]>().notNull(),
    question: t.text().notNull(),
    category: t.text().notNull(),
    outcomes: t.jsonb().$type<string[]>().notNull(),
    metadata: t.jsonb().$type<Metadata>().notNull(),
    metadataIsValid: t.boolean().notNull(),
    metadataText: t.text().notNull(),
    /** Whether its text can be read and is within the linter's limits (`isReadable`). */
    readable: t.boolean().notNull(),
    termsHash: t.hex().notNull(),
    /** Question, category and outcomes as searches compare them (`foldText`). */
    searchText: t.text().notNull(),
  }),
  (table) => ({
    byCreator: index().on(table.creator),
    byCategory: index().on(table.category),
    // Ponder loses the operator class of a column, and does not touch raw SQL
    byText: index("market_by_text").using("gin", sql.raw(`"search_text" ${trigrams}.gin_trgm_ops`)),
  }),
);

/** What a token said of itself in the block in which it was first seen: a stranger's word, but for known ones. */
export const token = onchainTable("token", (t) => ({
  address: t.hex().primaryKey(),
  /** Cleaned (`cleanSymbol`); its address in short if it has none. */
  symbol: t.text().notNull(),
  /** None if it does not say them. */
  decimals: t.integer(),
  block: t.int8({ mode: "number" }).notNull(),
}));

/** What its resolver was told at creation. */
export const registration = onchainTable("registration", (t) => ({
  marketId: t.bigint().primaryKey(),
  kind: t.text().notNull(),
  resolver: t.hex().notNull(),
  data: t.jsonb().$type<ActivityData>().notNull(),
}));

/** Where a market stands. Time alone closes one: see `closesAt`. */
export const pool = onchainTable(
  "pool",
  (t) => ({
    marketId: t.bigint().primaryKey(),
    collateral: t.hex().notNull(),
    /** Whether its resolver is the project's own and its text readable: others count in no rank. */
    regular: t.boolean().notNull(),
    feeRate: t.integer().notNull(),
    creatorShare: t.integer().notNull(),
    outcomeCount: t.integer().notNull(),
    /** Without the modulus that the contract stores it under; only differences to offsets mean something. */
    sigma: t.bigint().notNull(),
    liquidity: t.bigint().notNull(),
    seed: t.bigint().notNull(),
    /** Fees not divided yet between liquidity providers and the creator, as in the contract. */
    gatheredFees: t.bigint().notNull(),
    liquidityFees: t.bigint().notNull(),
    creatorFees: t.bigint().notNull(),
    halted: t.boolean().notNull(),
    /** Resolved or Void. */
    final: t.text(),
    finalizedAt: t.int8({ mode: "number" }),
    payouts: t.jsonb().$type<string[]>().notNull(),
    payoutDenominator: t.bigint().notNull(),
    liquidityValue: t.bigint().notNull(),
    volume: t.bigint().notNull(),
    fees: t.bigint().notNull(),
    trades: t.integer().notNull(),
    traders: t.integer().notNull(),
    lastTradeAt: t.int8({ mode: "number" }),
    /** How much is traded of late, as `ledger/trend.ts` has it. */
    trend: t.doublePrecision().notNull(),
  }),
  (table) => ({ byVolume: index().on(table.volume), byLiquidity: index().on(table.liquidity), byTrend: index().on(table.trend) }),
);

export const outcome = onchainTable(
  "outcome",
  (t) => ({
    marketId: t.bigint().notNull(),
    outcome: t.integer().notNull(),
    initialOffset: t.bigint().notNull(),
    offset: t.bigint().notNull(),
    volume: t.bigint().notNull(),
    trades: t.integer().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.marketId, table.outcome] }) }),
);

/** Everything that happened, in order and numbered without gaps: markets and resolvers, trades included. */
export const activityEvent = onchainTable(
  "activity",
  (t) => ({
    sequence: t.int8({ mode: "number" }).primaryKey(),
    /** The event's name; `OrderFilled` is `Filled` of the orders contract. */
    kind: t.text().notNull(),
    /** `markets`, or the kind of the resolver. */
    source: t.text().notNull(),
    marketId: t.bigint(),
    account: t.hex(),
    /** Who was given something, where the event says so. */
    recipient: t.hex(),
    block: t.int8({ mode: "number" }).notNull(),
    blockHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    transactionHash: t.hex().notNull(),
    timestamp: t.int8({ mode: "number" }).notNull(),
    /** Whether the orders contract did it to carry out fills, which have rows of their own: it counts, but is told in no history. */
    carrier: t.boolean().notNull(),
    // of trades and fills
    op: t.text(),
    side: t.text(),
    outcome: t.integer(),
    collateral: t.bigint(),
    positions: t.bigint(),
    fee: t.bigint(),
    /** YES price of the outcome after the trade. */
    priceAfter: t.bigint(),
    /** The other arguments. */
    data: t.jsonb().$type<ActivityData>(),
  }),
  (table) => ({
    byMarket: index().on(table.marketId, table.sequence),
    // a market's resolution is found without walking through its trades
    ofMarketButTrades: index("activity_but_trades").on(table.marketId, table.sequence).where(sql`"kind" <> 'Trade'`),
    byAccount: index().on(table.account, table.sequence),
    byRecipient: index().on(table.recipient, table.sequence),
  }),
);

/** How many activities there are. */
export const counter = onchainTable("counter", (t) => ({ id: t.integer().primaryKey(), activities: t.int8({ mode: "number" }).notNull() }));

/** The pool's movement in a stretch of time in which there was a trade: an interval that `ledger/candles.ts` stores. */
export const candle = onchainTable(
  "candle",
  (t) => ({
    marketId: t.bigint().notNull(),
    interval: t.integer().notNull(),
    start: t.int8({ mode: "number" }).notNull(),
    sigmaOpen: t.bigint().notNull(),
    sigmaLow: t.bigint().notNull(),
    sigmaHigh: t.bigint().notNull(),
    sigmaClose: t.bigint().notNull(),
    volume: t.bigint().notNull(),
    fees: t.bigint().notNull(),
    trades: t.integer().notNull(),
    /** The market's volume before it. */
    volumeBefore: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.marketId, table.interval, table.start] }),
    byStart: index().on(table.interval, table.start),
  }),
);

/** The same of the outcomes that were traded in it. `rho` is −ln of the price, so its low is the price's high. */
export const outcomeCandle = onchainTable(
  "outcome_candle",
  (t) => ({
    marketId: t.bigint().notNull(),
    interval: t.integer().notNull(),
    outcome: t.integer().notNull(),
    start: t.int8({ mode: "number" }).notNull(),
    offsetOpen: t.bigint().notNull(),
    offsetClose: t.bigint().notNull(),
    rhoLow: t.bigint().notNull(),
    rhoHigh: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.marketId, table.interval, table.outcome, table.start] }) }),
);

/** What an account holds of one id (ERC-6909), and what it cost by average cost. */
export const position = onchainTable(
  "position",
  (t) => ({
    account: t.hex().notNull(),
    /** The contract's id; the creator's seed, which has none, stands under kind 3. */
    id: t.bigint().notNull(),
    marketId: t.bigint().notNull(),
    kind: t.text().notNull(),
    outcome: t.integer().notNull(),
    amount: t.bigint().notNull(),
    cost: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.account, table.id] }), byMarket: index().on(table.marketId, table.amount) }),
);

/** An account's ledger in one market. Profit is realized + what its positions are worth − what they cost. */
export const holding = onchainTable(
  "holding",
  (t) => ({
    account: t.hex().notNull(),
    marketId: t.bigint().notNull(),
    collateral: t.hex().notNull(),
    /** As of its market's pool. */
    regular: t.boolean().notNull(),
    paid: t.bigint().notNull(),
    received: t.bigint().notNull(),
    realized: t.bigint().notNull(),
    volume: t.bigint().notNull(),
    fees: t.bigint().notNull(),
    trades: t.integer().notNull(),
    /**
     * What its trades forecast, by outcome: each stands for the price it left behind, weighted by its collateral. With the sums of w,
     * w·p and w·p², and their number, the squared error is known whatever the outcome pays.
     */
    forecasts: t.jsonb().$type<Record<string, [weight: string, weighted: string, squared: string, trades: number]>>().notNull(),
    /** Whether the market is final, and with it the profit. */
    settled: t.boolean().notNull(),
    firstAt: t.int8({ mode: "number" }).notNull(),
    lastAt: t.int8({ mode: "number" }).notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.account, table.marketId] }),
    byMarket: index().on(table.marketId),
    byCollateral: index().on(table.collateral),
  }),
);

/** Calibration over all regular markets, or all others, of one collateral that were resolved. */
export const judgement = onchainTable(
  "judgement",
  (t) => ({
    account: t.hex().notNull(),
    collateral: t.hex().notNull(),
    regular: t.boolean().notNull(),
    /** Sums over trades in markets that were resolved: collateral, and collateral × squared error (scaled by 1e18). */
    brierWeight: t.bigint().notNull(),
    brierSum: t.bigint().notNull(),
    brierTrades: t.integer().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.account, table.collateral, table.regular] }) }),
);

export const accountDay = onchainTable(
  "account_day",
  (t) => ({
    account: t.hex().notNull(),
    collateral: t.hex().notNull(),
    regular: t.boolean().notNull(),
    /** The first second of the day (UTC). */
    day: t.int8({ mode: "number" }).notNull(),
    realized: t.bigint().notNull(),
    volume: t.bigint().notNull(),
    trades: t.integer().notNull(),
    brierWeight: t.bigint().notNull(),
    brierSum: t.bigint().notNull(),
    brierTrades: t.integer().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.account, table.collateral, table.regular, table.day] }),
    byDay: index().on(table.collateral, table.day),
  }),
);

/** Bonds that a resolver owed an account, and what it withdrew of them. */
export const bond = onchainTable(
  "bond",
  (t) => ({
    resolver: t.hex().notNull(),
    account: t.hex().notNull(),
    token: t.hex().notNull(),
    credited: t.bigint().notNull(),
    withdrawn: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.resolver, table.account, table.token] }), byAccount: index().on(table.account) }),
);

import { candle, market, outcome, policy, pool } from "ponder:schema";
import { and, asc, desc, eq, gte, inArray, isNull, sql } from "ponder";
import { exp } from "../../sdk/lmsr.ts";
import { divideFees } from "../ledger/fees.ts";
import { notFound } from "./problem.ts";
import type { Market } from "./schemas.ts";
import type { AsOf, Reader } from "./snapshot.ts";
import { amountOf, learnTokens, priceOf } from "./tokens.ts";
import type { SORTS, STATUSES } from "./words.ts";

type Sql = ReturnType<typeof sql>;

const DAY = 86_400;

/** A market with its pool, the offsets of its outcomes, and the volume of the last 24 hours. */
export interface MarketRow {
  market: Omit<typeof market.$inferSelect, "metadata" | "metadataText" | "searchText">;
  pool: typeof pool.$inferSelect;
  offsets: bigint[];
  volume24h: bigint;
}

/** All but the long texts. */
const columns = {
  id: market.id,
  creator: market.creator,
  resolver: market.resolver,
  resolverKind: market.resolverKind,
  collateral: market.collateral,
  createdAt: market.createdAt,
  createdBlock: market.createdBlock,
  closesAt: market.closesAt,
  resolveBy: market.resolveBy,
  feeRate: market.feeRate,
  creatorShare: market.creatorShare,
  outcomeCount: market.outcomeCount,
  initialLiquidity: market.initialLiquidity,
  funding: market.funding,
  odds: market.odds,
  question: market.question,
  category: market.category,
  outcomes: market.outcomes,
  metadataIsValid: market.metadataIsValid,
  metadataHash: market.metadataHash,
};

export interface MarketFilter {
  status?: (typeof STATUSES)[number];
  category?: string;
  creator?: string;
  resolver?: string;
  resolverKind?: string;
  search?: string;
}

/** A page of markets, its size plus one, from the place that a cursor [sort key, id] names. */
export async function listMarkets(
  reader: Reader,
  asOf: AsOf,
  options: { filter: MarketFilter; sort: (typeof SORTS)[number]; after: string[] | undefined; count: number },
): Promise<{ rows: MarketRow[]; keys: bigint[]; total: number }> {
  const { filter, sort, after, count } = options;
  const recent = recentVolumes(reader, asOf);
  const key = sortKey(sort, recent.volume);
  const matches = and(
    ...conditions(filter, asOf),
    ...(sort === "closing" ? [isNull(pool.final), gte(market.closesAt, asOf.timestamp)] : []),
  );
  const ascending = sort === "closing";
  const place =
    after &&
    (ascending
      ? sql`(${key}, ${market.id}) > (${after[0]}::numeric, ${after[1]}::numeric)`
      : sql`(${key}, ${market.id}) < (${after[0]}::numeric, ${after[1]}::numeric)`);
  const direction = ascending ? asc : desc;
  const found = await reader
    .select({ market: columns, pool, key: sql<string>`${key}`, volume24h: sql<string>`coalesce(${recent.volume}, 0)` })
    .from(market)
    .innerJoin(pool, eq(pool.marketId, market.id))
    .leftJoin(recent, eq(recent.marketId, market.id))
    .where(and(matches, place))
    .orderBy(direction(key), direction(market.id))
    .limit(count);
  const [{ total }] = await reader
    .select({ total: sql<number>`count(*)::int` })
    .from(market)
    .innerJoin(pool, eq(pool.marketId, market.id))
    .where(matches);
  const offsets = await readOffsets(
    reader,
    found.map((row) => row.market),
  );
  await learnTokens(found.map((row) => row.market.collateral));
  const rows = found.map((row) => ({ ...row, offsets: offsets.get(row.market.id) ?? [], volume24h: BigInt(row.volume24h) }));
  return { rows, keys: found.map((row) => BigInt(row.key)), total };
}

export async function readMarkets(reader: Reader, asOf: AsOf, ids: readonly bigint[]): Promise<Map<bigint, MarketRow>> {
  if (ids.length === 0) return new Map();
  const recent = recentVolumes(reader, asOf, ids);
  const found = await reader
    .select({ market: columns, pool, volume24h: sql<string>`coalesce(${recent.volume}, 0)` })
    .from(market)
    .innerJoin(pool, eq(pool.marketId, market.id))
    .leftJoin(recent, eq(recent.marketId, market.id))
    .where(inArray(market.id, [...ids]));
  const offsets = await readOffsets(
    reader,
    found.map((row) => row.market),
  );
  await learnTokens(found.map((row) => row.market.collateral));
  return new Map(
    found.map((row) => [row.market.id, { ...row, offsets: offsets.get(row.market.id) ?? [], volume24h: BigInt(row.volume24h) }]),
  );
}

export async function readMarket(reader: Reader, asOf: AsOf, id: bigint): Promise<MarketRow> {
  const row = (await readMarkets(reader, asOf, [id])).get(id);
  if (!row) throw notFound(`There is no market ${id} as of block ${asOf.block}`);
  return row;
}

export async function readTexts(reader: Reader, id: bigint) {
  const [texts] = await reader
    .select({ metadata: market.metadata, metadataText: market.metadataText })
    .from(market)
    .where(eq(market.id, id));
  return texts;
}

export async function readPolicy(reader: Reader, id: bigint) {
  const [row] = await reader.select().from(policy).where(eq(policy.marketId, id));
  return row;
}

export function statusOf({ market: terms, pool: state }: MarketRow, asOf: AsOf): (typeof STATUSES)[number] {
  if (state.final) return state.final as "Resolved" | "Void";
  return state.halted || asOf.timestamp >= terms.closesAt ? "Closed" : "Open";
}

export function rhosOf({ pool: state, offsets }: MarketRow): bigint[] {
  return offsets.map((offset) => state.sigma - offset);
}

/** Fees as the contract's `marketOf` shows them: what has gathered counts as divided. */
export function feesOf({ pool: state }: MarketRow): { liquidityFees: bigint; creatorFees: bigint } {
  return divideFees(state);
}

export function presentMarket(row: MarketRow, asOf: AsOf): Market {
  const { market: terms, pool: state, volume24h } = row;
  const amount = (base: bigint) => amountOf(base, terms.collateral);
  const { liquidityFees, creatorFees } = feesOf(row);
  return {
    id: String(terms.id),
    question: terms.question,
    category: terms.category,
    status: statusOf(row, asOf),
    halted: state.halted,
    creator: terms.creator,
    resolver: terms.resolver,
    resolverKind: terms.resolverKind as Market["resolverKind"],
    collateral: terms.collateral,
    createdAt: terms.createdAt,
    createdBlock: terms.createdBlock,
    closesAt: terms.closesAt,
    resolveBy: terms.resolveBy,
    finalizedAt: state.finalizedAt,
    feeRate: terms.feeRate,
    creatorShare: terms.creatorShare,
    outcomeCount: terms.outcomeCount,
    outcomes: terms.outcomes,
    prices: rhosOf(row).map((rho) => priceOf(exp(rho))),
    liquidity: amount(state.liquidity),
    seed: amount(state.seed),
    initialLiquidity: amount(terms.initialLiquidity),
    funding: amount(terms.funding),
    liquidityFees: amount(liquidityFees),
    creatorFees: amount(creatorFees),
    odds: terms.odds.map((price) => priceOf(BigInt(price))),
    payouts: state.payouts,
    payoutDenominator: String(state.payoutDenominator),
    liquidityValue: amount(state.liquidityValue),
    volume: amount(state.volume),
    volume24h: amount(volume24h),
    fees: amount(state.fees),
    trades: state.trades,
    traders: state.traders,
    lastTradeAt: state.lastTradeAt,
    metadataIsValid: terms.metadataIsValid,
    metadataHash: terms.metadataHash,
  };
}

function recentVolumes(reader: Reader, asOf: AsOf, ids?: readonly bigint[]) {
  return reader
    .select({ marketId: candle.marketId, volume: sql<string>`sum(${candle.volume})`.as("recent_volume") })
    .from(candle)
    .where(and(eq(candle.interval, 3600), gte(candle.start, asOf.timestamp - DAY), ids && inArray(candle.marketId, [...ids])))
    .groupBy(candle.marketId)
    .as("recent");
}

function sortKey(sort: (typeof SORTS)[number], recent: unknown): Sql {
  switch (sort) {
    case "newest":
      return sql`${market.id}`;
    case "volume":
      return sql`${pool.volume}`;
    case "volume24h":
      return sql`coalesce(${recent}, 0)`;
    case "liquidity":
      return sql`${pool.liquidity}`;
    case "closing":
      return sql`${market.closesAt}::numeric`;
  }
}

function conditions(filter: MarketFilter, asOf: AsOf): (Sql | undefined)[] {
  const { status, category, creator, resolver, resolverKind, search } = filter;
  const known = ["optimistic", "committee", "priceFeed", "uma", "reality"];
  return [
    status && statusIs(status, asOf),
    category !== undefined ? eq(market.category, category) : undefined,
    creator !== undefined ? eq(market.creator, creator as `0x${string}`) : undefined,
    resolver !== undefined ? eq(market.resolver, resolver as `0x${string}`) : undefined,
    resolverKind === "known" ? inArray(market.resolverKind, known) : resolverKind ? eq(market.resolverKind, resolverKind) : undefined,
    ...(search ?? "")
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => sql`${market.searchText} like ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`),
  ];
}

function statusIs(status: (typeof STATUSES)[number], asOf: AsOf): Sql | undefined {
  if (status === "Resolved" || status === "Void") return eq(pool.final, status);
  const closed = sql`(${pool.halted} or ${market.closesAt} <= ${asOf.timestamp})`;
  return and(isNull(pool.final), status === "Closed" ? closed : sql`not ${closed}`);
}

async function readOffsets(reader: Reader, markets: { id: bigint; outcomeCount: number }[]): Promise<Map<bigint, bigint[]>> {
  const offsets = new Map(markets.map(({ id, outcomeCount }) => [id, Array<bigint>(outcomeCount).fill(0n)]));
  if (markets.length === 0) return offsets;
  const rows = await reader
    .select({ marketId: outcome.marketId, outcome: outcome.outcome, offset: outcome.offset })
    .from(outcome)
    .where(inArray(outcome.marketId, [...offsets.keys()]));
  for (const row of rows) (offsets.get(row.marketId) as bigint[])[row.outcome] = row.offset;
  return offsets;
}

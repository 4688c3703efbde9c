import { market, outcome, pool, registration } from "ponder:schema";
import { eq, inArray, sql } from "ponder";
import { notFound } from "../../sdk/node/http/problem.ts";
import { dividedFees } from "../../sdk/pool.ts";
import { scalarValue } from "../../sdk/scalar.ts";
import type { Metadata } from "../../sdk/types.ts";
import { type Before, dayBefore, readBefore } from "./before.ts";
import { unknownIn } from "./heldBack.ts";
import { priceAt } from "./priceAt.ts";
import type { Market } from "./schemas.ts";
import type { AsOf, Reader } from "./snapshot.ts";
import { amountOf, changeOf, currencyOf, learnTokens, priceOf } from "./tokens.ts";
import type { STATUSES } from "./words.ts";

/** A market with its pool, the offsets of its outcomes, and what was 24 hours before. */
export interface MarketRow {
  market: Omit<typeof market.$inferSelect, "metadata" | "metadataText" | "searchText"> & { scalar: Metadata["scalar"] | null };
  pool: typeof pool.$inferSelect;
  offsets: bigint[];
  before: Before;
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
  readable: market.readable,
  termsHash: market.termsHash,
  scalar: sql<Metadata["scalar"] | null>`${market.metadata}->'scalar'`,
};

export async function readMarkets(reader: Reader, asOf: AsOf, ids: readonly bigint[]): Promise<Map<bigint, MarketRow>> {
  if (ids.length === 0) return new Map();
  const found = await reader
    .select({ market: columns, pool })
    .from(market)
    .innerJoin(pool, eq(pool.marketId, market.id))
    .where(inArray(market.id, [...ids]));
  const offsets = await readOffsets(
    reader,
    found.map((row) => row.market),
  );
  const before = await readBefore(reader, dayBefore(asOf), ids);
  await learnTokens(
    reader,
    found.map((row) => row.market.collateral),
  );
  return new Map(
    found.map((row) => {
      const { id } = row.market;
      const own = offsets.get(id) ?? [];
      return [
        id,
        { ...row, offsets: own, before: before.get(id) ?? { volume: row.pool.volume, sigma: row.pool.sigma, offsets: new Map() } },
      ];
    }),
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
  const [row] = await reader.select().from(registration).where(eq(registration.marketId, id));
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
  return dividedFees(state);
}

/** How much the YES price of each outcome has changed in 24 hours. */
function changesOf(row: MarketRow): string[] {
  const { sigma, offsets } = row.before;
  return rhosOf(row).map((rho, index) => changeOf(priceAt(rho) - priceAt(sigma - (offsets.get(index) ?? row.offsets[index]))));
}

/** What the market says of its number, by the price of Higher. */
function expectedOf({ market: terms, ...row }: MarketRow): Market["expectedValue"] {
  const { scalar } = terms;
  if (!scalar || terms.outcomeCount !== 2) return null;
  const value = scalarValue({ price: priceAt(row.pool.sigma - row.offsets[0]), low: scalar.low, high: scalar.high });
  return { value: String(Number(value.toPrecision(12))), unit: scalar.unit };
}

export function presentMarket(row: MarketRow, asOf: AsOf): Market {
  const { market: terms, pool: state, before } = row;
  const amount = (base: bigint) => amountOf(base, terms.collateral);
  const { liquidityFees, creatorFees } = feesOf(row);
  const unknown = unknownIn(terms);
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
    currency: currencyOf(terms.collateral),
    known: unknown.length === 0,
    unknown,
    createdAt: terms.createdAt,
    createdBlock: terms.createdBlock,
    closesAt: terms.closesAt,
    resolveBy: terms.resolveBy,
    finalizedAt: state.finalizedAt,
    feeRate: terms.feeRate,
    creatorShare: terms.creatorShare,
    outcomeCount: terms.outcomeCount,
    outcomes: terms.outcomes,
    prices: rhosOf(row).map((rho) => priceOf(priceAt(rho))),
    changes24h: changesOf(row),
    expectedValue: expectedOf(row),
    sparkline: null,
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
    volume24h: amount(state.volume - before.volume),
    fees: amount(state.fees),
    trades: state.trades,
    traders: state.traders,
    lastTradeAt: state.lastTradeAt,
    metadataIsValid: terms.metadataIsValid,
    termsHash: terms.termsHash,
  };
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

import { accountDay, bond, holding, judgement, pool, position } from "ponder:schema";
import { and, asc, desc, eq, gt, gte, inArray, lte, sql } from "ponder";
import type { Address } from "viem";
import type { PositionKind } from "../../sdk/positionId.ts";
import { positionValue } from "../../sdk/positionValue.ts";
import { WAD } from "../../sdk/wad.ts";
import { isInKnown } from "./heldBack.ts";
import { feesOf, type MarketRow, readMarkets, rhosOf, statusOf } from "./markets.ts";
import { priceAt } from "./priceAt.ts";
import type { AccountMarket, Holder, Portfolio, Position, ProfitDay, Total } from "./schemas.ts";
import { type AsOf, type Reader, select } from "./snapshot.ts";
import { amountOf, currencyOf, learnTokens, priceOf } from "./tokens.ts";
import { brierOf, worthOf } from "./worthOf.ts";

const MAX_POSITIONS = 5_000;
const SHOWN_POSITIONS = 500;
const MAX_DAYS = 1_000;

type Sql = ReturnType<typeof sql>;
type PositionRow = typeof position.$inferSelect;

type Valuation = Parameters<typeof positionValue>[0];
const valuations = new WeakMap<MarketRow, Valuation>();

/** A market as positions are valued by it: worked out once, however many of them an answer has. */
function valuationOf(row: MarketRow): Valuation {
  const known = valuations.get(row);
  if (known) return known;
  const rhos = rhosOf(row);
  const { liquidityFees } = feesOf(row);
  const valuation = { ...row.pool, liquidityFees, rhos, prices: rhos.map(priceAt), payouts: row.pool.payouts.map(BigInt) };
  valuations.set(row, valuation);
  return valuation;
}

function heldValue(row: MarketRow, { kind, outcome, amount }: PositionRow): bigint {
  return positionValue(valuationOf(row), { kind: kind as PositionKind, outcome, amount });
}

/** The price of one position, scaled by 1e18: what it pays once the market is final. Liquidity has none: zero. */
function unitPriceOf(row: MarketRow, { kind, outcome }: PositionRow): bigint {
  if (kind !== "yes" && kind !== "no") return 0n;
  const { prices, payouts, payoutDenominator } = valuationOf(row);
  const yes = payoutDenominator > 0n ? ((payouts[outcome] ?? 0n) * WAD) / payoutDenominator : (prices[outcome] ?? 0n);
  return kind === "yes" ? yes : WAD - yes;
}

export async function readHolders(
  reader: Reader,
  options: { row: MarketRow; kind?: string; outcome?: number; after?: string[]; count: number },
): Promise<PositionRow[]> {
  const { row, kind, outcome, after, count } = options;
  return reader
    .select()
    .from(position)
    .where(
      and(
        eq(position.marketId, row.market.id),
        gt(position.amount, 0n),
        kind === undefined ? undefined : eq(position.kind, kind),
        outcome === undefined ? undefined : eq(position.outcome, outcome),
        after && sql`(${position.amount}, ${position.id}, ${position.account}) < (${after[0]}::numeric, ${after[1]}::numeric, ${after[2]})`,
      ),
    )
    .orderBy(desc(position.amount), desc(position.id), desc(position.account))
    .limit(count);
}

export function presentHolder(row: MarketRow, held: PositionRow): Holder {
  const { account: who, kind, outcome, amount, cost } = held;
  const written = (base: bigint) => amountOf(base, row.market.collateral);
  return {
    account: who,
    kind: kind as Holder["kind"],
    outcome,
    amount: written(amount),
    cost: written(cost),
    value: written(heldValue(row, held)),
  };
}

export async function readPortfolio(
  reader: Reader,
  asOf: AsOf,
  { address, isWhole }: { address: Address; isWhole: boolean },
): Promise<Portfolio> {
  const known = await isInKnown(reader, asOf, sql`${pool.collateral}`);
  // what is known has a place of its own: no number of gifts in strangers' tokens crowds it out
  const own = await readPositions(reader, { address, only: known });
  const others = isWhole ? await readPositions(reader, { address, only: sql`not ${known}` }) : [];
  const held = [...own, ...others];
  const [allTotals, bonds] = [
    await readTotals(reader, address),
    await reader.select().from(bond).where(eq(bond.account, address)).orderBy(asc(bond.resolver), asc(bond.token)),
  ];
  const markets = await readMarkets(reader, asOf, [...new Set(held.map(({ marketId }) => marketId))]);
  await learnTokens(reader, [...allTotals.map(({ collateral }) => collateral), ...bonds.map(({ token }) => token)]);
  const isShown = (token: string) => isWhole || currencyOf(token).known;
  const totals = allTotals
    .filter(({ collateral }) => isShown(collateral))
    .sort((a, b) => Number(currencyOf(b.collateral).known) - Number(currencyOf(a.collateral).known));
  const valued = held.flatMap((each) => {
    const row = markets.get(each.marketId);
    return row ? [{ row, held: each, value: heldValue(row, each) }] : [];
  });
  return {
    address,
    totals: totals.map((total) =>
      presentTotal(
        total,
        valued.filter(({ row }) => row.market.collateral === total.collateral),
      ),
    ),
    positions: valued.slice(0, SHOWN_POSITIONS).map((each) => presentPosition(each, asOf)),
    folded: isWhole ? 0 : await countPositions(reader, { address, only: sql`not ${known}` }),
    bonds: bonds
      .filter(({ token }) => isShown(token))
      .map(({ resolver, token, credited, withdrawn }) => ({
        resolver,
        token,
        currency: currencyOf(token),
        credited: amountOf(credited, token),
        withdrawn: amountOf(withdrawn, token),
      })),
  };
}

type Valued = { row: MarketRow; held: PositionRow; value: bigint };

type TotalRow = Record<"collateral" | "paid" | "received" | "realized" | "volume" | "fees", string> &
  Record<"trades" | "markets" | "firstAt" | "lastAt", number> & { weight: string | null; sum: string | null; judged: number | null };

async function readTotals(reader: Reader, address: Address): Promise<TotalRow[]> {
  return select<TotalRow>(
    reader,
    sql`select h.*, j.brier_weight as weight, j.brier_sum as sum, j.brier_trades as judged from (
      select ${holding.collateral} as collateral, sum(${holding.paid}) as paid, sum(${holding.received}) as received,
        sum(${holding.realized}) as realized, sum(${holding.volume}) as volume, sum(${holding.fees}) as fees,
        sum(${holding.trades})::int as trades, count(*)::int as markets,
        min(${holding.firstAt})::float as "firstAt", max(${holding.lastAt})::float as "lastAt"
      from ${holding} where ${holding.account} = ${address} group by ${holding.collateral}
    ) h left join (
      select ${judgement.collateral} as collateral, sum(${judgement.brierWeight}) as brier_weight, sum(${judgement.brierSum}) as brier_sum,
        sum(${judgement.brierTrades})::int as brier_trades from ${judgement} where ${judgement.account} = ${address} group by 1
    ) j on j.collateral = h.collateral order by h.collateral`,
  );
}

function presentTotal(total: TotalRow, valued: Valued[]): Total {
  const { collateral, paid, received, realized, volume, fees, trades, markets, firstAt, lastAt } = total;
  const brier = brierOf({ brierWeight: BigInt(total.weight ?? 0), brierSum: BigInt(total.sum ?? 0), brierTrades: total.judged ?? 0 });
  return {
    collateral,
    currency: currencyOf(collateral),
    paid: amountOf(paid, collateral),
    received: amountOf(received, collateral),
    ...worth(BigInt(realized), valued, collateral),
    volume: amountOf(volume, collateral),
    fees: amountOf(fees, collateral),
    trades,
    markets,
    firstAt,
    lastAt,
    ...brier,
  };
}

function worth(realized: bigint, valued: Pick<Valued, "held" | "value">[], token: string) {
  const { unrealized, profit, value, cost } = worthOf(
    realized,
    valued.map(({ value: each, held }) => ({ value: each, cost: held.cost })),
  );
  const written = (base: bigint) => amountOf(base, token);
  return {
    realized: written(realized),
    unrealized: written(unrealized),
    profit: written(profit),
    value: written(value),
    cost: written(cost),
  };
}

function presentPosition({ row, held, value }: Valued, asOf: AsOf): Position {
  const { kind, outcome, amount, cost } = held;
  const written = (base: bigint) => amountOf(base, row.market.collateral);
  return {
    marketId: String(held.marketId),
    question: row.market.question,
    outcomeName: kind === "yes" || kind === "no" ? (row.market.outcomes[outcome] ?? "") : "",
    status: statusOf(row, asOf),
    collateral: row.market.collateral,
    currency: currencyOf(row.market.collateral),
    kind: kind as Position["kind"],
    outcome,
    id: String(held.id),
    amount: written(amount),
    cost: written(cost),
    averagePrice: priceOf((cost * WAD) / amount),
    price: priceOf(unitPriceOf(row, held)),
    value: written(value),
    profit: written(value - cost),
    redeemable: written(row.pool.final === null ? 0n : value),
  };
}

export async function readAccountMarkets(
  reader: Reader,
  asOf: AsOf,
  options: { address: Address; before?: string[]; count: number },
): Promise<AccountMarket[]> {
  const { address, before, count } = options;
  const rows = await reader
    .select()
    .from(holding)
    .where(and(eq(holding.account, address), before && sql`${holding.marketId} < ${before[0]}::numeric`))
    .orderBy(desc(holding.marketId))
    .limit(count);
  const ids = rows.map(({ marketId }) => marketId);
  const markets = await readMarkets(reader, asOf, ids);
  const held = await readPositions(reader, { address, ids });
  return rows.flatMap((each) => {
    const row = markets.get(each.marketId);
    if (!row) return [];
    const mine = held.filter(({ marketId }) => marketId === each.marketId).map((one) => ({ held: one, value: heldValue(row, one) }));
    return [
      {
        marketId: String(each.marketId),
        question: row.market.question,
        status: statusOf(row, asOf),
        collateral: each.collateral,
        currency: currencyOf(each.collateral),
        paid: amountOf(each.paid, each.collateral),
        received: amountOf(each.received, each.collateral),
        ...worth(each.realized, mine, each.collateral),
        volume: amountOf(each.volume, each.collateral),
        fees: amountOf(each.fees, each.collateral),
        trades: each.trades,
        settled: each.settled,
        lastAt: each.lastAt,
      },
    ];
  });
}

type PositionFilter = { address: Address; ids?: bigint[]; only?: Sql };

async function readPositions(reader: Reader, filter: PositionFilter): Promise<PositionRow[]> {
  if (filter.ids?.length === 0) return [];
  const rows = await reader
    .select({ held: position })
    .from(position)
    .innerJoin(pool, eq(pool.marketId, position.marketId))
    .where(isOf(filter))
    .orderBy(desc(position.marketId), asc(position.id))
    .limit(MAX_POSITIONS);
  return rows.map(({ held }) => held);
}

async function countPositions(reader: Reader, filter: PositionFilter): Promise<number> {
  const [row] = await reader
    .select({ count: sql<number>`count(*)::int` })
    .from(position)
    .innerJoin(pool, eq(pool.marketId, position.marketId))
    .where(isOf(filter));
  return row?.count ?? 0;
}

function isOf({ address, ids, only }: PositionFilter): Sql | undefined {
  return and(eq(position.account, address), gt(position.amount, 0n), ids && inArray(position.marketId, ids), only);
}

export async function readProfitDays(
  reader: Reader,
  asOf: AsOf,
  options: { address: Address; collateral?: Address; isWhole: boolean; from?: number; to?: number },
): Promise<ProfitDay[]> {
  const { address, collateral, isWhole, from, to } = options;
  const isAll = isWhole || collateral !== undefined;
  const rows = await reader
    .select({
      collateral: accountDay.collateral,
      day: accountDay.day,
      realized: sql<string>`sum(${accountDay.realized})`,
      volume: sql<string>`sum(${accountDay.volume})`,
      trades: sql<number>`sum(${accountDay.trades})::int`,
    })
    .from(accountDay)
    .where(
      and(
        eq(accountDay.account, address),
        collateral && eq(accountDay.collateral, collateral),
        isAll ? undefined : await isInKnown(reader, asOf, sql`${accountDay.collateral}`),
        from === undefined ? undefined : gte(accountDay.day, from),
        to === undefined ? undefined : lte(accountDay.day, to),
      ),
    )
    .groupBy(accountDay.collateral, accountDay.day)
    .orderBy(desc(accountDay.day), asc(accountDay.collateral))
    .limit(MAX_DAYS);
  await learnTokens(
    reader,
    rows.map(({ collateral }) => collateral),
  );
  return rows.reverse().map(({ collateral, day, realized, volume, trades }) => ({
    collateral,
    currency: currencyOf(collateral),
    day,
    realized: amountOf(realized, collateral),
    volume: amountOf(volume, collateral),
    trades,
  }));
}

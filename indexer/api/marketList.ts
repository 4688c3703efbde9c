import { activityEvent, market, pool } from "ponder:schema";
import { and, eq, gte, inArray, isNull, sql } from "ponder";
import { foldText } from "../../sdk/foldText.ts";
import { badRequest } from "../../sdk/node/http/problem.ts";
import { HALF_LIFE, UNTRADED } from "../ledger/trend.ts";
import { readSettings } from "../settings.ts";
import { isVouchedFor } from "./heldBack.ts";
import { type Recent, readRecent } from "./recent.ts";
import { readCount } from "./sequence.ts";
import { type AsOf, type Reader, select } from "./snapshot.ts";
import { knownInUse, listOf } from "./tokens.ts";
import { RESOLVER_KINDS, type SORTS, type STATUSES } from "./words.ts";

type Sql = ReturnType<typeof sql>;

/** What sorts by amounts: within each collateral. */
const IN_AMOUNTS: readonly string[] = ["volume", "volume24h", "liquidity", "trending"];
const LAST = 1_000_000;
const MAX_SINCE = 100_000; // activities; a list that is older is begun anew
const MISSPELT = /^\p{L}{4,}$/u; // a number is what it is

export interface MarketFilter {
  status?: (typeof STATUSES)[number];
  category?: string;
  collateral?: string;
  creator?: string;
  resolver?: string;
  resolverKind?: string;
  search?: string;
  include?: "unknown";
}

/**
 * Where a page ended, and when the first of its list was made: the list stays in the order of that moment, so that a market
 * whose volume grows meanwhile is neither shown twice nor left out.
 */
export interface ListPosition {
  sequence: number;
  timestamp: number;
  /** Whether the search is for likenesses. */
  isFuzzy: boolean;
  /** The collateral that the list has come to, where it goes by amounts; else empty. */
  collateral: string;
  key: string;
  id: string;
}

export function readListPosition(cursor: string[] | undefined): ListPosition | undefined {
  if (!cursor) return undefined;
  const [sequence, timestamp, fuzzy, collateral, key, id] = cursor;
  return { sequence: Number(sequence), timestamp: Number(timestamp), isFuzzy: fuzzy === "1", collateral, key, id };
}

export function writeListPosition({ sequence, timestamp, isFuzzy, collateral, key, id }: ListPosition): string[] {
  return [String(sequence), String(timestamp), isFuzzy ? "1" : "0", collateral, key, id];
}

/** Whether somebody names what is left out otherwise. */
function isAskedFor({ include, resolver, resolverKind, collateral }: MarketFilter): boolean {
  return include === "unknown" || resolverKind === "unknown" || resolver !== undefined || collateral !== undefined;
}

/** The ids of a page of markets and one more, each with its place, and how many there are on all pages. */
export async function findMarkets(
  reader: Reader,
  asOf: AsOf,
  options: { filter: MarketFilter; sort: (typeof SORTS)[number]; after: ListPosition | undefined; count: number },
): Promise<{ places: ListPosition[]; total: number }> {
  const { filter, sort, after, count } = options;
  const activities = await readCount(reader);
  const isRecent = sort === "volume24h" || sort === "change24h";
  const recent = isRecent ? await readRecent(reader, asOf, after?.timestamp) : undefined;
  const moment = after ?? { sequence: activities, timestamp: recent?.at ?? asOf.timestamp };
  if (activities - moment.sequence > MAX_SINCE) throw badRequest("cursor is of a list that is too old, begin it anew without one");
  const vouched = isAskedFor(filter) ? undefined : await isVouchedFor(reader, asOf);
  const matches = (isFuzzy: boolean) =>
    and(vouched, ...conditions(filter, asOf, isFuzzy), ...(sort === "closing" ? [isStillOpen(asOf)] : []));
  const ascending = sort === "closing";
  const { key, joins } = keyOf(sort, moment, after !== undefined && activities > moment.sequence, recent);
  const isInAmounts = IN_AMOUNTS.includes(sort);
  const group = isInAmounts ? sql`${market.collateral}` : sql`''`;
  // known tokens in their own order, then the others in that of their addresses
  const order = listOf(isInAmounts ? await knownInUse(reader, asOf) : []);
  const rankOf = (collateral: Sql) => sql`coalesce(array_position(${order}::text[], ${collateral}), ${LAST})`;
  const within = (position: ListPosition) =>
    ascending
      ? sql`(key, id) > (${position.key}::numeric, ${position.id}::numeric)`
      : sql`(key, id) < (${position.key}::numeric, ${position.id}::numeric)`;
  const place = after
    ? sql`((rank, collateral) > (${rankOf(sql`${after.collateral}::text`)}, ${after.collateral})
        or (collateral = ${after.collateral} and ${within(after)}))`
    : sql`true`;
  const find = (isFuzzy: boolean) =>
    select<{ id: string; collateral: string; key: string; total: number }>(
      reader,
      sql`select id, collateral, key, total::int from (
          select ${market.id} as id, ${group} as collateral, ${rankOf(group)} as rank, (${key})::numeric as key, count(*) over () as total
          from ${market} join ${pool} on ${pool.marketId} = ${market.id} ${joins} where ${matches(isFuzzy) ?? sql`true`}
        ) keyed where ${place} order by rank, collateral, ${ascending ? sql`key, id` : sql`key desc, id desc`} limit ${count}`,
    );
  let isFuzzy = after?.isFuzzy ?? false;
  let rows = await find(isFuzzy);
  if (rows.length === 0 && !after && filter.search) {
    isFuzzy = true;
    rows = await find(isFuzzy);
  }
  const { sequence, timestamp } = moment;
  // an empty page says nothing: only a cursor of somebody's own making leads to one that is not the first
  return {
    places: rows.map(({ id, collateral, key: each }) => ({ sequence, timestamp, isFuzzy, collateral, key: each, id })),
    total: rows[0]?.total ?? 0,
  };
}

/** What a list is ordered by, as it was at its moment; `hasMoved`: whether anything has happened since. */
function keyOf(
  sort: (typeof SORTS)[number],
  { sequence, timestamp }: Pick<ListPosition, "sequence" | "timestamp">,
  hasMoved: boolean,
  recent: Recent | undefined,
): { key: Sql; joins: Sql } {
  const none = sql``;
  // what has happened since is taken away again
  const later = hasMoved
    ? sql`left join (
        select market_id, coalesce(sum(collateral) filter (where kind = 'Trade'), 0) as volume,
          count(*) filter (where kind = 'Trade') as trades,
          sum(case kind when 'LiquidityAdded' then (data->>'liquidity')::numeric when 'LiquidityRemoved' then -(data->>'liquidity')::numeric else 0 end) as liquidity,
          sum(collateral * power(2::float8, (timestamp - ${timestamp})::float8 / ${HALF_LIFE})::numeric) filter (where kind = 'Trade') as weight
        from ${activityEvent} where ${activityEvent.sequence} > ${sequence} group by market_id
      ) later on later.market_id = ${market.id}`
    : none;
  const less = (column: string) => (hasMoved ? sql`- coalesce(later.${sql.raw(column)}, 0)` : none);
  switch (sort) {
    case "newest":
      return { key: sql`${market.id}`, joins: none };
    case "closing":
      return { key: sql`${market.closesAt}`, joins: none };
    case "volume":
      return { key: sql`${pool.volume} ${less("volume")}`, joins: later };
    case "liquidity":
      return { key: sql`${pool.liquidity} ${less("liquidity")}`, joins: later };
    case "volume24h":
      return {
        key: sql`greatest(0, ${pool.volume} ${less("volume")} - coalesce(recent.volume, ${pool.volume}))`,
        joins: sql`${later} ${recently(recent)}`,
      };
    case "change24h":
      return { key: sql`coalesce(recent.move, 0)`, joins: recently(recent) };
    case "trending": {
      const untraded = sql`${market.createdAt}::float8 / ${HALF_LIFE} - ${UNTRADED}`;
      const moment = timestamp / HALF_LIFE;
      const weight = sql`case when ${pool.trend} - ${moment}::float8 < -1000 then 0 else power(2::float8, ${pool.trend} - ${moment}::float8) end`;
      const rest = sql`greatest(${weight} - coalesce(later.weight, 0)::float8, 1e-300)`;
      const then = sql`case when later.trades is null or later.trades = 0 then ${pool.trend}
        when ${pool.trades} - later.trades <= 0 then ${untraded} else ${moment}::float8 + log(2, (${rest})::numeric)::float8 end`;
      return { key: sql`round((${hasMoved ? then : sql`${pool.trend}`})::numeric, 4)`, joins: later };
    }
  }
}

function recently({ ids, volumes, moves }: Recent = { at: 0, ids: "{}", volumes: "{}", moves: "{}" }): Sql {
  return sql`left join unnest(${ids}::numeric[], ${volumes}::numeric[], ${moves}::numeric[]) as recent (market_id, volume, move)
    on recent.market_id = ${market.id}`;
}

function isStillOpen(asOf: AsOf): Sql | undefined {
  return and(isNull(pool.final), gte(market.closesAt, asOf.timestamp));
}

function conditions(filter: MarketFilter, asOf: AsOf, isFuzzy: boolean): (Sql | undefined)[] {
  const { status, category, collateral, creator, resolver, resolverKind, search } = filter;
  const own = RESOLVER_KINDS.filter((kind) => kind !== "unknown");
  const hex = (text: string) => text as `0x${string}`;
  return [
    status && statusIs(status, asOf),
    category !== undefined ? eq(market.category, category) : undefined,
    collateral !== undefined ? eq(market.collateral, hex(collateral)) : undefined,
    creator !== undefined ? eq(market.creator, hex(creator)) : undefined,
    resolver !== undefined ? eq(market.resolver, hex(resolver)) : undefined,
    resolverKind === "known" ? inArray(market.resolverKind, own) : resolverKind ? eq(market.resolverKind, resolverKind) : undefined,
    ...foldText(search ?? "")
      .split(" ")
      .filter(Boolean)
      .map((word) => has(word, isFuzzy)),
  ];
}

const { trigrams } = readSettings();

/** Whether a market's text has the word in it, or one that is like it. */
function has(word: string, isFuzzy: boolean): Sql {
  if (isFuzzy && MISSPELT.test(word)) return sql`${market.searchText} operator(${sql.raw(trigrams)}.%>) ${word}`;
  return sql`${market.searchText} like ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`;
}

function statusIs(status: (typeof STATUSES)[number], asOf: AsOf): Sql | undefined {
  if (status === "Resolved" || status === "Void") return eq(pool.final, status);
  const closed = sql`(${pool.halted} or ${market.closesAt} <= ${asOf.timestamp})`;
  return and(isNull(pool.final), status === "Closed" ? closed : sql`not ${closed}`);
}

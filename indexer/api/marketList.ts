import { activityEvent, candle, market, outcome, outcomeCandle, pool } from "ponder:schema";
import { and, eq, gte, inArray, isNull, sql } from "ponder";
import { foldText } from "../../sdk/foldText.ts";
import { readSettings } from "../settings.ts";
import { dayBefore } from "./before.ts";
import { badRequest } from "./problem.ts";
import { readCount } from "./sequence.ts";
import { type AsOf, type Reader, select } from "./snapshot.ts";
import { RESOLVER_KINDS, type SORTS, type STATUSES } from "./words.ts";

type Sql = ReturnType<typeof sql>;

const HALF_LIFE = 6 * 3600; // of a trend
const UNTRADED = 64;
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
}

/**
 * Where a page ended, and when the first of its list was made: the list stays in the order of that moment, so that a market
 * whose volume grows meanwhile is neither shown twice nor left out.
 */
export interface Place {
  sequence: number;
  timestamp: number;
  /** Whether the search is for likenesses. */
  isFuzzy: boolean;
  key: string;
  id: string;
}

export function readPlace(cursor: string[] | undefined): Place | undefined {
  if (!cursor) return undefined;
  const [sequence, timestamp, fuzzy, key, id] = cursor;
  return { sequence: Number(sequence), timestamp: Number(timestamp), isFuzzy: fuzzy === "1", key, id };
}

export function writePlace({ sequence, timestamp, isFuzzy, key, id }: Place): string[] {
  return [String(sequence), String(timestamp), isFuzzy ? "1" : "0", key, id];
}

/** The ids of a page of markets and one more, each with its place, and how many there are on all pages. */
export async function findMarkets(
  reader: Reader,
  asOf: AsOf,
  options: { filter: MarketFilter; sort: (typeof SORTS)[number]; after: Place | undefined; count: number },
): Promise<{ places: Place[]; total: number }> {
  const { filter, sort, after, count } = options;
  const activities = await readCount(reader);
  const moment = after ?? { sequence: activities, timestamp: asOf.timestamp };
  if (activities - moment.sequence > MAX_SINCE) throw badRequest("cursor is of a list that is too old, begin it anew without one");
  const matches = (isFuzzy: boolean) => and(...conditions(filter, asOf, isFuzzy), ...(sort === "closing" ? [isStillOpen(asOf)] : []));
  const countAll = async (isFuzzy: boolean) => {
    const query = sql`select count(*)::int as total from ${market} join ${pool} on ${pool.marketId} = ${market.id} where ${matches(isFuzzy) ?? sql`true`}`;
    return (await select<{ total: number }>(reader, query))[0].total;
  };
  let isFuzzy = after?.isFuzzy ?? false;
  let total = await countAll(isFuzzy);
  if (total === 0 && !after && filter.search) {
    isFuzzy = true;
    total = await countAll(true);
  }
  const ascending = sort === "closing";
  const { key, joins } = await keyOf(reader, sort, moment, after !== undefined && activities > moment.sequence);
  const place = after
    ? ascending
      ? sql`(key, id) > (${after.key}::numeric, ${after.id}::numeric)`
      : sql`(key, id) < (${after.key}::numeric, ${after.id}::numeric)`
    : sql`true`;
  const rows = await select<{ id: string; key: string }>(
    reader,
    sql`select id, key from (
        select ${market.id} as id, (${key})::numeric as key from ${market} join ${pool} on ${pool.marketId} = ${market.id} ${joins}
        where ${matches(isFuzzy) ?? sql`true`}
      ) keyed where ${place} order by ${ascending ? sql`key, id` : sql`key desc, id desc`} limit ${count}`,
  );
  const { sequence, timestamp } = moment;
  return { places: rows.map(({ id, key: each }) => ({ sequence, timestamp, isFuzzy, key: each, id })), total };
}

/** What a list is ordered by, as it was at its moment; `hasMoved`: whether anything has happened since. */
async function keyOf(
  reader: Reader,
  sort: (typeof SORTS)[number],
  { sequence, timestamp }: Pick<Place, "sequence" | "timestamp">,
  hasMoved: boolean,
): Promise<{ key: Sql; joins: Sql }> {
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
    case "volume24h": {
      const since = dayBefore({ timestamp });
      const first = sql`left join lateral (
          select ${candle.volumeBefore} as volume from ${candle}
          where ${candle.marketId} = ${market.id} and ${candle.interval} = 3600 and ${candle.start} >= ${since}
          order by ${candle.start} limit 1
        ) first on ${pool.lastTradeAt} >= ${since}`;
      return {
        key: sql`greatest(0, ${pool.volume} ${less("volume")} - coalesce(first.volume, ${pool.volume}))`,
        joins: sql`${later} ${first}`,
      };
    }
    case "trending": {
      const untraded = sql`${market.createdAt}::float8 / ${HALF_LIFE} - ${UNTRADED}`;
      const moment = timestamp / HALF_LIFE;
      const weight = sql`case when ${pool.trend} - ${moment}::float8 < -1000 then 0 else power(2::float8, ${pool.trend} - ${moment}::float8) end`;
      const rest = sql`greatest(${weight} - coalesce(later.weight, 0)::float8, 1e-300)`;
      const then = sql`case when later.trades is null or later.trades = 0 then ${pool.trend}
        when ${pool.trades} - later.trades <= 0 then ${untraded} else ${moment}::float8 + log(2, (${rest})::numeric)::float8 end`;
      return { key: sql`round((${hasMoved ? then : sql`${pool.trend}`})::numeric, 4)`, joins: later };
    }
    case "change24h":
      return { key: sql`coalesce(moves.move, 0)`, joins: await moves(reader, timestamp) };
  }
}

type Moves = { at: number; ids: string; values: string };
const known: Moves[] = [];
const FRESH_S = 10;
const KEPT = 60;

/**
 * How far the price that has moved most has moved within 24 hours, by market. Of all markets that is more work than an answer
 * may take: it is done once in ten seconds, and kept for those who turn the pages of an order.
 */
async function moves(reader: Reader, timestamp: number): Promise<Sql> {
  let found = known.findLast(({ at }) => at <= timestamp && timestamp - at < FRESH_S) ?? known.find(({ at }) => at > timestamp);
  if (!found) {
    const since = dayBefore({ timestamp });
    const rows = await select<{ id: string; move: string }>(
      reader,
      sql`select p.market_id as id, round(max(abs(
            exp(-(p.sigma - o."offset")::float8 / 1e18) - exp(-(first.sigma - coalesce(own.start_offset, o."offset"))::float8 / 1e18)))::numeric, 12) as move
          from ${pool} p
          join lateral (
            select sigma_open as sigma from ${candle} c where c.market_id = p.market_id and c.interval = 3600 and c.start >= ${since} order by c.start limit 1
          ) first on true
          join ${outcome} o on o.market_id = p.market_id
          left join lateral (
            select offset_open as start_offset from ${outcomeCandle} oc
            where oc.market_id = p.market_id and oc.interval = 3600 and oc.outcome = o.outcome and oc.start >= ${since} order by oc.start limit 1
          ) own on true
          where p.last_trade_at >= ${since} group by p.market_id`,
    );
    found = { at: timestamp, ids: `{${rows.map(({ id }) => id).join()}}`, values: `{${rows.map(({ move }) => move).join()}}` };
    known.push(found);
    known.sort((a, b) => a.at - b.at);
    known.splice(0, known.length - KEPT);
  }
  return sql`left join unnest(${found.ids}::numeric[], ${found.values}::numeric[]) as moves (market_id, move) on moves.market_id = ${market.id}`;
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

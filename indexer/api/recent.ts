import { candle, outcome, outcomeCandle, pool } from "ponder:schema";
import { sql } from "ponder";
import { CHART_INTERVALS } from "../../sdk/chartIntervals.ts";
import { dayBefore } from "./before.ts";
import { type AsOf, type Reader, readSnapshot, select } from "./snapshot.ts";

const HOUR = CHART_INTERVALS["1h"];

const FRESH_S = 10;
const USABLE_S = 120;
const KEPT = 60;

/**
 * Every market that was traded within 24 hours: its volume before them, and how far the price that has moved most has moved.
 * As arrays that SQL takes.
 */
export interface Recent {
  /** The block's time that it is as of: pages of one list name it, so that all of them are in the same order. */
  at: number;
  ids: string;
  volumes: string;
  moves: string;
}

const known: Recent[] = [];
let refreshing: Promise<unknown> | undefined;

/**
 * The newest, or the one as of `at` if it is still known. To work it out for all markets takes longer than an answer may: that
 * is done beside, every ten seconds at most, while somebody asks.
 */
export async function readRecent(reader: Reader, asOf: AsOf, at: number | undefined): Promise<Recent> {
  const same = known.find((each) => each.at === at);
  if (same) return same;
  const newest = known.at(-1);
  // a chain that was taken back has a time before
  const age = newest ? Math.abs(asOf.timestamp - newest.at) : Number.POSITIVE_INFINITY;
  if (!newest || age > USABLE_S) return keep(await work(reader, asOf));
  if (age > FRESH_S && !refreshing) {
    refreshing = readSnapshot(work)
      .then(({ result }) => keep(result))
      .catch(() => undefined) // the next who asks tries again
      .finally(() => {
        refreshing = undefined;
      });
  }
  return newest;
}

function keep(recent: Recent): Recent {
  known.push(recent);
  known.splice(0, known.length - KEPT);
  return recent;
}

async function work(reader: Reader, asOf: AsOf): Promise<Recent> {
  const since = dayBefore(asOf);
  const rows = await select<{ id: string; volume: string; move: string }>(
    reader,
    sql`select p.market_id as id, first.volume as volume, round(max(abs(
          exp(-(p.sigma - o."offset")::float8 / 1e18) - exp(-(first.sigma - coalesce(own.start_offset, o."offset"))::float8 / 1e18)
        ))::numeric, 12) as move
      from ${pool} p
      join lateral (
        select sigma_open as sigma, volume_before as volume from ${candle} c
        where c.market_id = p.market_id and c.interval = ${HOUR} and c.start >= ${since} order by c.start limit 1
      ) first on true
      join ${outcome} o on o.market_id = p.market_id
      left join lateral (
        select offset_open as start_offset from ${outcomeCandle} oc
        where oc.market_id = p.market_id and oc.interval = ${HOUR} and oc.outcome = o.outcome and oc.start >= ${since} order by oc.start limit 1
      ) own on true
      where p.last_trade_at >= ${since} group by p.market_id, first.volume`,
  );
  const column = (name: "id" | "volume" | "move") => `{${rows.map((row) => row[name]).join()}}`;
  return { at: asOf.timestamp, ids: column("id"), volumes: column("volume"), moves: column("move") };
}

import { candle, holding, market, pool } from "ponder:schema";
import { sql } from "ponder";
import { CHART_INTERVALS } from "../../sdk/chartIntervals.ts";
import type { Stats } from "./schemas.ts";
import { type AsOf, type Reader, select } from "./snapshot.ts";
import { amountOf, currencyOf, learnTokens } from "./tokens.ts";

const HOUR = CHART_INTERVALS["1h"];

const SHOWN_DAYS = 30;

/** `only`: which markets count. */
export async function readStats(reader: Reader, asOf: AsOf, only: ReturnType<typeof sql>): Promise<Stats> {
  const today = asOf.timestamp - (asOf.timestamp % 86_400);
  const since = today - (SHOWN_DAYS - 1) * 86_400;
  const [counts] = await select<{ markets: number; open: number; trades: number }>(
    reader,
    sql`select count(*)::int as markets, coalesce(sum(${pool.trades}), 0)::int as trades,
      (count(*) filter (where ${pool.final} is null and not ${pool.halted} and ${market.closesAt} > ${asOf.timestamp}))::int as open
      from ${market} join ${pool} on ${pool.marketId} = ${market.id} where ${only}`,
  );
  const [{ accounts }] = await select<{ accounts: number }>(
    reader,
    sql`select count(distinct ${holding.account})::int as accounts from ${holding}
      join ${market} on ${market.id} = ${holding.marketId} where ${only}`,
  );
  const collaterals = await select<Record<"collateral" | "volume" | "fees" | "liquidity", string> & { markets: number; trades: number }>(
    reader,
    sql`select ${pool.collateral} as collateral, count(*)::int as markets, sum(${pool.volume}) as volume, sum(${pool.fees}) as fees,
      sum(${pool.trades})::int as trades, sum(case when ${pool.final} is null then ${pool.liquidity} else 0 end) as liquidity
      from ${pool} join ${market} on ${market.id} = ${pool.marketId} where ${only} group by ${pool.collateral} order by ${pool.collateral}`,
  );
  const recent = await select<{ collateral: string; volume: string }>(
    reader,
    sql`select ${pool.collateral} as collateral, sum(${candle.volume}) as volume from ${candle} join ${pool} on ${pool.marketId} = ${candle.marketId}
      join ${market} on ${market.id} = ${pool.marketId}
      where ${only} and ${candle.interval} = ${HOUR} and ${candle.start} >= ${asOf.timestamp - 86_400} group by ${pool.collateral}`,
  );
  const days = await select<Record<"collateral" | "day" | "volume" | "fees", string> & { trades: number; markets: number }>(
    reader,
    sql`select t.*, coalesce(m.markets, 0) as markets from (
        select ${pool.collateral} as collateral, ${candle.start} - ${candle.start} % 86400 as day, sum(${candle.volume}) as volume,
          sum(${candle.fees}) as fees, sum(${candle.trades})::int as trades
        from ${candle} join ${pool} on ${pool.marketId} = ${candle.marketId}
        join ${market} on ${market.id} = ${pool.marketId}
        where ${only} and ${candle.interval} = ${HOUR} and ${candle.start} >= ${since} group by 1, 2
      ) t left join (
        select ${market.collateral} as collateral, ${market.createdAt} - ${market.createdAt} % 86400 as day, count(*)::int as markets
        from ${market} where ${only} group by 1, 2
      ) m on m.collateral = t.collateral and m.day = t.day order by t.day desc, t.collateral limit 300`,
  );
  await learnTokens(
    reader,
    collaterals.map(({ collateral }) => collateral),
  );
  return {
    ...counts,
    accounts,
    collaterals: collaterals.map((each) => ({
      ...each,
      currency: currencyOf(each.collateral),
      volume: amountOf(each.volume, each.collateral),
      volume24h: amountOf(recent.find(({ collateral }) => collateral === each.collateral)?.volume ?? "0", each.collateral),
      fees: amountOf(each.fees, each.collateral),
      liquidity: amountOf(each.liquidity, each.collateral),
    })),
    days: days.map((each) => ({
      ...each,
      currency: currencyOf(each.collateral),
      day: Number(each.day),
      volume: amountOf(each.volume, each.collateral),
      fees: amountOf(each.fees, each.collateral),
    })),
  };
}

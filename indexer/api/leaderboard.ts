import { accountDay, holding, judgement } from "ponder:schema";
import { sql } from "ponder";
import type { Address } from "viem";
import { brierOf } from "./accounts.ts";
import { type AsOf, type Reader, select } from "./snapshot.ts";

export const RANKINGS = ["profit", "volume", "brier"] as const;
export const PERIODS = { "1d": 1, "7d": 7, "30d": 30, all: null } as const;

type Row = { account: string; realized: string; volume: string; trades: number; weight: string; sum: string; judged: number };

export async function readLeaderboard(
  reader: Reader,
  asOf: AsOf,
  options: { by: (typeof RANKINGS)[number]; period: keyof typeof PERIODS; collateral: Address; offset: number; count: number },
) {
  const { by, period, collateral, offset, count } = options;
  const days = PERIODS[period];
  const since = days === null ? 0 : asOf.timestamp - days * 86_400;
  // Whole days: the running one and as many before it as the period has.
  const entries =
    days === null
      ? sql`select h.*, coalesce(j.brier_weight, 0) as weight, coalesce(j.brier_sum, 0) as sum, coalesce(j.brier_trades, 0) as judged from (
          select ${holding.account} as account, sum(${holding.realized}) as realized, sum(${holding.volume}) as volume,
            sum(${holding.trades})::int as trades from ${holding} where ${holding.collateral} = ${collateral} group by ${holding.account}
          ) h left join ${judgement} j on j.account = h.account and j.collateral = ${collateral}`
      : sql`select ${accountDay.account} as account, sum(${accountDay.realized}) as realized, sum(${accountDay.volume}) as volume,
          sum(${accountDay.trades})::int as trades, sum(${accountDay.brierWeight}) as weight, sum(${accountDay.brierSum}) as sum,
          sum(${accountDay.brierTrades})::int as judged
          from ${accountDay} where ${accountDay.collateral} = ${collateral} and ${accountDay.day} >= ${since - (since % 86_400)}
          group by ${accountDay.account}`;
  const order = {
    profit: sql`realized desc`,
    volume: sql`volume desc`,
    brier: sql`sum / weight asc`,
  }[by];
  const rows = await select<Row>(
    reader,
    sql`select * from (${entries}) entries ${by === "brier" ? sql`where weight > 0` : sql``} order by ${order}, account limit ${count} offset ${offset}`,
  );
  return rows.map((row, index) => ({
    rank: offset + index + 1,
    account: row.account,
    collateral,
    profit: row.realized,
    volume: row.volume,
    trades: row.trades,
    ...brierOf({ brierWeight: BigInt(row.weight), brierSum: BigInt(row.sum), brierTrades: row.judged }),
  }));
}

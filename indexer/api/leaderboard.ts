import { accountDay, holding, judgement } from "ponder:schema";
import { sql } from "ponder";
import type { Address } from "viem";
import { readSettings } from "../settings.ts";
import type { Rank } from "./schemas.ts";
import { type AsOf, type Reader, select } from "./snapshot.ts";
import { amountOf, currencyOf, learnTokens } from "./tokens.ts";
import { PERIODS, type RANKINGS } from "./words.ts";
import { brierOf } from "./worthOf.ts";

/** Stands for the other side of every fill in the books, and is nobody. */
const ORDERS = readSettings().deployment.contracts.Orders?.toLowerCase() ?? null;

type Sql = ReturnType<typeof sql>;
type Row = { key: string; account: string; realized: string; volume: string; trades: number; weight: string; sum: string; judged: number };

export async function readLeaderboard(
  reader: Reader,
  asOf: AsOf,
  options: {
    by: (typeof RANKINGS)[number];
    period: keyof typeof PERIODS;
    collateral: Address;
    /** Also what was done in markets with an unknown resolver or an unreadable text. */
    isWhole: boolean;
    /** The last of the page before: what it is ordered by, account and rank. */
    after: string[] | undefined;
    count: number;
  },
): Promise<{ key: string; shown: Rank }[]> {
  const { by, period, collateral, isWhole, after, count } = options;
  const days = PERIODS[period];
  const since = days === null ? 0 : asOf.timestamp - days * 86_400;
  const regular = (column: Sql) => (isWhole ? sql`true` : sql`${column}`);
  // Whole days: the running one and as many before it as the period has.
  const entries =
    days === null
      ? sql`select h.*, coalesce(j.weight, 0) as weight, coalesce(j.sum, 0) as sum, coalesce(j.judged, 0)::int as judged from (
          select ${holding.account} as account, sum(${holding.realized}) as realized, sum(${holding.volume}) as volume,
            sum(${holding.trades})::int as trades from ${holding}
            where ${holding.collateral} = ${collateral} and ${regular(sql`${holding.regular}`)} group by ${holding.account}
          ) h left join (
            select ${judgement.account} as account, sum(${judgement.brierWeight}) as weight, sum(${judgement.brierSum}) as sum,
              sum(${judgement.brierTrades}) as judged from ${judgement}
            where ${judgement.collateral} = ${collateral} and ${regular(sql`${judgement.regular}`)} group by ${judgement.account}
          ) j on j.account = h.account`
      : sql`select ${accountDay.account} as account, sum(${accountDay.realized}) as realized, sum(${accountDay.volume}) as volume,
          sum(${accountDay.trades})::int as trades, sum(${accountDay.brierWeight}) as weight, sum(${accountDay.brierSum}) as sum,
          sum(${accountDay.brierTrades})::int as judged
          from ${accountDay} where ${accountDay.collateral} = ${collateral} and ${regular(sql`${accountDay.regular}`)} and ${accountDay.day} >= ${since - (since % 86_400)}
          group by ${accountDay.account}`;
  // the larger, the further down
  const key = { profit: sql`-realized`, volume: sql`-volume`, brier: sql`div(sum, nullif(weight, 0))` }[by];
  const place = after ? sql`(key, account) > (${after[0]}::numeric, ${after[1]})` : sql`true`;
  const rows = await select<Row>(
    reader,
    sql`select * from (select entries.*, ${key} as key from (${entries}) entries) keyed
      where key is not null and account is distinct from ${ORDERS} and ${place} order by key, account limit ${count}`,
  );
  await learnTokens(reader, [collateral]);
  const above = after ? Number(after[2]) : 0;
  return rows.map((row, index) => ({
    key: row.key,
    shown: {
      rank: above + index + 1,
      account: row.account,
      collateral,
      currency: currencyOf(collateral),
      profit: amountOf(row.realized, collateral),
      volume: amountOf(row.volume, collateral),
      trades: row.trades,
      ...brierOf({ brierWeight: BigInt(row.weight), brierSum: BigInt(row.sum), brierTrades: row.judged }),
    },
  }));
}

import { market, pool } from "ponder:schema";
import { sql } from "ponder";
import { readSettings } from "../settings.ts";
import { type AsOf, type Reader, select } from "./snapshot.ts";

type Sql = ReturnType<typeof sql>;

const CANDIDATES = 300;
const { trigrams } = readSettings();

/** The markets of the same category that are still open, those first whose question is most like this one's. */
export async function findRelated(
  reader: Reader,
  asOf: AsOf,
  id: bigint,
  { only, count }: { only: Sql; count: number },
): Promise<bigint[]> {
  const like = sql.raw(`${trigrams}.similarity`);
  const rows = await select<{ id: string }>(
    reader,
    sql`with one as (select category, question from ${market} where id = ${String(id)}::numeric)
      select other.id from (
        select ${market.id} as id, ${market.question} as question, ${pool.trades} as trades from ${market}
        join ${pool} on ${pool.marketId} = ${market.id} join one on ${market.category} = one.category
        where ${market.id} <> ${String(id)}::numeric and ${only} and ${pool.final} is null and not ${pool.halted} and ${market.closesAt} > ${asOf.timestamp}
        order by ${pool.trades} desc limit ${CANDIDATES}
      ) other, one order by ${like}(other.question, one.question) desc, other.trades desc, other.id desc limit ${count}`,
  );
  return rows.map((row) => BigInt(row.id));
}

/** How many markets each category has, those with the most open ones first. */
export async function readCategories(reader: Reader, asOf: AsOf, { only, count }: { only: Sql; count: number }) {
  return select<{ category: string; markets: number; open: number }>(
    reader,
    sql`select ${market.category} as category, count(*)::int as markets,
        (count(*) filter (where ${pool.final} is null and not ${pool.halted} and ${market.closesAt} > ${asOf.timestamp}))::int as open
      from ${market} join ${pool} on ${pool.marketId} = ${market.id} where ${market.category} <> '' and ${only}
      group by ${market.category} order by open desc, markets desc, category limit ${count}`,
  );
}

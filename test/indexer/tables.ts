import type { Indexer } from "./indexer.ts";

/** Every table, and what its rows are ordered by. */
const TABLES = {
  market: "id",
  policy: "market_id",
  pool: "market_id",
  outcome: "market_id, outcome",
  activity: "sequence",
  counter: "id",
  candle: "market_id, interval, start",
  outcome_candle: "market_id, interval, outcome, start",
  position: "account, id",
  holding: "account, market_id",
  judgement: "account, collateral",
  account_day: "account, collateral, day",
  bond: "resolver, account, token",
};
const PAGE = 1_000;

/** All rows of all tables, as the indexer gives them over SQL. */
export async function readTables(indexer: Indexer): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const [table, order] of Object.entries(TABLES)) {
    const rows: unknown[] = [];
    for (let page = PAGE; page === PAGE; ) {
      const query = `select * from ${table} order by ${order} limit ${PAGE} offset ${rows.length}`;
      const response = await fetch(`${indexer.url}/sql`, { method: "POST", body: JSON.stringify({ query }) });
      const { data, error } = (await response.json()) as { data: { rows: unknown[] }; error?: { message: string } };
      if (error) throw new Error(`${table}: ${error.message}`);
      rows.push(...data.rows);
      page = data.rows.length;
    }
    tables[table] = rows;
  }
  return tables;
}

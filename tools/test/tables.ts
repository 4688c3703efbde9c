import pg from "pg";
import type { Indexer } from "./indexer.ts";

/** Every table, and what its rows are ordered by. */
const TABLES = {
  market: "id",
  token: "address",
  registration: "market_id",
  pool: "market_id",
  outcome: "market_id, outcome",
  activity: "sequence",
  counter: "id",
  candle: "market_id, interval, start",
  outcome_candle: "market_id, interval, outcome, start",
  position: "account, id",
  holding: "account, market_id",
  judgement: "account, collateral, regular",
  account_day: "account, collateral, regular, day",
  bond: "resolver, account, token",
};

/** All rows of all tables, as they stand in the indexer's database. */
export async function readTables(indexer: Indexer): Promise<Record<string, unknown[]>> {
  const client = new pg.Client({ connectionString: indexer.databaseUrl() });
  await client.connect();
  try {
    const tables: Record<string, unknown[]> = {};
    const all = await client.query("select table_schema from information_schema.tables where table_name = '_ponder_checkpoint'");
    const [{ table_schema: schema }] = all.rows;
    for (const [table, order] of Object.entries(TABLES)) {
      tables[table] = (await client.query(`select * from ${schema}.${table} order by ${order}`)).rows;
    }
    return tables;
  } finally {
    await client.end();
  }
}

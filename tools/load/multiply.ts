const VOCABULARY =
  "bitcoin senate governor inflation earthquake eclipse rugby election moonlanding temperature parliament champion treaty tariff vaccine".split(
    " ",
  );

/**
 * SQL that fills the tables of an indexer at rest with more of what is in them: markets up to `markets`, trades up to `trades`,
 * a week of hourly candles and 200 positions in each market. The rows are copies under other numbers: as good as any for
 * measuring how long it takes to find them, and for nothing else.
 */
export function multiply({ known, markets, trades }: { known: number; markets: number; trades: number }): string {
  /** Inserts rows of `table` (r) with other values in some columns. */
  const copies = (table: string, values: Record<string, string>, from: string) =>
    `do $do$ begin execute (
       select format('insert into ${table} select %s from ${from.replaceAll("'", "''").replaceAll("%", "%%")} on conflict do nothing',
         string_agg(coalesce(swap ->> column_name, 'r.' || quote_ident(column_name)), ', ' order by ordinal_position))
       from information_schema.columns, (select '${JSON.stringify(values).replaceAll("'", "''")}'::jsonb as swap) swaps
       where table_schema = current_schema() and table_name = '${table}'); end $do$;`;
  const newMarkets = (table: string, key: string, more: Record<string, string> = {}) =>
    copies(table, { [key]: "n", ...more }, `generate_series(${known + 1}, ${markets}) n join ${table} r on r.${key} = 1 + n % ${known}`);
  const someMarket = `1 + floor(power(random(), 2) * ${markets})::int`; // most trades in a few
  const pastHours = (table: string, outcomes: string) =>
    `generate_series(1, ${markets}) m, generate_series(1, 167) h, generate_series(0, ${outcomes}) o,
     (select max("timestamp") / 3600 * 3600 as hour from activity) now,
     (select * from ${table} where "interval" = 3600 order by market_id limit 1) r`;
  const words = `' ' || (array[${VOCABULARY.map((word) => `'${word}'`)}])[1 + n % ${VOCABULARY.length}] || ' ' || md5(n::text)`;
  return [
    "set session_replication_role = replica", // no triggers: these rows are not to be taken back
    `select set_config('search_path', (select table_schema from information_schema.tables
       where table_name = '_ponder_checkpoint' and table_schema like 'presage\\_%' order by 1 limit 1), false)`,
    // in words and figures of their own, so that there is something to search and to sort
    newMarkets("market", "id", {
      question: `r.question || ${words}`,
      search_text: `r.search_text || ${words}`,
      category: "'category ' || n % 12",
      closes_at: "r.closes_at + n",
    }),
    newMarkets("pool", "market_id", { volume: "r.volume + n * 1000", liquidity: "r.liquidity + n * 7", trend: "r.trend - n / 1000.0" }),
    ...["outcome", "registration"].map((table) => newMarkets(table, "market_id")),
    "create temp table example as select row_number() over () as place, * from activity where kind = 'Trade' limit 1000",
    copies(
      "activity",
      { sequence: "activities + n", market_id: someMarket, log_index: "n % 1000" },
      `counter, generate_series(1, ${trades} - (select count(*) from activity where kind = 'Trade')) n
       join example r on place = 1 + n % (select count(*) from example)`,
    ),
    "update counter set activities = (select max(sequence) from activity)",
    copies("candle", { market_id: "m", start: "hour - 3600 * h" }, pastHours("candle", "0")),
    copies("outcome_candle", { market_id: "m", start: "hour - 3600 * h", outcome: "o" }, pastHours("outcome_candle", "1")),
    copies(
      "position",
      { market_id: "m", id: "m::numeric * 65536 + r.outcome" },
      `generate_series(${known + 1}, ${markets}) m,
       (select * from position where kind = 'yes' and amount > 0 and outcome < 2 limit 200) r`,
    ),
    "analyze",
  ].join(";\n");
}

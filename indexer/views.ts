import pg from "pg";

/** The schema that always shows the tables of the version that serves. */
const VIEWS = "presage";

const MARK = "shown"; // as a comment on a schema whose tables have been shown: they are not put in front of a newer version's

/**
 * Puts views on the tables of `schema` in the place of those of the version before, in one step: whoever reads them sees the
 * old tables or the new ones, and never fewer activities than a moment ago. Returns false if the new tables are still behind
 * the old ones.
 */
export async function showTables(databaseUrl: string, schema: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl, statement_timeout: 10_000, lock_timeout: 2_000 });
  client.on("error", () => undefined); // said by the query that fails
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext($1))", [VIEWS]);
    const { rows: marks } = await client.query<{ mark: string | null; others: boolean }>(
      `select obj_description(to_regnamespace($1), 'pg_namespace') as mark, to_regclass($2) is not null as others`,
      [quoted(schema), `${quoted(VIEWS)}.activity`],
    );
    const [{ mark, others }] = marks;
    if (others && mark === MARK) return true; // a newer version has been shown since, or these are
    if (others) {
      // what is written to the old tables waits for these few milliseconds
      await client.query(`lock table ${quoted(VIEWS)}.activity in share mode`);
      const { rows } = await client.query<{ behind: boolean }>(
        `select (select coalesce(max(sequence), 0) from ${quoted(schema)}.activity)
           < (select coalesce(max(sequence), 0) from ${quoted(VIEWS)}.activity) as behind`,
      );
      if (rows[0].behind) return false;
    }
    await client.query(`create schema if not exists ${quoted(VIEWS)}`);
    const { rows: tables } = await client.query<{ table: string }>(
      `select table_name as "table" from information_schema.tables where table_schema = $1 and table_type = 'BASE TABLE' and table_name !~ '^_'`,
      [schema],
    );
    for (const { table } of tables) {
      // a view cannot be given other columns
      await client.query(`drop view if exists ${quoted(VIEWS)}.${quoted(table)} cascade`);
      await client.query(`create view ${quoted(VIEWS)}.${quoted(table)} as select * from ${quoted(schema)}.${quoted(table)}`);
    }
    await client.query(`comment on schema ${quoted(schema)} is '${MARK}'`);
    await client.query("commit");
    return true;
  } finally {
    await client.end().catch(() => undefined); // with it goes what was not committed
  }
}

function quoted(name: string): string {
  return pg.escapeIdentifier(name);
}

import pg from "pg";

const OLDEST = 140_000; // as PostgreSQL counts: 14.0
const PATIENCE_MS = 10_000;

/**
 * Sees to it that the database at `url` answers and has what the tables need. Returns the schema that pg_trgm is in, as SQL
 * writes it. Throws in words if it cannot.
 */
export async function prepareDatabase(url: string): Promise<string> {
  const name = withoutPassword(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  client.on("error", () => undefined); // said by the query that fails
  try {
    await client.connect();
  } catch (error) {
    throw new Error(`The database ${name} does not answer: ${messageOf(error)}. DATABASE_URL names it.`);
  }
  try {
    const { rows } = await client.query<{ number: number; name: string }>(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as name",
    );
    if (rows[0].number < OLDEST) throw new Error(`it is PostgreSQL ${rows[0].name}, 14 or newer is needed`);
    await client.query("create extension if not exists pg_trgm");
    const { rows: found } = await client.query<{ schema: string }>(
      "select extnamespace::regnamespace::text as schema from pg_extension where extname = 'pg_trgm'",
    );
    return found[0].schema;
  } catch (error) {
    throw new Error(`The database ${name} is not fit for the indexer: ${messageOf(error)}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function withoutPassword(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return "of DATABASE_URL";
  }
}

/** Node says of several addresses that were tried only what went wrong with each. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}

import { db } from "ponder:api";
import tables from "ponder:schema";
import { type Context, Hono } from "hono";
import { graphql, sql } from "ponder";
import { badRequest, Problem } from "./problem.ts";
import { betweenBlocks, isEmbedded, type Reader, readSnapshot, schemaName, select } from "./snapshot.ts";

const MAX_BODY = 20_000;
const MAX_QUERY = 2_000;
const MAX_SELECTS = 6; // each nested one can double what is computed
const MAX_DEPTH = 24; // of parentheses
const MAX_ROWS = 1_000;
const MAX_MS = 3_000;
const MAX_COST = 100_000; // as the planner counts: about a second's work of the embedded database
const DISABLED = 1e10;
const MAX_ANSWER = 5_000_000;

type Checks = {
  validateAllowableSQLQuery: (query: string) => Promise<void>;
  getSQLQueryRelations: (query: string) => Promise<Set<string>>;
};

// Ponder's own list of what a query may consist of, which it does not export.
const CHECKS = new URL("../../node_modules/ponder/dist/esm/utils/sql-parse.js", import.meta.url).href;
const checks: Promise<Checks> = import(/* @vite-ignore */ CHECKS);
const names = new Set(Object.values(tables).flatMap((table) => nameOf(table)));

const yoga = new Hono().use(
  "/graphql",
  graphql({ db, schema: tables }, { maxOperationDepth: 8, maxOperationTokens: 1_000, maxOperationAliases: 10 }),
);

/** `POST /graphql`. (Ponder's page for browsers loads scripts from elsewhere: it is not served.) */
export async function answerGraphql(context: Context): Promise<Response> {
  const { query, variables, operationName } = await readJson(context);
  if (typeof query !== "string") throw badRequest('The body has no "query", expected {"query": "{ markets { items { id question } } }"}');
  const { asOf } = await readSnapshot(async () => null);
  const body = JSON.stringify({
    query,
    ...(isRecord(variables) && { variables }),
    ...(typeof operationName === "string" && { operationName }),
  });
  const headers = { "content-type": "application/json", accept: "application/json" };
  const answer = await betweenBlocks(async () => (await yoga.request("/graphql", { method: "POST", headers, body })).json());
  return context.json({ ...(answer as object), extensions: { asOf } });
}

/** `POST /sql`: one select over the project's tables. */
export async function answerSql(context: Context): Promise<Response> {
  const { query } = await readJson(context);
  if (typeof query !== "string") throw badRequest('The body has no "query", expected {"query": "select id, question from market"}');
  await checkQuery(query);
  const { asOf, result } = await readSnapshot(async (reader) => {
    // Ponder leaves empty temporary tables of the same names behind: they come last, unless told before all others.
    await reader.execute(sql`set local search_path to ${sql.identifier(schemaName)}, pg_temp`);
    if (isEmbedded) await checkCost(reader, query);
    else await reader.execute(sql.raw(`set local statement_timeout = ${MAX_MS}`));
    return (await reader.execute(sql.raw(`select * from (${query}\n) result limit ${MAX_ROWS + 1}`))) as {
      rows: object[];
      fields: { name: string }[];
    };
  }).catch((error) => {
    throw isRefusal(error) ? badRequest(`The query failed: ${error.message}`) : error;
  });
  const data = {
    columns: result.fields.map(({ name }) => name),
    rows: result.rows.slice(0, MAX_ROWS).map((row) => Object.values(row)),
    truncated: result.rows.length > MAX_ROWS,
  };
  const text = JSON.stringify({ asOf, data }, (_, value) => (typeof value === "bigint" ? String(value) : value));
  if (text.length > MAX_ANSWER)
    throw new Problem(
      413,
      "TooLarge",
      `The answer has ${text.length} characters, at most ${MAX_ANSWER} are given. Ask for fewer columns or rows.`,
    );
  return context.body(text, 200, { "content-type": "application/json" });
}

async function checkQuery(query: string): Promise<void> {
  if (query.length > MAX_QUERY) throw badRequest(`The query has ${query.length} characters, at most ${MAX_QUERY} are taken`);
  const selects = query.match(/\bselect\b/gi)?.length ?? 0;
  if (selects === 0) throw badRequest("The query is not a select");
  if (selects > MAX_SELECTS) throw badRequest(`The query has ${selects} selects, at most ${MAX_SELECTS} are taken`);
  if (depthOf(query) > MAX_DEPTH) throw badRequest(`The query is nested deeper than ${MAX_DEPTH} parentheses`);
  if (query.includes("\0")) throw badRequest("The query has a NUL character");
  const { validateAllowableSQLQuery, getSQLQueryRelations } = await checks;
  try {
    await validateAllowableSQLQuery(query);
    await validateAllowableSQLQuery(`select * from (${query}\n) result`);
    const others = [...(await getSQLQueryRelations(query))].filter((name) => !names.has(name));
    if (others.length > 0) throw new Error(`there is no table ${others.join(", ")}, there are ${[...names].join(", ")}`);
  } catch (error) {
    throw badRequest(`The query is not taken: ${(error as { message?: string }).message ?? "it cannot be parsed"}`);
  }
}

/** The embedded database cannot be interrupted, so what would take long is not begun. */
async function checkCost(reader: Reader, query: string): Promise<void> {
  const [row] = await select<{ "QUERY PLAN": unknown }>(reader, sql.raw(`explain (format json) ${query}`));
  const plan = row["QUERY PLAN"];
  const [{ Plan }] = (typeof plan === "string" ? JSON.parse(plan) : plan) as [{ Plan: Record<string, number> }];
  const cost = Plan["Total Cost"] % DISABLED; // a kind of scan that it was told to avoid counts ten thousand million
  if (!(cost <= MAX_COST))
    throw badRequest(`The query would take too long: its cost is ${cost}, at most ${MAX_COST} is done. Filter by market, account or time.`);
}

async function readJson(context: Context): Promise<Record<string, unknown>> {
  const length = Number(context.req.header("content-length") ?? 0);
  if (length > MAX_BODY) throw new Problem(413, "TooLarge", `The body has ${length} bytes, at most ${MAX_BODY} are taken`);
  const text = await context.req.text();
  if (text.length > MAX_BODY) throw new Problem(413, "TooLarge", `The body has ${text.length} characters, at most ${MAX_BODY} are taken`);
  try {
    const body: unknown = JSON.parse(text);
    if (isRecord(body)) return body;
  } catch {
    // said below
  }
  throw badRequest("The body is not a JSON object");
}

/** What PostgreSQL says of a query, by its code; anything else is a fault of ours. */
function isRefusal(error: unknown): error is Error {
  const { code } = (error ?? {}) as { code?: unknown };
  return (
    error instanceof Error && typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith("08") && !code.startsWith("58")
  );
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const letter of text) {
    if (letter === "(" || letter === "[") deepest = Math.max(deepest, ++depth);
    else if (letter === ")" || letter === "]") depth--;
  }
  return deepest;
}

function nameOf(table: unknown): string[] {
  const name = isRecord(table) ? (table as Record<symbol, unknown>)[Symbol.for("drizzle:Name")] : undefined;
  return typeof name === "string" ? [name] : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

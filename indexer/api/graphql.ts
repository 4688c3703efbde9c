import { db } from "ponder:api";
import tables from "ponder:schema";
import { type Context, Hono } from "hono";
import { graphql } from "ponder";
import { badRequest, Problem } from "./problem.ts";
import { readSnapshot } from "./snapshot.ts";

const MAX_BODY = 20_000;

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
  const answer = await (await yoga.request("/graphql", { method: "POST", headers, body })).json();
  return context.json({ ...(answer as object), extensions: { asOf } });
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

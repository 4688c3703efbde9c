import { db } from "ponder:api";
import tables from "ponder:schema";
import { Hono } from "hono";
import { graphql } from "ponder";
import { withGraphqlReader } from "../ponder/inside.ts";
import type { GraphqlInput } from "./operations.ts";
import { readSnapshot } from "./snapshot.ts";

const yoga = new Hono().use(
  "/graphql",
  graphql({ db, schema: tables }, { maxOperationDepth: 8, maxOperationTokens: 1_000, maxOperationAliases: 10 }),
);

/** GraphQL's answer, all of it from one snapshot. (Ponder's page for browsers loads scripts from elsewhere: it is not served.) */
export async function answerGraphql({ query, variables, operationName }: GraphqlInput): Promise<object> {
  const body = JSON.stringify({ query, ...(variables && { variables }), ...(operationName && { operationName }) });
  const headers = { "content-type": "application/json", accept: "application/json" };
  const ask = async (): Promise<object> => (await yoga.request("/graphql", { method: "POST", headers, body })).json();
  const { asOf, result } = await readSnapshot((reader) => withGraphqlReader(reader, ask));
  return { ...result, extensions: { asOf } };
}

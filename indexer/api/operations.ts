// Every route of the API, once: its path, what it takes, what it gives. Handlers (routes.ts) are checked against this by the
// compiler, requests as they come, answers by the tests; OpenAPI (document.ts) and the README's table are written from it.

import { z } from "@hono/zod-openapi";
import { CHART_INTERVALS } from "../../sdk/chartIntervals.ts";
import * as parameters from "../../sdk/node/http/parameters.ts";
import { ops } from "../../sdk/op.ts";
import { sides } from "../../sdk/side.ts";
import * as schemas from "./schemas.ts";
import { CSV_COLUMNS, PERIODS, RANKINGS, RESOLVER_KINDS, SORTS, STATUSES } from "./words.ts";

const { address, baseUnits, choice, cursor, limit, marketNumber, time, wholeNumber, words } = parameters;

/** A question about the tables, answered with `data` as of one block. */
export interface Operation<
  Path extends z.ZodRawShape = z.ZodRawShape,
  Query extends z.ZodRawShape = z.ZodRawShape,
  Data extends z.ZodType = z.ZodType,
> {
  /** As OpenAPI writes it: `/v1/markets/{id}`. */
  path: string;
  tag: "Markets" | "Accounts" | "All";
  summary: string;
  params: z.ZodObject<Path>;
  query: z.ZodObject<Query>;
  data: Data;
  /** Whether there are more pages: `next` is the cursor of the next, or null. */
  paged: boolean;
  /** Whether `total` says how many there are on all pages. */
  counted: boolean;
}

export type Input<O extends Operation> = z.output<O["params"]> & z.output<O["query"]>;
export type Answer<O extends Operation> = { data: z.output<O["data"]> } & (O extends { paged: true } ? { next: string | null } : unknown) &
  (O extends { counted: true } ? { total: number } : unknown);

function operation<
  Path extends z.ZodRawShape,
  Query extends z.ZodRawShape,
  Data extends z.ZodType,
  Paged extends boolean = false,
  Counted extends boolean = false,
>(definition: {
  path: string;
  tag: Operation["tag"];
  summary: string;
  params?: Path;
  query?: Query;
  data: Data;
  paged?: Paged;
  counted?: Counted;
}): Operation<Path, Query, Data> & { paged: Paged; counted: Counted } {
  const { params, query, paged, counted, ...rest } = definition;
  return {
    ...rest,
    params: z.strictObject(params ?? ({} as Path)) as unknown as z.ZodObject<Path>,
    query: z.strictObject(query ?? ({} as Query)) as unknown as z.ZodObject<Query>,
    paged: (paged ?? false) as Paged,
    counted: (counted ?? false) as Counted,
  };
}

/** With what is meant if nothing is said. */
function or<T extends z.ZodType>(schema: T, value: Exclude<z.output<T>, undefined>) {
  return schema.default(value as never).openapi({ default: value });
}

const id = marketNumber("The market's number");
const account = address("The account");
/** The one word that asks for what is left out. */
const include = choice("Also what nobody vouches for: markets with an unknown resolver or collateral or an unreadable text", [
  "unknown",
]).optional();
const names = <T extends string>(record: Record<T, unknown>) => Object.keys(record) as T[];

export const operations = {
  listMarkets: operation({
    path: "/v1/markets",
    tag: "Markets",
    summary: "Markets, filtered and sorted",
    query: {
      status: choice("Only those", STATUSES).optional(),
      category: words("Only of this category", 100, "economics").optional(),
      collateral: address("Only in this collateral").optional(),
      creator: address("Only by this creator").optional(),
      resolver: address("Only decided by this contract").optional(),
      include,
      resolverKind: choice("Only decided by such a resolver; `known`: by any of the project's own", [
        ...RESOLVER_KINDS,
        "known",
      ]).optional(),
      search: words(
        "Only those whose question, category or outcomes have all of these words in them; if there are none, words that are like them",
        200,
        "fed rate",
      ).optional(),
      sort: or(
        choice(
          "`closing`: the open ones, soonest first; `trending`: by trades that lose half of their weight in six hours. What is in amounts " +
            "sorts within each collateral, the address book's first: amounts of different tokens do not compare",
          SORTS,
        ),
        "newest",
      ),
      sparkline: choice("Whether each market has its sparkline", ["7d"]).optional(),
      limit,
      cursor: cursor("whole", "whole", "whole", "token", "decimal", "number"),
    },
    data: z.array(schemas.Market),
    paged: true,
    counted: true,
  }),
  getMarket: operation({
    path: "/v1/markets/{id}",
    tag: "Markets",
    summary: "All that a market's page needs",
    params: { id },
    data: schemas.MarketPage,
  }),
  listRelated: operation({
    path: "/v1/markets/{id}/related",
    tag: "Markets",
    summary: "Open markets of the same category, the most alike first",
    params: { id },
    query: { include, limit: wholeNumber("How many to give at most", { min: 1, max: 20 }).default(6).openapi({ default: 6 }) },
    data: z.array(schemas.Market),
  }),
  listCategories: operation({
    path: "/v1/categories",
    tag: "Markets",
    summary: "Categories with how many markets they have, at most 100",
    query: { include },
    data: z.array(schemas.Category),
  }),
  listDue: operation({
    path: "/v1/due",
    tag: "Markets",
    summary: "Markets on their way to an answer, in the order in which somebody can do something about them",
    query: { include, limit, cursor: cursor("whole", "whole", "number") },
    data: z.array(schemas.Due),
    paged: true,
  }),
  getPrices: operation({
    path: "/v1/markets/{id}/prices",
    tag: "Markets",
    summary: "Prices of all outcomes over time: at most 1,000 candles, the newest",
    params: { id },
    query: {
      interval: or(choice("Length of a candle", names(CHART_INTERVALS)), "1h"),
      from: time("From here on").optional(),
      to: time("Up to here").optional(),
    },
    data: schemas.PriceSeries,
  }),
  getQuote: operation({
    path: "/v1/markets/{id}/quote",
    tag: "Markets",
    summary: "What a trade would cost or give now, in exact arithmetic",
    params: { id },
    query: {
      op: choice("`buy`: for a payment, `buyExact`: positions, `sell`: of positions", ops),
      outcome: wholeNumber("The outcome, counted from 0", { min: 0, max: 255 }),
      side: or(choice("Of the outcome", sides), "yes"),
      amount: baseUnits("Base units: of collateral to `buy`, else of positions"),
    },
    data: schemas.Quote,
  }),
  listTrades: operation({
    path: "/v1/markets/{id}/trades",
    tag: "Markets",
    summary: "Trades, newest first",
    params: { id },
    query: { limit, cursor: cursor("whole") },
    data: z.array(schemas.Trade),
    paged: true,
  }),
  listMarketActivity: operation({
    path: "/v1/markets/{id}/activity",
    tag: "Markets",
    summary: "Everything that happened in a market, newest first",
    params: { id },
    query: { limit, cursor: cursor("whole") },
    data: z.array(schemas.Activity),
    paged: true,
  }),
  listHolders: operation({
    path: "/v1/markets/{id}/holders",
    tag: "Markets",
    summary: "Who holds what, largest first",
    params: { id },
    query: {
      kind: choice("Only such positions", ["yes", "no", "liquidity", "seed"]).optional(),
      outcome: wholeNumber("Only of this outcome", { min: 0, max: 255 }).optional(),
      limit,
      cursor: cursor("number", "number", "account"),
    },
    data: z.array(schemas.Holder),
    paged: true,
  }),
  getResolution: operation({
    path: "/v1/markets/{id}/resolution",
    tag: "Markets",
    summary: "Who decides, and what has been done about it",
    params: { id },
    data: schemas.Resolution,
  }),
  getPortfolio: operation({
    path: "/v1/accounts/{address}",
    tag: "Accounts",
    summary: "An account's portfolio and profit, by token",
    params: { address: account },
    query: { include },
    data: schemas.Portfolio,
  }),
  listAccountMarkets: operation({
    path: "/v1/accounts/{address}/markets",
    tag: "Accounts",
    summary: "An account's ledger by market, newest markets first",
    params: { address: account },
    query: { limit, cursor: cursor("number") },
    data: z.array(schemas.AccountMarket),
    paged: true,
  }),
  listAccountHistory: operation({
    path: "/v1/accounts/{address}/history",
    tag: "Accounts",
    summary: "What an account did and was given, newest first",
    params: { address: account },
    query: { limit, cursor: cursor("whole") },
    data: z.array(schemas.Activity),
    paged: true,
  }),
  listMovements: operation({
    path: "/v1/accounts/{address}/movements",
    tag: "Accounts",
    summary: "All that came to an account and went from it, newest first, each thing a row of its own",
    params: { address: account },
    query: { limit, cursor: cursor("whole", "whole") },
    data: z.array(schemas.Movement),
    paged: true,
  }),
  listProfitDays: operation({
    path: "/v1/accounts/{address}/profit",
    tag: "Accounts",
    summary: "Realized profit by day, oldest first, at most 1,000 days",
    params: { address: account },
    query: {
      collateral: address("Only in this collateral; all known ones if left out").optional(),
      include,
      from: time("From this day on").optional(),
      to: time("Up to this day").optional(),
    },
    data: z.array(schemas.ProfitDay),
  }),
  getLeaderboard: operation({
    path: "/v1/leaderboard",
    tag: "All",
    summary: "Accounts by profit, volume or calibration",
    query: {
      by: or(choice("`brier`: best first, of those with a trade in a market that was resolved", RANKINGS), "profit"),
      period: or(choice("Whole days", names(PERIODS)), "all"),
      collateral: address("In this collateral; the address book's `usd` if left out").optional(),
      include,
      limit,
      cursor: cursor("number", "account", "whole"),
    },
    data: z.array(schemas.Rank),
    paged: true,
  }),
  getStats: operation({
    path: "/v1/stats",
    tag: "All",
    summary: "All markets together, amounts by token",
    query: { include },
    data: schemas.Stats,
  }),
  listTokens: operation({
    path: "/v1/tokens",
    tag: "All",
    summary: "The tokens that are known here: the address book's, and those of the operator's lists",
    query: { used: choice("Only those in which there are markets", ["true"]).optional() },
    data: z.array(schemas.KnownToken),
  }),
};

export type Operations = typeof operations;

const problems = {
  400: "What was given, what was expected",
  404: "There is no such thing",
  413: "The body is too large",
  415: "The body is not JSON",
  429: "Too many requests: Retry-After says when to come again",
  503: "It cannot answer now: nothing is indexed yet, or the database does not answer or took too long",
} as const;

export function failures(...statuses: (keyof typeof problems)[]) {
  return Object.fromEntries(
    statuses.map((each) => [each, { description: problems[each], content: { "application/json": { schema: schemas.Failure } } }]),
  );
}

function body(type: string, schema: z.ZodType, example?: unknown) {
  return { content: { [type]: { schema, ...(example !== undefined && { example }) } } };
}

const event = 'id: 4711\nevent: activity\ndata: { …Activity, "prices": ["0.35", "0.65"] }\n\n';
const figures = "# TYPE presage_lag_blocks gauge\npresage_lag_blocks 0\n";
const table = `${CSV_COLUMNS.join()}\r\n`;

const nothing = z.strictObject({});

type Content = { description: string; content: Record<string, { schema: z.ZodType; example?: unknown }> };

/** What is no question about the tables as of one block. */
export interface Service {
  method: "get" | "post";
  path: string;
  tag: "Accounts" | "Live" | "Analysts" | "Operations";
  summary: string;
  params: z.ZodObject;
  query: z.ZodObject;
  body?: z.ZodObject;
  responses: Record<number, Content>;
}

export const services = {
  exportAccountHistory: {
    method: "get",
    path: "/v1/accounts/{address}/history.csv",
    tag: "Accounts",
    summary: "Its movements as a table that a spreadsheet opens: the newest 10,000; text is guarded against formulas",
    params: z.strictObject({ address: account }),
    query: nothing,
    responses: {
      200: { description: "RFC 4180", ...body("text/csv", z.string(), table) },
      ...failures(400, 429, 503),
    },
  },
  streamActivity: {
    method: "get",
    path: "/v1/stream",
    tag: "Live",
    summary: "Server-sent events as blocks are indexed: `activity`, `block` and `reset`; Last-Event-ID resumes",
    params: nothing,
    query: z.strictObject({
      market: marketNumber("Only of this market").optional(),
      account: address("Only by or to this account").optional(),
      kind: words("Only of this kind", 40, "Trade").optional(),
      since: wholeNumber("After this number", { min: 0, max: 1e15 }).optional(),
    }),
    responses: {
      200: { description: "A stream that does not end", ...body("text/event-stream", z.string(), event) },
      ...failures(400, 429, 503),
    },
  },
  queryGraphql: {
    method: "post",
    path: "/v1/graphql",
    tag: "Analysts",
    summary: "GraphQL over all tables: at most 1,000 rows, 8 levels, 10 aliases, 1,000 words, and 30 seconds in the database",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      query: z.string().max(20_000).openapi({ example: "{ markets { items { id question } } }" }),
      variables: z.record(z.string(), z.unknown()).nullish().openapi({ example: {} }),
      operationName: z.string().max(100).nullish(),
    }),
    responses: {
      200: {
        description: "GraphQL's answer, with the block that nothing older than is missing",
        ...body(
          "application/json",
          z.looseObject({
            data: z.unknown().openapi({ example: { markets: { items: [{ id: "1", question: "Will it rain?" }] } } }),
            errors: z.array(z.unknown()).optional().openapi({ example: [] }),
            extensions: z.strictObject({ asOf: schemas.AsOf }),
          }),
        ),
      },
      ...failures(400, 413, 415, 429, 503),
    },
  },
  getHealth: {
    method: "get",
    path: "/health",
    tag: "Operations",
    summary: "Whether the process serves",
    params: nothing,
    query: nothing,
    responses: { 200: { description: "It does", ...body("application/json", schemas.Health) } },
  },
  getReadiness: {
    method: "get",
    path: "/ready",
    tag: "Operations",
    summary: "Whether it has caught up with the chain",
    params: nothing,
    query: nothing,
    responses: {
      200: { description: "It has", ...body("application/json", schemas.Readiness) },
      503: { description: "Not yet, and why", ...body("application/json", schemas.Readiness) },
    },
  },
  getMetrics: {
    method: "get",
    path: "/metrics",
    tag: "Operations",
    summary: "Figures for Prometheus",
    params: nothing,
    query: nothing,
    responses: { 200: { description: "Prometheus' text format", ...body("text/plain", z.string(), figures) } },
  },
  getDescription: {
    method: "get",
    path: "/openapi.json",
    tag: "Operations",
    summary: "This description",
    params: nothing,
    query: nothing,
    responses: {
      200: {
        description: "OpenAPI 3.1",
        ...body("application/json", z.looseObject({ openapi: z.string().openapi({ example: "3.1.0" }) })),
      },
    },
  },
} satisfies Record<string, Service>;

export type StreamInput = z.output<typeof services.streamActivity.query>;
export type GraphqlInput = z.output<typeof services.queryGraphql.body>;

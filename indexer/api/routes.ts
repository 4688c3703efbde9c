import { readSettings } from "../settings.ts";
import { presentHolder, readAccountMarkets, readHolders, readPortfolio, readProfitDays } from "./accounts.ts";
import { presentActivity, presentResolutionEvent, presentTrade, readActivity, readResolutionEvents, readTrades } from "./activity.ts";
import { PERIODS, RANKINGS, readLeaderboard } from "./leaderboard.ts";
import { listMarkets, type MarketRow, presentMarket, readMarket, readPolicy, readTexts, rhosOf, SORTS, STATUSES } from "./markets.ts";
import { accountInPath, address, choice, cursor, limit, marketInPath, time, toCursor, wholeNumber, words } from "./parameter.ts";
import { INTERVALS, readPrices } from "./prices.ts";
import { badRequest } from "./problem.ts";
import { type Route, route } from "./route.ts";
import { list, ref } from "./schema.ts";
import type { Reader } from "./snapshot.ts";
import { readStats } from "./stats.ts";

const WEEK = 7 * 86_400;
const SHOWN = 20;
const MAX_EVENTS = 500;
const MAX_RANK = 10_000;

const { deployment } = readSettings();
const kinds = ["optimistic", "committee", "priceFeed", "uma", "reality", "unknown", "known"] as const;

/** What `count + 1` rows make: a page and the cursor of the next. */
function paged<Row, Shown>(rows: Row[], count: number, keyOf: (row: Row) => (string | number | bigint)[], present: (row: Row) => Shown) {
  const page = rows.slice(0, count);
  const last = page.at(-1);
  return { data: page.map(present), next: rows.length > count && last !== undefined ? toCursor(keyOf(last)) : null };
}

const bySequence = (after: string[] | undefined) => (after ? { before: Number(after[0]) } : {});

export const routes: Route[] = [
  route({
    path: "/markets",
    summary: "Markets, filtered and sorted",
    parameters: {
      status: choice("Only those", STATUSES),
      category: words("Only of this category", 100),
      creator: address("Only by this creator"),
      resolver: address("Only decided by this contract"),
      resolverKind: choice("Only decided by such a resolver; `known`: by any of the project's own", kinds),
      search: words("Only those whose question, category or outcomes hold all of these words", 200),
      sort: choice("`closing`: the open ones, soonest first", SORTS, "newest"),
      limit,
      cursor: cursor("number", "number"),
    },
    data: list(ref("Market")),
    paged: true,
    counted: true,
    answer: async (reader, { sort, limit: count, cursor: after, ...filter }, asOf) => {
      const { rows, keys, total } = await listMarkets(reader, asOf, { filter, sort, after, count: count + 1 });
      const keyed = rows.map((row, index) => ({ row, key: keys[index] }));
      return {
        ...paged(
          keyed,
          count,
          ({ row, key }) => [key, row.market.id],
          ({ row }) => presentMarket(row, asOf),
        ),
        total,
      };
    },
  }),
  route({
    path: "/markets/{id}",
    summary: "All that a market's page needs",
    parameters: { id: marketInPath },
    data: ref("MarketPage"),
    answer: async (reader, { id }, asOf) => {
      const row = await readMarket(reader, asOf, id);
      const texts = await readTexts(reader, id);
      return {
        data: {
          market: { ...presentMarket(row, asOf), rhos: rhosOf(row).map(String), ...texts },
          trades: (await readTrades(reader, { marketId: id, count: SHOWN })).map(presentTrade),
          holders: (await readHolders(reader, { row, count: SHOWN })).map((held) => presentHolder(row, held)),
          resolution: await resolutionOf(reader, row),
          prices: await readPrices(reader, asOf, { row, interval: "1h", from: asOf.timestamp - WEEK }),
        },
      };
    },
  }),
  route({
    path: "/markets/{id}/prices",
    summary: "Prices of all outcomes over time",
    parameters: {
      id: marketInPath,
      interval: choice("Length of a candle", Object.keys(INTERVALS) as (keyof typeof INTERVALS)[], "1h"),
      from: time("From here on"),
      to: time("Up to here"),
    },
    data: ref("PriceSeries"),
    answer: async (reader, { id, interval, from, to }, asOf) => {
      if (from !== undefined && to !== undefined && from > to)
        throw badRequest(`from is ${from}, expected a time that is not after to, ${to}`);
      return { data: await readPrices(reader, asOf, { row: await readMarket(reader, asOf, id), interval, from, to }) };
    },
  }),
  route({
    path: "/markets/{id}/trades",
    summary: "Trades, newest first",
    parameters: { id: marketInPath, limit, cursor: cursor("whole") },
    data: list(ref("Trade")),
    paged: true,
    answer: async (reader, { id, limit: count, cursor: after }, asOf) => {
      await readMarket(reader, asOf, id);
      const rows = await readTrades(reader, { marketId: id, ...bySequence(after), count: count + 1 });
      return paged(rows, count, ({ sequence }) => [sequence], presentTrade);
    },
  }),
  route({
    path: "/markets/{id}/activity",
    summary: "Everything that happened in a market, newest first",
    parameters: { id: marketInPath, limit, cursor: cursor("whole") },
    data: list(ref("Activity")),
    paged: true,
    answer: async (reader, { id, limit: count, cursor: after }, asOf) => {
      await readMarket(reader, asOf, id);
      const rows = await readActivity(reader, { marketId: id, ...bySequence(after), count: count + 1 });
      return paged(rows, count, ({ sequence }) => [sequence], presentActivity);
    },
  }),
  route({
    path: "/markets/{id}/holders",
    summary: "Who holds what, largest first",
    parameters: {
      id: marketInPath,
      kind: choice("Only such positions", ["yes", "no", "liquidity", "seed"]),
      outcome: {
        ...wholeNumber("Only of this outcome", { min: 0, max: 255, otherwise: -1 }),
        schema: { type: "integer", minimum: 0, maximum: 255 },
      },
      limit,
      cursor: cursor("number", "number", "account"),
    },
    data: list(ref("Holder")),
    paged: true,
    answer: async (reader, { id, kind, outcome, limit: count, cursor: after }, asOf) => {
      const row = await readMarket(reader, asOf, id);
      const rows = await readHolders(reader, { row, kind, ...(outcome >= 0 && { outcome }), after, count: count + 1 });
      return paged(
        rows,
        count,
        (held) => [held.amount, held.id, held.account],
        (held) => presentHolder(row, held),
      );
    },
  }),
  route({
    path: "/markets/{id}/resolution",
    summary: "Who decides, and what has been done about it",
    parameters: { id: marketInPath },
    data: ref("Resolution"),
    answer: async (reader, { id }, asOf) => ({ data: await resolutionOf(reader, await readMarket(reader, asOf, id)) }),
  }),
  route({
    path: "/accounts/{address}",
    summary: "An account's portfolio and profit",
    parameters: { address: accountInPath },
    data: ref("Portfolio"),
    answer: async (reader, input, asOf) => ({ data: await readPortfolio(reader, asOf, input.address) }),
  }),
  route({
    path: "/accounts/{address}/markets",
    summary: "An account's ledger by market, newest markets first",
    parameters: { address: accountInPath, limit, cursor: cursor("number") },
    data: list(ref("AccountMarket")),
    paged: true,
    answer: async (reader, { address: account, limit: count, cursor: before }, asOf) => {
      const rows = await readAccountMarkets(reader, asOf, { address: account, before, count: count + 1 });
      return paged(
        rows,
        count,
        ({ marketId }) => [marketId],
        (row) => row,
      );
    },
  }),
  route({
    path: "/accounts/{address}/history",
    summary: "What an account did and was given, newest first",
    parameters: { address: accountInPath, limit, cursor: cursor("whole") },
    data: list(ref("Activity")),
    paged: true,
    answer: async (reader, { address: account, limit: count, cursor: after }) => {
      const rows = await readActivity(reader, { account, ...bySequence(after), count: count + 1 });
      return paged(rows, count, ({ sequence }) => [sequence], presentActivity);
    },
  }),
  route({
    path: "/accounts/{address}/profit",
    summary: "Realized profit by day, oldest first, at most 1,000 days",
    parameters: { address: accountInPath, from: time("From this day on"), to: time("Up to this day") },
    data: list(ref("ProfitDay")),
    answer: async (reader, { address: account, from, to }) => ({ data: await readProfitDays(reader, { address: account, from, to }) }),
  }),
  route({
    path: "/leaderboard",
    summary: "Accounts by profit, volume or calibration",
    parameters: {
      by: choice("`brier`: best first, of those with a trade in a market that was resolved", RANKINGS, "profit"),
      period: choice("Whole days", Object.keys(PERIODS) as (keyof typeof PERIODS)[], "all"),
      collateral: address("In this collateral; the address book's `usd` if left out"),
      limit,
      cursor: cursor("whole"),
    },
    data: list(ref("Rank")),
    paged: true,
    answer: async (reader, { by, period, collateral, limit: count, cursor: after }, asOf) => {
      const offset = Math.min(after ? Number(after[0]) : 0, MAX_RANK);
      const token = collateral ?? (deployment.collaterals.usd ?? Object.values(deployment.collaterals)[0])?.toLowerCase();
      if (!token) throw badRequest("collateral is missing: the address book of this chain names none");
      const rows = await readLeaderboard(reader, asOf, { by, period, collateral: token as `0x${string}`, offset, count: count + 1 });
      return paged(
        rows,
        count,
        ({ rank }) => [rank],
        (row) => row,
      );
    },
  }),
  route({
    path: "/stats",
    summary: "All markets together",
    parameters: {},
    data: ref("Stats"),
    answer: async (reader, _, asOf) => ({ data: await readStats(reader, asOf) }),
  }),
];

async function resolutionOf(reader: Reader, row: MarketRow) {
  const policy = await readPolicy(reader, row.market.id);
  const events = await readResolutionEvents(reader, row.market.id, MAX_EVENTS);
  return { kind: row.market.resolverKind, policy: policy?.data ?? null, events: events.map(presentResolutionEvent) };
}

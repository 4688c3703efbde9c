import { sql } from "ponder";
import { PresageError } from "../../sdk/errors.ts";
import { toCursor } from "../../sdk/node/http/parameters.ts";
import { badRequest, Problem } from "../../sdk/node/http/problem.ts";
import { quoteMarketTrade } from "../../sdk/quoteMarketTrade.ts";
import { WAD } from "../../sdk/wad.ts";
import { readSettings } from "../settings.ts";
import { presentHolder, readAccountMarkets, readHolders, readPortfolio, readProfitDays } from "./accounts.ts";
import { presentActivity, presentResolutionEvent, presentTrade, readActivity, readResolutionEvents, readTrades } from "./activity.ts";
import { findDue, rankOf } from "./due.ts";
import { isVouchedFor } from "./heldBack.ts";
import { readLeaderboard } from "./leaderboard.ts";
import { findMarkets, type ListPosition, readListPosition, writeListPosition } from "./marketList.ts";
import { type MarketRow, presentMarket, readMarket, readMarkets, readPolicy, readTexts, rhosOf, statusOf } from "./markets.ts";
import { readMovements } from "./movements.ts";
import type { Answer, Input, Operations } from "./operations.ts";
import { priceAt } from "./priceAt.ts";
import { readPrices } from "./prices.ts";
import { findRelated, readCategories } from "./related.ts";
import type { Market, Quote, Resolution } from "./schemas.ts";
import type { AsOf, Reader } from "./snapshot.ts";
import { readSparklines } from "./sparklines.ts";
import { readStats } from "./stats.ts";
import { amountOf, currencyOf, decimalsOf, learnTokens, priceOf, readTokens } from "./tokens.ts";

const WEEK = 7 * 86_400;
const SHOWN = 20;
const MAX_EVENTS = 500;
const MAX_CATEGORIES = 100;

const { deployment } = readSettings();

type Handlers = {
  [name in keyof Operations]: (reader: Reader, input: Input<Operations[name]>, asOf: AsOf) => Promise<Answer<Operations[name]>>;
};

/** What answers each operation, from one state of the tables. */
export const handlers: Handlers = {
  async listMarkets(reader, { sort, sparkline, limit, cursor, ...filter }, asOf) {
    const { places, total } = await findMarkets(reader, asOf, { filter, sort, after: readListPosition(cursor), count: limit + 1 });
    const rows = await readMarkets(
      reader,
      asOf,
      places.slice(0, limit).map(({ id }) => BigInt(id)),
    );
    const lines = sparkline && (await readSparklines(reader, asOf, [...rows.values()]));
    const present = ({ id }: ListPosition) => {
      const row = rows.get(BigInt(id)) as MarketRow;
      return { ...presentMarket(row, asOf), sparkline: lines?.get(row.market.id) ?? null };
    };
    return { ...paged(places, limit, writeListPosition, present), total };
  },

  async getMarket(reader, { id }, asOf) {
    const row = await readMarket(reader, asOf, id);
    const texts = await readTexts(reader, id);
    return {
      data: {
        market: { ...presentMarket(row, asOf), rhos: rhosOf(row).map(String), ...texts },
        trades: (await readTrades(reader, { marketId: id, count: SHOWN })).map((trade) => presentTrade(trade, row.market.collateral)),
        holders: (await readHolders(reader, { row, count: SHOWN })).map((held) => presentHolder(row, held)),
        resolution: await resolutionOf(reader, row),
        prices: await readPrices(reader, asOf, { row, interval: "1h", from: asOf.timestamp - WEEK }),
      },
    };
  },

  async listRelated(reader, { id, include, limit }, asOf) {
    await readMarket(reader, asOf, id);
    return {
      data: await presentAll(
        reader,
        asOf,
        await findRelated(reader, asOf, id, { only: await onlyVouched(reader, asOf, include), count: limit }),
      ),
    };
  },

  async listCategories(reader, { include }, asOf) {
    return { data: await readCategories(reader, asOf, { only: await onlyVouched(reader, asOf, include), count: MAX_CATEGORIES }) };
  },

  async listDue(reader, { include, limit, cursor }, asOf) {
    const rows = await findDue(reader, asOf, { only: await onlyVouched(reader, asOf, include), after: cursor, count: limit + 1 });
    const markets = await presentAll(
      reader,
      asOf,
      rows.map(({ id }) => BigInt(id)),
    );
    const shown = rows.map((row, index) => ({ row, market: markets[index] }));
    return paged(
      shown,
      limit,
      ({ row }) => [rankOf(row), row.at, row.id],
      ({ row, market }) => ({ market, due: row.due, at: row.at }),
    );
  },

  async getPrices(reader, { id, interval, from, to }, asOf) {
    if (from !== undefined && to !== undefined && from > to)
      throw badRequest(`from is ${from}, expected a time that is not after to, ${to}`);
    return { data: await readPrices(reader, asOf, { row: await readMarket(reader, asOf, id), interval, from, to }) };
  },

  async getQuote(reader, { id, ...trade }, asOf) {
    return { data: quoteOf(await readMarket(reader, asOf, id), trade, asOf) };
  },

  async listTrades(reader, { id, limit, cursor }, asOf) {
    const { market } = await readMarket(reader, asOf, id);
    const rows = await readTrades(reader, { marketId: id, ...before(cursor), count: limit + 1 });
    return paged(
      rows,
      limit,
      ({ sequence }) => [sequence],
      (row) => presentTrade(row, market.collateral),
    );
  },

  async listMarketActivity(reader, { id, limit, cursor }, asOf) {
    await readMarket(reader, asOf, id);
    const rows = await readActivity(reader, { marketId: id, ...before(cursor), count: limit + 1 });
    return paged(rows, limit, ({ sequence }) => [sequence], presentActivity);
  },

  async listHolders(reader, { id, kind, outcome, limit, cursor }, asOf) {
    const row = await readMarket(reader, asOf, id);
    const rows = await readHolders(reader, { row, kind, outcome, after: cursor, count: limit + 1 });
    return paged(
      rows,
      limit,
      (held) => [held.amount, held.id, held.account],
      (held) => presentHolder(row, held),
    );
  },

  async getResolution(reader, { id }, asOf) {
    return { data: await resolutionOf(reader, await readMarket(reader, asOf, id)) };
  },

  async getPortfolio(reader, { address, include }, asOf) {
    return { data: await readPortfolio(reader, asOf, { address, isWhole: include === "unknown" }) };
  },

  async listAccountMarkets(reader, { address, limit, cursor }, asOf) {
    const rows = await readAccountMarkets(reader, asOf, { address, before: cursor, count: limit + 1 });
    return paged(
      rows,
      limit,
      ({ marketId }) => [marketId],
      (row) => row,
    );
  },

  async listAccountHistory(reader, { address, limit, cursor }) {
    const rows = await readActivity(reader, { account: address, ...before(cursor), count: limit + 1 });
    return paged(rows, limit, ({ sequence }) => [sequence], presentActivity);
  },

  async listMovements(reader, { address, limit, cursor }, asOf) {
    const after = cursor && { sequence: Number(cursor[0]), part: Number(cursor[1]) };
    const rows = await readMovements(reader, asOf, { account: address, after, count: limit + 1 });
    return paged(
      rows,
      limit,
      ({ sequence, part }) => [sequence, part],
      ({ shown }) => shown,
    );
  },

  async listProfitDays(reader, { address, collateral, include, from, to }, asOf) {
    return { data: await readProfitDays(reader, asOf, { address, collateral, isWhole: include === "unknown", from, to }) };
  },

  async getLeaderboard(reader, { by, period, collateral, include, limit, cursor }, asOf) {
    const token = collateral ?? (deployment.collaterals.usd ?? Object.values(deployment.collaterals)[0])?.toLowerCase();
    if (!token) throw badRequest("collateral is missing: the address book of this chain names none");
    const isWhole = include === "unknown";
    await learnTokens(reader, [token]);
    if (!isWhole && !currencyOf(token).known)
      throw badRequest(`collateral is "${token}", expected a token that is known here (/v1/tokens), or include=unknown beside it`);
    const options = { by, period, isWhole, collateral: token as `0x${string}`, after: cursor, count: limit + 1 };
    const rows = await readLeaderboard(reader, asOf, options);
    return paged(
      rows,
      limit,
      ({ key, shown }) => [key, shown.account, shown.rank],
      ({ shown }) => shown,
    );
  },

  async getStats(reader, { include }, asOf) {
    return { data: await readStats(reader, asOf, await onlyVouched(reader, asOf, include)) };
  },

  async listTokens(reader, { used }) {
    return { data: await readTokens(reader, { isUsed: used === "true" }) };
  },
};

/** Which markets count: all if the unknown ones are asked for. */
async function onlyVouched(reader: Reader, asOf: AsOf, include: "unknown" | undefined) {
  return include === "unknown" ? sql`true` : isVouchedFor(reader, asOf);
}

/** What `count + 1` rows make: a page and the cursor of the next. */
function paged<Row, Shown>(rows: Row[], count: number, keyOf: (row: Row) => (string | number | bigint)[], present: (row: Row) => Shown) {
  const page = rows.slice(0, count);
  const last = page.at(-1);
  return { data: page.map(present), next: rows.length > count && last !== undefined ? toCursor(keyOf(last)) : null };
}

function before(cursor: string[] | undefined) {
  return cursor ? { before: Number(cursor[0]) } : {};
}

/** Markets in the order of their ids as given. */
async function presentAll(reader: Reader, asOf: AsOf, ids: readonly bigint[]): Promise<Market[]> {
  const rows = await readMarkets(reader, asOf, ids);
  return ids.map((id) => presentMarket(rows.get(id) as MarketRow, asOf));
}

async function resolutionOf(reader: Reader, row: MarketRow): Promise<Resolution> {
  const { id, resolverKind, collateral } = row.market;
  const policy = (await readPolicy(reader, id))?.data ?? null;
  const events = await readResolutionEvents(reader, id, MAX_EVENTS);
  // UMA's bonds are in a token of its own choice, all others in the market's
  const token = resolverKind === "uma" && typeof policy?.currency === "string" ? policy.currency.toLowerCase() : collateral;
  await learnTokens(reader, [token]);
  return {
    kind: resolverKind as Resolution["kind"],
    policy,
    events: events.map((event) => presentResolutionEvent(event, token)),
  };
}

function quoteOf(row: MarketRow, trade: Omit<Input<Operations["getQuote"]>, "id">, asOf: AsOf): Quote {
  const { market, pool } = row;
  const status = statusOf(row, asOf);
  if (status !== "Open") throw new Problem(400, "NotOpen", `Market ${market.id} is ${status}: it is not traded any more`);
  const rhos = rhosOf(row);
  const { op, amount } = trade;
  const collateral = { address: market.collateral, symbol: "", decimals: decimalsOf(market.collateral) ?? 0 };
  try {
    const state = { liquidity: pool.liquidity, feeRate: market.feeRate, rhos, prices: rhos.map(priceAt), collateral };
    const { output, fee, priceBefore, sidePriceAfter } = quoteMarketTrade({ market: state, ...trade });
    const [positions, paid] = op === "buy" ? [output, amount] : [amount, output];
    const written = (base: bigint) => amountOf(base, market.collateral);
    return {
      positions: written(positions),
      collateral: written(paid),
      fee: written(fee),
      averagePrice: priceOf(positions === 0n ? 0n : (paid * WAD) / positions),
      priceBefore: priceOf(priceBefore),
      priceAfter: priceOf(sidePriceAfter),
    };
  } catch (error) {
    if (error instanceof PresageError) throw new Problem(400, error.code, error.message);
    throw error;
  }
}

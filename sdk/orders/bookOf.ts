import { WAD } from "../wad.ts";
import { affordableOf } from "./affordableOf.ts";
import { marginalPrice, type OrderPool } from "./fillWithPool.ts";
import { matchKind, priceFor } from "./matchKind.ts";
import type { OpenOrder } from "./matchOrders.ts";
import { maxPoolFill } from "./maxPoolFill.ts";
import type { Order } from "./order.ts";
import { givenBy } from "./sumAtRisk.ts";

/** What can be bought (an ask) or sold (a bid) at one price, base units of positions. */
export interface Level {
  /** Collateral per position scaled by 1e18, fee included. */
  price: bigint;
  /** Of orders, those of the complement's (new pairs and merges) included. */
  orders: bigint;
  /** Of the pool, between this price and the better level before it. */
  pool: bigint;
}

/** An open order in a book. */
export interface BookedOrder extends OpenOrder {
  /** What its maker can give of what it gives, base units, for all such orders together; as much as they ask for unless told. */
  available?: bigint;
}

/** One ladder of orders and the pool's own depth; the best prices first. */
export interface Book {
  asks: Level[];
  bids: Level[];
}

/**
 * The book of one position: open orders of it and of its complement, and what the pool gives up to each price: the best `levels`
 * prices of each side, at which there are orders or which are `step` apart for the pool. All orders are fillable.
 */
export function bookOf(options: {
  positionId: bigint;
  orders: readonly BookedOrder[];
  pool: OrderPool;
  outcomeCount: number;
  /** Scaled by 1e18, a multiple of 1e14; a cent unless given. */
  step?: bigint;
  levels?: number;
}): Book {
  return { asks: sideOf(options, false), bids: sideOf(options, true) };
}

/** Whoever would trade against this side: the buyer that meets the asks, the seller that meets the bids. */
function sideOf(options: Parameters<typeof bookOf>[0], sell: boolean): Level[] {
  const { positionId, pool, outcomeCount, step = WAD / 100n, levels = 10 } = options;
  const taker = { positionId, sell } as Order;
  const isBetter = (a: bigint, b: bigint) => a < b !== sell;
  const byPrice = new Map<bigint, BookedOrder[]>();
  for (const each of options.orders) {
    const kind = matchKind(taker, each.order, outcomeCount);
    if (!kind) continue;
    const price = priceFor(each.order, kind);
    const others = byPrice.get(price);
    if (others) others.push(each);
    else byPrice.set(price, [each]);
  }
  const positionsOf = turns();

  const best = marginalPrice(taker, pool);
  const first = sell ? best / step : best / step + 1n;
  const steps = Array.from({ length: levels }, (_, k) => (first + (sell ? -BigInt(k) : BigInt(k))) * step);
  const prices = [...new Set([...byPrice.keys(), ...steps.filter((price) => price > 0n && price < WAD)])];
  prices.sort((a, b) => (isBetter(a, b) ? -1 : 1));

  const found: Level[] = [];
  let before = 0n;
  for (const price of prices) {
    if (found.length === levels) break;
    const upTo = depthTo({ positionId, sell, price }, pool);
    const waiting = (byPrice.get(price) ?? []).sort((a, b) => a.order.start - b.order.start);
    const orders = waiting.reduce((sum, each) => sum + positionsOf(each), 0n);
    const level = { price, orders, pool: upTo > before ? upTo - before : 0n };
    before = upTo > before ? upTo : before;
    if (level.orders + level.pool > 0n) found.push(level);
  }
  return found;
}

/**
 * Counts what can be filled of orders in turn, each after those that were counted before: those of one maker that give the same share
 * what it has, and those of one slot and nonce share what is filled.
 */
function turns(): (each: BookedOrder) => bigint {
  const given = new Map<string, bigint>();
  const filled = new Map<string, bigint>();
  return ({ order, remaining, available }) => {
    const funds = `${order.maker} ${order.sell}`; // of one side and direction all give the same
    const slot = `${order.maker} ${order.slot} ${order.nonce}`;
    const [before, gone] = [given.get(funds) ?? 0n, filled.get(slot) ?? 0n];
    const left = remaining > gone ? remaining - gone : 0n;
    const positions =
      available === undefined ? left : affordableOf(order, { remaining: left, available: available > before ? available - before : 0n });
    given.set(funds, before + givenBy(order, positions));
    filled.set(slot, gone + positions);
    return positions;
  };
}

/** What an order of this limit, however large, gets of the pool. */
function depthTo(terms: Pick<Order, "positionId" | "sell" | "price">, pool: OrderPool): bigint {
  return maxPoolFill({ ...terms, start: 0, expiry: 1, maxTip: 0 } as Order, pool, { most: pool.liquidity * 32n });
}

import { zeroAddress } from "viem";
import { isSameAddress } from "../sdk/isSameAddress.ts";
import { fillWithPool, isBeyond, marginalPrice, type OrderPool, tipOn } from "../sdk/orders/fillWithPool.ts";
import { type Match, matchOrders } from "../sdk/orders/matchOrders.ts";
import { maxPoolFill } from "../sdk/orders/maxPoolFill.ts";
import type { Order } from "../sdk/orders/order.ts";
import { leastFill } from "../sdk/orders/orderStatus.ts";
import { fillableOrders, type RestingOrder } from "../sdk/orders/relay.ts";
import { WAD } from "../sdk/wad.ts";
import { crossings } from "./crossings.ts";

/** Seconds that may pass until a fill is mined: the tip rises in them, and has to fit still. */
const MINED_WITHIN = 30;

/** An order as it can be filled now: what remains is what its maker can pay for or deliver. */
export type Candidate = RestingOrder;

interface PoolFill {
  kind: "pool";
  order: Candidate;
  positions: bigint;
  /** Base units of the collateral. */
  tip: bigint;
}

/** A way to fill an order. */
export type Fill = PoolFill | { kind: "others"; order: Candidate; match: Match<Candidate> };

interface Options {
  poolOf: (positionId: bigint) => OrderPool;
  outcomeCount: number;
  /** Unix seconds of the block. */
  time: number;
  sender: string;
  /** Base units: fills against the pool that pay less are left to others. */
  leastTip: bigint;
  unpaid: boolean;
  /** Whether two orders may be filled with each other; any may unless told. */
  mayPair?: (a: Candidate, b: Candidate) => boolean;
}

/**
 * The best fill in one market: for the tip against the pool, the highest first, then the best price, then who waited longest. With
 * `unpaid`, orders that cross each other come before all, which pays nobody.
 */
export function bestFill(orders: readonly Candidate[], options: Options): Fill | undefined {
  const { poolOf, outcomeCount, sender, unpaid, mayPair = () => true } = options;
  const open = fillableOrders(orders);
  if (unpaid) {
    for (const { taker, makers } of crossings(open, { outcomeCount, mayPair })) {
      const match = matchOrders({ taker, makers, pool: poolOf(taker.order.positionId), outcomeCount, sender });
      if (match && match.legs.length > 0) return { kind: "others", order: taker, match };
    }
  }
  return bestPoolFill(open, options);
}

/** Orders that the pool's price has reached are tried by the most that each can pay, until none can pay more than what was found. */
function bestPoolFill(open: readonly Candidate[], { poolOf, time, sender, leastTip }: Options): PoolFill | undefined {
  const reached: PoolFill[] = [];
  for (const ofKind of Map.groupBy(open, ({ order }) => `${order.positionId} ${order.sell}`).values()) {
    const [{ order: first }] = ofKind as [Candidate];
    const price = marginalPrice(first, poolOf(first.positionId));
    for (const each of ofKind) {
      const { order, remaining: positions } = each;
      if (isBeyond(order.sell, price, order.price) || (order.taker !== zeroAddress && !isSameAddress(order.taker, sender))) continue;
      const tip = tipOn(order, (positions * (order.sell ? price : order.price)) / WAD, time);
      if (tip >= leastTip) reached.push({ kind: "pool", order: each, positions, tip });
    }
  }
  let best: PoolFill | undefined;
  for (const most of reached.sort(betterFirst)) {
    if (best && betterFirst(best, most) <= 0) break;
    const { order, remaining } = most.order;
    const pool = poolOf(order.positionId);
    const positions = maxPoolFill(order, pool, { most: remaining, time: Math.min(time + MINED_WITHIN, order.expiry) });
    if (positions === 0n || positions < leastFill(order, remaining)) continue;
    const tip = fillWithPool(order, pool, { positions, time })?.tip ?? 0n;
    const fill: PoolFill = { ...most, positions, tip };
    if (tip >= leastTip && (!best || betterFirst(fill, best) < 0)) best = fill;
  }
  return best;
}

function betterFirst(a: PoolFill, b: PoolFill): number {
  const [first, second] = [a.order.order, b.order.order];
  return compare(b.tip, a.tip) || compare(eagerness(second), eagerness(first)) || first.start - second.start;
}

const eagerness = ({ sell, price }: Order) => (sell ? WAD - price : price);
const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);

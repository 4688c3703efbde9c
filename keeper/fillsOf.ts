import { isSameAddress } from "../sdk/isSameAddress.ts";
import { fillWithPool, type OrderPool } from "../sdk/orders/fillWithPool.ts";
import { type Match, matchOrders } from "../sdk/orders/matchOrders.ts";
import { maxPoolFill } from "../sdk/orders/maxPoolFill.ts";
import { leastFill } from "../sdk/orders/orderStatus.ts";
import { fillableOrders, type RestingOrder } from "../sdk/orders/relay.ts";
import { WAD } from "../sdk/wad.ts";

/** Seconds that may pass until a fill is mined: the tip rises in them, and has to fit still. */
const MINED_WITHIN = 30;

/** An order as it can be filled now: what remains is what its maker can pay for or deliver. */
export type Candidate = RestingOrder;

/** A way to fill an order. */
export type Fill =
  | { kind: "pool"; order: Candidate; positions: bigint /** Base units of the collateral. */; tip: bigint }
  | { kind: "others"; order: Candidate; match: Match<Candidate> };

/**
 * The best fill in one market: for the tip against the pool, the highest first, then the best price, then who waited longest. With
 * `unpaid`, orders that cross each other come before all, which pays nobody.
 * @param time Unix seconds of the block.
 */
export function bestFill(
  orders: readonly Candidate[],
  options: {
    poolOf: (positionId: bigint) => OrderPool;
    outcomeCount: number;
    time: number;
    sender: string;
    /** Base units: fills against the pool that pay less are left to others. */
    leastTip: bigint;
    unpaid: boolean;
  },
): Fill | undefined {
  const { poolOf, outcomeCount, time, sender, leastTip, unpaid } = options;
  const open = fillableOrders(orders);
  const poolFor = ({ order }: Candidate) => poolOf(order.positionId);
  if (unpaid) {
    // the newest takes, as if it had come to a book in which the others waited
    for (const order of open.toSorted((a, b) => b.order.start - a.order.start)) {
      const match = matchOrders({ taker: order, makers: open, pool: poolFor(order), outcomeCount, sender });
      if (match && match.legs.length > 0) return { kind: "others", order, match };
    }
  }
  const fills = open.flatMap((each): Extract<Fill, { kind: "pool" }>[] => {
    const { order, remaining } = each;
    if (!/^0x0+$/.test(order.taker) && !isSameAddress(order.taker, sender)) return [];
    const pool = poolFor(each);
    const latest = Math.min(time + MINED_WITHIN, order.expiry);
    const positions = maxPoolFill(order, pool, { most: remaining, time: latest });
    const tip = fillWithPool(order, pool, { positions, time })?.tip ?? 0n;
    const isEnough = positions > 0n && positions >= leastFill(order, remaining) && tip >= leastTip;
    return isEnough ? [{ kind: "pool", order: each, positions, tip }] : [];
  });
  const eagerness = ({ order: { order } }: Fill) => (order.sell ? WAD - order.price : order.price);
  return fills.sort((a, b) => compare(b.tip, a.tip) || compare(eagerness(b), eagerness(a)) || a.order.order.start - b.order.order.start)[0];
}

const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);

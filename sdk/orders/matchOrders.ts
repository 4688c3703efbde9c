import { zeroAddress } from "viem";
import { isSameAddress } from "../isSameAddress.ts";
import { WAD } from "../wad.ts";
import { fillWithPool, type OrderPool, type PoolFill } from "./fillWithPool.ts";
import { type MatchKind, matchKind, priceFor } from "./matchKind.ts";
import { maxPoolFill } from "./maxPoolFill.ts";
import { AMOUNT_TICK, type Order, type SignedOrder } from "./order.ts";
import { leastFill } from "./orderStatus.ts";

/** An order that can be filled now, and what of it remains, base units of positions. */
export interface OpenOrder extends SignedOrder {
  remaining: bigint;
}

/** A maker's part. */
export interface Leg<order extends OpenOrder = OpenOrder> {
  maker: order;
  kind: MatchKind;
  positions: bigint;
  /** What the maker pays (a purchase) or gets (a sale). */
  makerCollateral: bigint;
  /** What the taker pays (a purchase) or gets (a sale). */
  takerCollateral: bigint;
}

/** The best fills of an order, in the order in which the contract's `sweep` takes them. */
export interface Match<order extends OpenOrder = OpenOrder> {
  legs: Leg<order>[];
  /** Filled against the pool, after the makers; zero if nothing is. */
  poolPositions: bigint;
  pool?: PoolFill;
  /** What counts as filled of the taker's order. */
  filled: bigint;
  /** What the taker gets (a purchase) or gives (a sale): more than is filled where the pool gives more. */
  positions: bigint;
  /** What the taker pays or gets. */
  collateral: bigint;
}

/**
 * The best fills of one order by others and by the pool, exact to the base unit; undefined if nothing of it can be filled, or less
 * than it takes. Makers are taken while they are better than what the pool would ask at the end; the pool fills the rest.
 * All orders are fillable, and of the taker's market.
 */
export function matchOrders<order extends OpenOrder>(options: {
  taker: OpenOrder;
  makers: readonly order[];
  pool: OrderPool;
  outcomeCount: number;
  /** Who sends it: a taker that names one may meet the pool through it alone. */
  sender?: string;
}): Match<order> | undefined {
  const { taker, pool, outcomeCount } = options;
  const { order } = taker;
  const meetsPool = order.taker === zeroAddress || isSameAddress(options.sender, order.taker);
  const poolUpTo = (limit: bigint, most: bigint) => (meetsPool ? maxPoolFill(order, pool, { most, limit }) : 0n);

  const legs: Leg<order>[] = [];
  let left = taker.remaining;
  for (const { maker, kind, price } of bestFirst(order, options.makers, outcomeCount)) {
    if (leastFill(maker.order, maker.remaining) > left) continue;
    // what the pool gives at no worse a price than this maker
    const better = poolUpTo(order.sell ? larger(price, order.price) : smaller(price, order.price), left);
    if (left - better < AMOUNT_TICK) break;
    const positions = partOf(maker, left - better);
    const makerCollateral = (positions * maker.order.price) / WAD;
    const takerCollateral = kind === "transfer" ? makerCollateral : positions - makerCollateral;
    legs.push({ maker, kind, positions, makerCollateral, takerCollateral });
    left -= positions;
  }
  const poolPositions = poolUpTo(order.price, left);
  const filled = taker.remaining - left + poolPositions;
  if (filled === 0n || filled < leastFill(order, taker.remaining)) return undefined;

  const fill = poolPositions > 0n ? fillWithPool(order, pool, { positions: poolPositions }) : undefined;
  const crossed = filled - poolPositions;
  return {
    legs,
    poolPositions,
    ...(fill && { pool: fill }),
    filled,
    positions: crossed + (fill ? (order.sell ? poolPositions : fill.received) : 0n),
    collateral: legs.reduce((sum, leg) => sum + leg.takerCollateral, fill?.collateral ?? 0n),
  };
}

/** The makers that match, the taker's best price first; of equal prices those that waited longer. */
function bestFirst<order extends OpenOrder>(taker: Order, makers: readonly order[], outcomeCount: number) {
  return makers
    .flatMap((maker) => {
      const kind = matchKind(taker, maker.order, outcomeCount);
      if (!kind || !mayMeet(taker, maker.order)) return [];
      const price = priceFor(maker.order, kind);
      return (taker.sell ? price >= taker.price : price <= taker.price) ? [{ maker, kind, price }] : [];
    })
    .sort((a, b) => compare(taker.sell ? b.price : a.price, taker.sell ? a.price : b.price) || a.maker.order.start - b.maker.order.start);
}

/** Whether two orders are of two makers, and each may be filled with the other's. */
export function mayMeet(a: Order, b: Order): boolean {
  const takes = (only: string, other: string) => only === zeroAddress || isSameAddress(only, other);
  return takes(a.taker, b.maker) && takes(b.taker, a.maker) && !isSameAddress(a.maker, b.maker);
}

/** What to fill of a maker: what is wanted, or its least if that is more. */
function partOf({ order, remaining }: OpenOrder, wanted: bigint): bigint {
  return larger(smaller(remaining, wanted - (wanted % AMOUNT_TICK)), leastFill(order, remaining));
}

const smaller = (a: bigint, b: bigint) => (a < b ? a : b);
const larger = (a: bigint, b: bigint) => (a > b ? a : b);
const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);

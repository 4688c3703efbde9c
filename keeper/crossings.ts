import { complementOf } from "../sdk/orders/matchKind.ts";
import { mayMeet, type OpenOrder } from "../sdk/orders/matchOrders.ts";
import { leastFill } from "../sdk/orders/orderStatus.ts";
import { WAD } from "../sdk/wad.ts";

/** Makers that one order is matched with at most: a sweep of more may take more gas than a fill is given. */
const MOST_MAKERS = 16;

/** An order as one of YES and NO sees it: both are bought and sold in the same book. */
interface Entry<order extends OpenOrder> {
  order: order;
  isBid: boolean;
  price: bigint;
}

/**
 * The orders of one market whose prices cross those of others, the newest first, as if it had come to a book in which the others
 * waited; each with the best of the makers that it may meet. In a book where nothing crosses nothing is compared but its best prices.
 */
export function* crossings<order extends OpenOrder>(
  open: readonly order[],
  options: { outcomeCount: number; mayPair: (a: order, b: order) => boolean },
): Generator<{ taker: order; makers: order[] }> {
  const { outcomeCount, mayPair } = options;
  const books = [...Map.groupBy(open, ({ order }) => pairOf(order.positionId, outcomeCount))].map(([pair, orders]) =>
    touching(orders.map((each) => entryOf(each, pair))),
  );
  const takers = books.flatMap(({ bids, asks }) => [
    ...bids.map((entry) => ({ entry, others: asks })),
    ...asks.map((entry) => ({ entry, others: bids })),
  ]);
  takers.sort((a, b) => b.entry.order.order.start - a.entry.order.order.start);
  for (const { entry, others } of takers) {
    const taker = entry.order;
    const makers: order[] = [];
    for (const { order: maker, price } of others) {
      if (makers.length === MOST_MAKERS || (entry.isBid ? price > entry.price : price < entry.price)) break;
      if (!mayMeet(taker.order, maker.order) || leastFill(maker.order, maker.remaining) > taker.remaining) continue;
      if (mayPair(taker, maker)) makers.push(maker);
    }
    if (makers.length > 0) yield { taker, makers };
  }
}

/** The position of an outcome's two by which its book is named. */
function pairOf(positionId: bigint, outcomeCount: number): bigint {
  const other = complementOf(positionId, outcomeCount);
  return positionId < other ? positionId : other;
}

/** To sell the one is to buy the other for the rest of a pair's price. */
function entryOf<order extends OpenOrder>(order: order, pair: bigint): Entry<order> {
  const { positionId, sell, price } = order.order;
  return positionId === pair ? { order, isBid: !sell, price } : { order, isBid: sell, price: WAD - price };
}

/** Those that the other side's best price reaches, the best first, and of equal prices those that waited longer. */
function touching<order extends OpenOrder>(entries: readonly Entry<order>[]): { bids: Entry<order>[]; asks: Entry<order>[] } {
  let [bestBid, bestAsk] = [0n, WAD];
  for (const { isBid, price } of entries) {
    if (isBid && price > bestBid) bestBid = price;
    if (!isBid && price < bestAsk) bestAsk = price;
  }
  const olderFirst = (a: Entry<order>, b: Entry<order>) => a.order.order.start - b.order.order.start;
  return {
    bids: entries
      .filter(({ isBid, price }) => isBid && price >= bestAsk)
      .sort((a, b) => (a.price === b.price ? olderFirst(a, b) : a.price < b.price ? 1 : -1)),
    asks: entries
      .filter(({ isBid, price }) => !isBid && price <= bestBid)
      .sort((a, b) => (a.price === b.price ? olderFirst(a, b) : a.price < b.price ? -1 : 1)),
  };
}

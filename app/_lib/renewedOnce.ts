import type { Order } from "../../sdk/orders/order.ts";
import type { RestingOrder } from "../../sdk/orders/relay.ts";

/** An order and what renews it share what is filled, and are one to whoever placed them: it ends when the later one does. */
export function renewedOnce(orders: readonly RestingOrder[]): RestingOrder[] {
  const isSame = (a: Order, b: Order) => a.slot === b.slot && a.nonce === b.nonce && a.positionId === b.positionId && a.price === b.price;
  return orders.flatMap((each) => {
    const all = orders.filter(({ order }) => isSame(order, each.order)).sort((a, b) => a.order.expiry - b.order.expiry);
    const [first, last] = [all[0], all.at(-1)];
    return first && last === each ? [{ ...each, status: first.status }] : [];
  });
}

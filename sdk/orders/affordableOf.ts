import { WAD } from "../wad.ts";
import { AMOUNT_TICK, type Order } from "./order.ts";
import { leastFill } from "./orderStatus.ts";

/**
 * How many of the positions that remain of an order are paid for or delivered with what is available for it, base units of what it
 * gives; zero if they are fewer than it takes at once.
 */
export function affordableOf(
  order: Pick<Order, "sell" | "price" | "minFill">,
  { remaining, available }: { remaining: bigint; available: bigint },
): bigint {
  const positions = order.sell ? available : order.price === 0n ? 0n : (available * WAD) / order.price;
  const whole = positions - (positions % AMOUNT_TICK);
  const affordable = whole < remaining ? whole : remaining;
  return affordable < leastFill(order, remaining) ? 0n : affordable;
}

import type { Order } from "./order.ts";
import type { Slot } from "./orderStatus.ts";

/**
 * The slot and nonce for a maker's next order: the first slot that no live order is counted in, so that a trader with k live
 * orders uses k words for ever, and a nonce above all that the slot has seen.
 * @param live The maker's orders that can still be filled.
 * @param slots What the contract says of the slots from 0 on, at least one more than there are live orders.
 */
export function nextSlot(live: readonly Pick<Order, "slot" | "nonce">[], slots: readonly Slot[]): { slot: number; nonce: bigint } {
  const taken = new Set(live.map(({ slot }) => slot));
  const slot = slots.findIndex((_, index) => !taken.has(index));
  const free = slots[slot];
  if (!free) throw new Error(`All of the ${slots.length} slots that were read have live orders: read ${live.length + 1}.`);
  return { slot, nonce: free.nonce + 1n };
}

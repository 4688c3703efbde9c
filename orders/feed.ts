import type { Address, Hex } from "viem";
import type { FillJson, RestingOrderJson, RestingStatus } from "../sdk/orders/relay.ts";

/** What a stream tells: an order that is new or has changed, one that is dead and why, a fill that is in a block. */
export type FeedEvent =
  | { event: "order"; maker: Address; marketId: bigint; data: RestingOrderJson }
  | { event: "gone"; maker: Address; marketId: bigint; data: { hash: Hex; reason: RestingStatus | "Evicted" } }
  | { event: "filled"; maker: Address; marketId: bigint; data: FillJson };

/** Tells what happens to all who listen. */
export class Feed {
  readonly #listeners = new Set<(event: FeedEvent) => void>();

  get size(): number {
    return this.#listeners.size;
  }

  listen(listener: (event: FeedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(event: FeedEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

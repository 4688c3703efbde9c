import { WAD } from "../wad.ts";
import type { Order } from "./order.ts";

/** How two orders of two makers are filled against each other: see `OrderTerms.matchWith` of the contracts. */
export type MatchKind = "transfer" | "mint" | "merge";

/** Undefined if the orders are not opposite, whatever their prices. */
export function matchKind(a: Order, b: Order, outcomeCount: number): MatchKind | undefined {
  if (a.positionId === b.positionId) return a.sell === b.sell ? undefined : "transfer";
  if (complementOf(a.positionId, outcomeCount) !== b.positionId || a.sell !== b.sell) return undefined;
  return a.sell ? "merge" : "mint";
}

/** The position that makes a pair with this one. */
export function complementOf(positionId: bigint, outcomeCount: number): bigint {
  return positionId ^ (outcomeCount === 2 ? 1n : 1n << 8n);
}

/** What b asks or offers for one position of a: its own price, or the rest of a pair's. */
export function priceFor(b: Pick<Order, "price">, kind: MatchKind): bigint {
  return kind === "transfer" ? b.price : WAD - b.price;
}

import { WAD } from "../wad.ts";
import type { Order } from "./order.ts";

/** How two orders of two makers are filled against each other: see `OrderTerms.matchWith` of the contracts. */
export type MatchKind = "transfer" | "mint" | "merge";

/** Undefined if the orders are not opposite, whatever their prices. */
export function matchKind(a: Order, b: Order, outcomeCount: number): MatchKind | undefined {
  if (a.positionId === b.positionId) return a.sell === b.sell ? undefined : "transfer";
  const complement = outcomeCount === 2 ? 1n : 1n << 8n;
  if ((a.positionId ^ b.positionId) !== complement || a.sell !== b.sell) return undefined;
  return a.sell ? "merge" : "mint";
}

/** What b asks or offers for one position of a: its own price, or the rest of a pair's. */
export function priceFor(b: Pick<Order, "price">, kind: MatchKind): bigint {
  return kind === "transfer" ? b.price : WAD - b.price;
}

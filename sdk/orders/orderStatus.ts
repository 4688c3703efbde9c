import type { Hex } from "viem";
import { parsePositionId } from "../positionId.ts";
import { WAD } from "../wad.ts";
import { AMOUNT_TICK, type Order, PRICE_TICK } from "./order.ts";

/** In the order of the contract's enum; the meaning of each stands in `contracts/interfaces/IOrders.sol`. */
export const orderStatuses = [
  "Fillable",
  "UnknownMarket",
  "MarketNotOpen",
  "InvalidPosition",
  "InvalidPrice",
  "InvalidAmount",
  "InvalidTimes",
  "InvalidTip",
  "InvalidNonce",
  "NotStarted",
  "Expired",
  "Replaced",
  "Filled",
  "OtherTaker",
  "WrongSignature",
  "InvalidFill",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** What of a market an order depends on. */
export interface OrderMarket {
  marketId: bigint;
  termsHash: Hex;
  outcomeCount: number;
  isOpen: boolean;
}

/** A slot as `slotOf` reads it: its nonce, and what is filled of it. */
export interface Slot {
  nonce: bigint;
  filled: bigint;
}

const MAX_NONCE = 2n ** 64n - 1n;

/**
 * What stands between an order and a fill at a time (Unix seconds), signature and funds aside: the contract's `statusOf`.
 * No market: there is none of the order's number.
 */
export function orderStatus(order: Order, options: { market: OrderMarket | undefined; slot: Slot; time: number }): OrderStatus {
  const { market, slot, time } = options;
  const { marketId, kind, outcome } = parsePositionId(order.positionId);
  if (!market || market.marketId !== marketId || market.termsHash !== order.termsHash) return "UnknownMarket";
  if (!market.isOpen) return "MarketNotOpen";
  if (((order.positionId >> 8n) & 0xffn) > 1n || (kind === "no" && market.outcomeCount === 2) || outcome >= market.outcomeCount)
    return "InvalidPosition";
  if (order.price <= 0n || order.price >= WAD || order.price % PRICE_TICK !== 0n) return "InvalidPrice";
  const { amount, minFill } = order;
  if (amount === 0n || minFill > amount || amount % AMOUNT_TICK !== 0n || minFill % AMOUNT_TICK !== 0n) return "InvalidAmount";
  if (order.maxTip > 10_000) return "InvalidTip";
  if (order.nonce === MAX_NONCE) return "InvalidNonce";
  if (order.start >= order.expiry) return "InvalidTimes";
  if (time < order.start) return "NotStarted";
  if (time > order.expiry) return "Expired";
  if (slot.nonce > order.nonce) return "Replaced";
  return remainingOf(order, slot) === 0n ? "Filled" : "Fillable";
}

/** Positions of an order that its slot has left: the contract's `remaining`. */
export function remainingOf({ nonce, amount }: Pick<Order, "nonce" | "amount">, slot: Slot): bigint {
  if (slot.nonce < nonce) return amount;
  return slot.nonce > nonce || slot.filled > amount ? 0n : amount - slot.filled;
}

/** The fewest positions that may be filled of an order at once when so many remain: the contract's `least`. */
export function leastFill({ minFill }: Pick<Order, "minFill">, remaining: bigint): bigint {
  return minFill < remaining ? minFill : remaining;
}

import { affordableOf } from "../sdk/orders/affordableOf.ts";
import type { PostedOrder } from "../sdk/orders/orderJson.ts";
import { orderStatus, remainingOf, type Slot } from "../sdk/orders/orderStatus.ts";
import type { RestingStatus } from "../sdk/orders/relay.ts";
import { statusAt } from "../sdk/status.ts";
import type { Funds, MarketState } from "./orderChain.ts";

/** What the chain says of all that an order depends on. */
export interface Circumstances {
  /** Undefined if there is none of the order's number. */
  market: MarketState | undefined;
  slot: Slot;
  funds: Funds;
  /** Whether the permit that came with it gives the allowance that it says. */
  permitWorks: boolean;
  /** Unix seconds of the block. */
  time: number;
}

export interface Standing {
  status: RestingStatus;
  /** Positions that its slot has left, base units. */
  remaining: bigint;
  /** What its maker has and allows of what it gives, base units: for all its orders that give the same together. */
  available: bigint;
  /** How many of what remains that pays for or delivers if no other order takes it; zero if they are fewer than it takes at once. */
  fillable: bigint;
}

/** Where an order stands, its signature aside. */
export function standingOf(posted: PostedOrder, circumstances: Circumstances): Standing {
  const { market, slot, time } = circumstances;
  const { order } = posted;
  const isOpen = market?.isOpen === true && statusAt({ status: "Open", closesAt: market.closesAt }, time) === "Open";
  const status = orderStatus(order, { market: market && { ...market, isOpen }, slot, time });
  const remaining = remainingOf(order, slot);
  const available = availableFor(posted, circumstances);
  const fillable = affordableOf(order, { remaining, available });
  return { status: status === "Fillable" && fillable === 0n ? "Unfunded" : status, remaining, available, fillable };
}

/** What a maker has of what an order gives and lets the contract take of it, by its allowance or by the order's permit. */
function availableFor({ permit }: PostedOrder, { funds, permitWorks }: Circumstances): bigint {
  const { balance, allowance } = funds;
  const allowed = permit && permitWorks && permit.value > allowance ? permit.value : allowance;
  return balance < allowed ? balance : allowed;
}

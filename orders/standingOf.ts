import { AMOUNT_TICK } from "../sdk/orders/order.ts";
import type { PostedOrder } from "../sdk/orders/orderJson.ts";
import { leastFill, orderStatus, remainingOf, type Slot } from "../sdk/orders/orderStatus.ts";
import type { RestingStatus } from "../sdk/orders/relay.ts";
import { statusAt } from "../sdk/status.ts";
import { WAD } from "../sdk/wad.ts";
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
  /** How many of these its maker can pay for or deliver; zero if they are fewer than it takes at once. */
  fillable: bigint;
}

/** Where an order stands, its signature aside. */
export function standingOf(posted: PostedOrder, circumstances: Circumstances): Standing {
  const { market, slot, time } = circumstances;
  const { order } = posted;
  const isOpen = market?.isOpen === true && statusAt({ status: "Open", closesAt: market.closesAt }, time) === "Open";
  const status = orderStatus(order, { market: market && { ...market, isOpen }, slot, time });
  const remaining = remainingOf(order, slot);
  const fillable = fillableOf(posted, remaining, circumstances);
  return { status: status === "Fillable" && fillable === 0n ? "Unfunded" : status, remaining, fillable };
}

function fillableOf({ order, permit }: PostedOrder, remaining: bigint, { funds, permitWorks }: Circumstances): bigint {
  const { balance, allowance } = funds;
  const allowed = permit && permitWorks && permit.value > allowance ? permit.value : allowance;
  const available = balance < allowed ? balance : allowed;
  const positions = order.sell ? available : order.price === 0n ? 0n : (available * WAD) / order.price;
  const whole = positions - (positions % AMOUNT_TICK);
  const fillable = whole < remaining ? whole : remaining;
  return fillable < leastFill(order, remaining) ? 0n : fillable;
}

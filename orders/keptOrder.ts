import type { Address, Hex } from "viem";
import type { PostedOrder } from "../sdk/orders/orderJson.ts";
import { toOrderJson } from "../sdk/orders/orderJson.ts";
import type { RestingOrderJson } from "../sdk/orders/relay.ts";
import type { Standing } from "./standingOf.ts";

/** An order as the relay has it in memory. All that the chain knows of it is as of the last block that was looked at. */
export interface KeptOrder extends PostedOrder, Standing {
  hash: Hex;
  /** In the order in which the database took them. */
  sequence: number;
  marketId: bigint;
  /** Whether the maker's contract accepts the signature, rather than its key having made it: that can change. */
  isByContract: boolean;
  /** Whether that contract has refused the signature since. */
  isRefused?: boolean;
  /** Whether the permit that came with it gives the allowance that it says. */
  permitWorks: boolean;
  /** The block in which it was found dead: a reorganisation can revive it. */
  diedIn?: bigint;
  /** Milliseconds of Unix time since when its maker has lacked what it needs. */
  asleepSince?: number;
}

export function toRestingJson(order: KeptOrder): RestingOrderJson {
  const { hash, status, remaining, fillable } = order;
  return { ...toOrderJson(order), hash, status, remaining: String(remaining), fillable: String(fillable) };
}

/** What the maker gives: its key in the book's funds. A sale gives positions, a purchase the market's collateral. */
export function fundsKey(maker: Address, asset: Address | bigint): string {
  return `${maker}:${String(asset).toLowerCase()}`;
}

export function slotKey(maker: Address, slot: number): string {
  return `${maker}:${slot}`;
}

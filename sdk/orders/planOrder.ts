import { type Address, zeroAddress } from "viem";
import { PresageError } from "../errors.ts";
import { positionId } from "../positionId.ts";
import type { Market, Side } from "../types.ts";
import { WAD } from "../wad.ts";
import { type Match, matchOrders, type OpenOrder } from "./matchOrders.ts";
import { AMOUNT_TICK, type Order, PRICE_TICK } from "./order.ts";
import { orderPoolOf } from "./orderPoolOf.ts";

/** What a limit order is asked to be. */
export interface OrderRequest {
  market: Pick<
    Market,
    "id" | "termsHash" | "outcomeCount" | "status" | "halted" | "closesAt" | "collateral" | "liquidity" | "rhos" | "feeRate"
  >;
  /** Index of the outcome, from 0. */
  outcome: number;
  side: Side;
  sell: boolean;
  /** The limit, scaled by 1e18; see `limitPrice`. */
  price: bigint;
  /** In base units: positions, a multiple of 1e4, or for a purchase what it may cost in all. */
  size: { positions: bigint } | { spend: bigint };
  /** Unix seconds; see `orderTimes`. The order ends when trading does, if that is earlier. */
  start: number;
  expiry: number;
  /** What whoever fills it against the pool may keep at most, in 1e-4; none unless told. */
  maxTip?: number;
  /** Orders that can be filled now, of this position and of its complement. */
  makers?: readonly OpenOrder[];
}

/** An order without who signs it, and in which slot. */
export type OrderTerms = Omit<Order, "maker" | "slot" | "nonce">;

/** An order that nobody has signed yet. Amounts in base units. */
export interface OrderPlan {
  terms: OrderTerms;
  /** What of it can be filled at once, exact if nobody comes first; undefined if nothing. */
  now: Match | undefined;
  /** Positions that wait for a better price. */
  waits: bigint;
  /** All of it at its limit: the most collateral that a purchase costs, the least that a sale brings once it is filled. */
  total: bigint;
}

const NOBODY: Address = zeroAddress;

/**
 * Plans a limit order on a market's present state. Throws `InvalidLimit`, `ZeroAmount`, `OffTick`, `OrderTooSmall` (what may be spent
 * pays for no tick), `MarketNotTrading` and `InvalidExpiry`.
 */
export function planOrder(request: OrderRequest): OrderPlan {
  const { market, outcome, side, sell, price, start, maxTip = 0, makers = [] } = request;
  const token = market.collateral;
  if (price <= 0n || price >= WAD || price % PRICE_TICK !== 0n) throw new PresageError({ code: "InvalidLimit", details: { price } });
  const amount = positionsOf(request);
  if (market.status !== "Open" || market.halted) {
    throw new PresageError({ code: "MarketNotTrading", details: { status: market.status, halted: market.halted }, token });
  }
  const expiry = Math.min(request.expiry, market.closesAt);
  if (expiry <= start) throw new PresageError({ code: "InvalidExpiry", details: { start, expiry } });

  const terms: OrderTerms = {
    positionId: positionId({ marketId: market.id, outcome, side, outcomeCount: market.outcomeCount }),
    termsHash: market.termsHash,
    sell,
    price,
    amount,
    minFill: 0n,
    start,
    expiry,
    maxTip,
    taker: zeroAddress,
  };
  const now = matchOrders({
    taker: { order: { ...terms, maker: NOBODY, slot: 0, nonce: 0n }, signature: "0x", remaining: amount },
    makers,
    pool: orderPoolOf(market, terms.positionId),
    outcomeCount: market.outcomeCount,
  });
  return { terms, now, waits: amount - (now?.filled ?? 0n), total: (amount * price) / WAD };
}

function positionsOf({ size, price, market }: OrderRequest): bigint {
  const token = market.collateral;
  if ("positions" in size) {
    if (size.positions === 0n) throw new PresageError({ code: "ZeroAmount", details: {} });
    if (size.positions % AMOUNT_TICK !== 0n) {
      throw new PresageError({ code: "OffTick", details: { positions: size.positions, tick: AMOUNT_TICK }, token });
    }
    return size.positions;
  }
  if (size.spend === 0n) throw new PresageError({ code: "ZeroAmount", details: {} });
  const positions = wholeTicks((size.spend * WAD) / price);
  if (positions > 0n) return positions;
  const least = (AMOUNT_TICK * price) / WAD;
  throw new PresageError({ code: "OrderTooSmall", details: { spend: size.spend, least }, token });
}

/** As many positions as an order can be of, and no more than given. */
export function wholeTicks(positions: bigint): bigint {
  return positions - (positions % AMOUNT_TICK);
}

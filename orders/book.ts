import { type Address, type Hex, zeroAddress } from "viem";
import { bookOf, type Level } from "../sdk/orders/bookOf.ts";
import type { Slot } from "../sdk/orders/orderStatus.ts";
import type { RestingStatus } from "../sdk/orders/relay.ts";
import { parsePositionId, positionId } from "../sdk/positionId.ts";
import type { Side } from "../sdk/types.ts";
import { fundsKey, type KeptOrder, slotKey } from "./keptOrder.ts";
import type { Funds, MarketState } from "./orderChain.ts";
import { standingOf } from "./standingOf.ts";

/** What became of an order when it was looked at anew. */
export type Change = "same" | "changed" | "died" | "revived";

/** Statuses that no time and no deed of its maker ends. */
const OVER: ReadonlySet<RestingStatus> = new Set([
  "UnknownMarket",
  "InvalidPosition",
  "InvalidPrice",
  "InvalidAmount",
  "InvalidTimes",
  "InvalidTip",
  "InvalidNonce",
  "Expired",
  "Replaced",
  "Filled",
]);

/** The orders that are kept, in memory, and what the chain said last of all that they depend on. */
export class Book {
  readonly #orders = new Map<Hex, KeptOrder>();
  readonly #byMaker = new Map<Address, Set<KeptOrder>>();
  readonly #byMarket = new Map<bigint, Set<KeptOrder>>();
  readonly #versions = new Map<bigint, number>();
  readonly markets = new Map<bigint, MarketState | undefined>();
  /** By `slotKey`. */
  readonly slots = new Map<string, Slot>();
  /** By `fundsKey`. */
  readonly funds = new Map<string, Funds>();

  /** Dead ones included, which are hidden until they are forgotten. */
  get size(): number {
    return this.#orders.size;
  }

  all(): Iterable<KeptOrder> {
    return this.#orders.values();
  }

  ofMaker(maker: Address): ReadonlySet<KeptOrder> {
    return this.#byMaker.get(maker) ?? new Set();
  }

  ofMarket(marketId: bigint): ReadonlySet<KeptOrder> {
    return this.#byMarket.get(marketId) ?? new Set();
  }

  get marketIds(): Iterable<bigint> {
    return this.#byMarket.keys();
  }

  has(hash: Hex): boolean {
    return this.#orders.has(hash);
  }

  get(hash: Hex): KeptOrder | undefined {
    return this.#orders.get(hash);
  }

  /** Another one each time that something in the market's book has changed. */
  versionOf(marketId: bigint): number {
    return this.#versions.get(marketId) ?? 0;
  }

  add(order: KeptOrder): void {
    this.#touch(order.marketId);
    this.#orders.set(order.hash, order);
    addTo(this.#byMaker, order.order.maker, order);
    addTo(this.#byMarket, order.marketId, order);
  }

  /** Forgets an order, and what was known for its sake alone. */
  remove(order: KeptOrder): void {
    const { maker, slot } = order.order;
    this.#touch(order.marketId);
    this.#orders.delete(order.hash);
    removeFrom(this.#byMaker, maker, order);
    removeFrom(this.#byMarket, order.marketId, order);
    const others = [...this.ofMaker(maker)];
    if (!others.some((other) => other.order.slot === slot)) this.slots.delete(slotKey(maker, slot));
    const key = this.fundsKeyOf(order);
    if (key !== undefined && !others.some((other) => this.fundsKeyOf(other) === key)) this.funds.delete(key);
    if (!this.#byMarket.has(order.marketId)) this.markets.delete(order.marketId);
  }

  /** What an order gives; undefined while its market is not known. */
  assetOf({ order, marketId }: Pick<KeptOrder, "order" | "marketId">): Address | bigint | undefined {
    return order.sell ? order.positionId : this.markets.get(marketId)?.collateral.address;
  }

  fundsKeyOf(order: Pick<KeptOrder, "order" | "marketId">): string | undefined {
    const asset = this.assetOf(order);
    return asset === undefined ? undefined : fundsKey(order.order.maker, asset);
  }

  /** Says anew where an order stands at a time (Unix seconds), by what is known now. */
  assess(kept: KeptOrder, time: number): Change {
    const { order, marketId, permitWorks } = kept;
    const { status: before, remaining, available, fillable } = kept;
    const market = this.markets.get(marketId);
    const slot = this.slots.get(slotKey(order.maker, order.slot)) ?? { nonce: 0n, filled: 0n };
    const key = this.fundsKeyOf(kept);
    const funds = (key === undefined ? undefined : this.funds.get(key)) ?? { balance: 0n, allowance: 0n };
    const standing = standingOf(kept, { market, slot, funds, permitWorks, time });
    Object.assign(kept, standing);
    if (kept.isRefused && standing.status === "Fillable") kept.status = "WrongSignature";

    const isDead = OVER.has(kept.status) || (kept.status === "MarketNotOpen" && (!market || market.isFinal || time >= market.closesAt));
    const wasDead = kept.diedIn !== undefined;
    const isSame = isDead === wasDead && before === kept.status && remaining === kept.remaining && fillable === kept.fillable;
    if (!isSame || available !== kept.available) this.#touch(marketId); // other orders of its maker share what is available
    if (isSame) return "same";
    if (isDead !== wasDead) return isDead ? "died" : "revived";
    return "changed";
  }

  #touch(marketId: bigint): void {
    this.#versions.set(marketId, this.versionOf(marketId) + 1);
  }

  /** Live orders, newest first, and whether there are more. */
  list(options: { maker?: Address; marketId?: bigint; before?: number; limit: number }): { orders: KeptOrder[]; hasMore: boolean } {
    const { maker, marketId, before = Number.POSITIVE_INFINITY, limit } = options;
    const among = maker ? this.ofMaker(maker) : marketId === undefined ? this.all() : this.ofMarket(marketId);
    const found: KeptOrder[] = [];
    for (const order of among) {
      if (order.diedIn !== undefined || order.sequence >= before) continue;
      if (marketId === undefined || order.marketId === marketId) found.push(order);
    }
    found.sort((a, b) => b.sequence - a.sequence);
    return { orders: found.slice(0, limit), hasMore: found.length > limit };
  }

  /** The ladder of one outcome and side: the best levels of what anyone can fill now, with the pool's own depth. */
  ladder(market: MarketState, options: { outcome: number; side: Side; levels: number }): { asks: Level[]; bids: Level[] } {
    const { marketId, outcomeCount } = market;
    const id = positionId({ marketId, outcomeCount, outcome: options.outcome, side: options.side });
    const open = [...this.ofMarket(marketId)].filter(({ status, order }) => status === "Fillable" && order.taker === zeroAddress);
    const pool = market.poolOf(parsePositionId(id).outcome);
    return bookOf({ positionId: id, orders: open, pool, outcomeCount, levels: options.levels });
  }
}

function addTo<key>(index: Map<key, Set<KeptOrder>>, key: key, order: KeptOrder): void {
  const set = index.get(key) ?? new Set();
  set.add(order);
  index.set(key, set);
}

function removeFrom<key>(index: Map<key, Set<KeptOrder>>, key: key, order: KeptOrder): void {
  const set = index.get(key);
  set?.delete(order);
  if (set?.size === 0) index.delete(key);
}

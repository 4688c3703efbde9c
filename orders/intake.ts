import type { Address } from "viem";
import { describeError, PresageError } from "../sdk/errors.ts";
import { hashOrder } from "../sdk/orders/hashOrder.ts";
import type { PostedOrder } from "../sdk/orders/orderJson.ts";
import { type OrderStatus, orderStatuses } from "../sdk/orders/orderStatus.ts";
import { givenBy } from "../sdk/orders/sumAtRisk.ts";
import { parsePositionId } from "../sdk/positionId.ts";
import type { Book } from "./book.ts";
import type { Feed } from "./feed.ts";
import { fundsKey, type KeptOrder, slotKey, toRestingJson } from "./keptOrder.ts";
import type { Funds, MarketState, OrderChain } from "./orderChain.ts";
import { standingOf } from "./standingOf.ts";
import type { Store } from "./store.ts";
import type { Watch } from "./watch.ts";

/** Codes of what the relay refuses for its own sake, not the order's. */
export const NOT_NOW: ReadonlySet<string> = new Set(["RelayFull", "RelayBusy", "RpcUnavailable", "WrongChain"]);
/** Seconds from now in which an order has to end. */
const LONGEST_LIFE = 180 * 86_400;
/** Orders that are looked at at once, and that wait for it. */
const MOST_AT_ONCE = 32;
const MOST_WAITING = 2_000;
/** Dead orders, which are remembered for a while, count as well, but a maker may have more of these. */
const DEAD_FACTOR = 4;

interface Parts {
  chain: OrderChain;
  book: Book;
  store: Store;
  feed: Feed;
  watch: Watch;
  limits: { ordersPerMaker: number; orders: number };
}

/** Takes orders of strangers: each is checked against the chain, written down, and then shown. */
export class Intake {
  readonly #parts: Parts;
  readonly #underWay = new Map<string, Promise<{ kept: KeptOrder; isNew: boolean }>>();
  #free = MOST_AT_ONCE;
  readonly #waiting: (() => void)[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Throws a `PresageError` that says why it is not taken. An order that is kept already may bring a newer permit. */
  async take(posted: PostedOrder): Promise<{ kept: KeptOrder; isNew: boolean }> {
    const { chain } = this.#parts;
    const hash = hashOrder(posted.order, chain);
    const same = this.#underWay.get(hash);
    if (same) await same.catch(() => undefined);
    const work = this.#inTurn(() => this.#take(posted, hash));
    this.#underWay.set(hash, work);
    try {
      return await work;
    } finally {
      if (this.#underWay.get(hash) === work) this.#underWay.delete(hash);
    }
  }

  async #take(posted: PostedOrder, hash: KeptOrder["hash"]): Promise<{ kept: KeptOrder; isNew: boolean }> {
    const { chain, book, store, watch, feed } = this.#parts;
    const known = book.get(hash);
    if (known && known.diedIn === undefined) return { kept: await this.#renewPermit(known, posted), isNew: false };

    const { order, signature, permit } = posted;
    this.#checkRoom(order.maker);
    const head = watch.head ?? (await chain.head());
    const latest = head.time + LONGEST_LIFE;
    if (order.expiry > latest) {
      throw new PresageError({
        code: "ExpiryTooFar",
        message: `The order expires at ${isoOf(order.expiry)}; it is kept until ${isoOf(latest)} at most.`,
        remedy: "Sign it with an earlier expiry, and renew it.",
      });
    }
    const signer = await chain.signedBy(order, signature, hash);
    if (!signer) throw refusal("WrongSignature", hash);

    const { marketId } = parsePositionId(order.positionId);
    const [market, slot] = await Promise.all([chain.market(marketId), chain.slot(order.maker, order.slot)]);
    const asset = order.sell ? order.positionId : market?.collateral.address;
    const [funds, permitWorks] = await Promise.all([
      asset === undefined ? { balance: 0n, allowance: 0n } : chain.funds(order.maker, asset),
      permit !== undefined && permit.token === market?.collateral.address.toLowerCase() && chain.takesPermit(order.maker, permit),
    ]);
    const standing = standingOf(posted, { market, slot, funds, permitWorks, time: head.time });
    const { status, remaining, fillable } = standing;
    if (status !== "Fillable" && status !== "NotStarted" && status !== "Unfunded") throw refusal(status, hash);
    if (!market || fillable < remaining)
      throw shortage(posted, { needed: givenBy(posted.order, remaining), funds, market, spender: chain.orders });
    const kept: KeptOrder = { ...posted, ...standing, hash, sequence: 0, marketId, isByContract: signer === "contract", permitWorks };

    this.#checkRoom(order.maker); // others may have come in the meantime
    kept.sequence = await store.write(kept);
    if (known) book.remove(known);
    book.add(kept);
    // what the watch has read meanwhile may be newer; whatever is older is read again
    if (!book.markets.get(marketId)) book.markets.set(marketId, market);
    const place = slotKey(order.maker, order.slot);
    if (!book.slots.has(place)) book.slots.set(place, slot);
    if (asset !== undefined) book.funds.set(fundsKey(order.maker, asset), funds);
    watch.suspect(kept);
    feed.tell({ event: "order", maker: order.maker, marketId, data: toRestingJson(kept) });
    return { kept: kept, isNew: true };
  }

  /** A permit that works takes the place of one that a maker's other permits may have ended. */
  async #renewPermit(kept: KeptOrder, { permit }: PostedOrder): Promise<KeptOrder> {
    const { chain, book, store, watch, feed } = this.#parts;
    if (!permit || permit.s === kept.permit?.s || kept.order.sell) return kept;
    const token = book.assetOf(kept);
    if (typeof token !== "string" || permit.token !== token.toLowerCase()) return kept;
    if (!(await chain.takesPermit(kept.order.maker, permit))) return kept;
    await store.write({ ...kept, permit });
    kept.permit = permit;
    kept.permitWorks = true;
    watch.suspect(kept);
    feed.tell({ event: "order", maker: kept.order.maker, marketId: kept.marketId, data: toRestingJson(kept) });
    return kept;
  }

  #checkRoom(maker: KeptOrder["order"]["maker"]): void {
    const { book, limits } = this.#parts;
    const own = [...book.ofMaker(maker)];
    const live = own.filter(({ diedIn }) => diedIn === undefined).length;
    if (live >= limits.ordersPerMaker || own.length >= DEAD_FACTOR * limits.ordersPerMaker) {
      throw new PresageError({
        code: "TooManyOrders",
        message: `${maker} has ${live} open orders here, at most ${limits.ordersPerMaker} are kept.`,
        remedy: "Cancel some, or wait until they are filled or expire.",
      });
    }
    if (book.size >= limits.orders) {
      throw new PresageError({
        code: "RelayFull",
        message: `The relay keeps ${limits.orders} orders and no more.`,
        remedy: "Try later, or give the order to another relay.",
      });
    }
  }

  /** Some at once; the rest waits, up to a number. */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else {
      if (this.#waiting.length >= MOST_WAITING) {
        throw new PresageError({
          code: "RelayBusy",
          message: "Too many orders come at once.",
          remedy: "Nothing was placed. Try again in a moment.",
        });
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}

/** In the words for what the contract would refuse. */
function refusal(status: OrderStatus, orderHash: KeptOrder["hash"]): PresageError {
  return new PresageError({ code: "NotFillable", details: { orderHash, status: orderStatuses.indexOf(status) } });
}

/** In the words of the token that would refuse. */
function shortage(
  { order, permit }: PostedOrder,
  about: { needed: bigint; funds: Funds; market: MarketState | undefined; spender: Address },
): PresageError {
  const { needed, market, spender } = about;
  const { balance, allowance } = about.funds;
  const token = market?.collateral;
  const common = { needed, ...(order.sell && { id: order.positionId }) };
  const standard = order.sell ? "ERC6909" : "ERC20";
  const [code, details] =
    balance < needed
      ? [`${standard}InsufficientBalance`, { sender: order.maker, balance, ...common }]
      : [`${standard}InsufficientAllowance`, { spender, allowance, ...common }];
  const [message, remedy] = describeError({ code, details }, token);
  const ofPermit = permit && balance >= needed ? " The permit that came with it does not give it." : "";
  return new PresageError({ code, message: `${message}${ofPermit}`, remedy, details });
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

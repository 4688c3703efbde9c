import type { Logger } from "pino";
import { type Address, formatLog, type Hex, parseEventLogs, type RpcLog } from "viem";
import { marketsAbi } from "../sdk/abi/markets.ts";
import { ordersAbi } from "../sdk/abi/orders.ts";
import { isSameAddress } from "../sdk/isSameAddress.ts";
import { logsOf } from "../sdk/logsOf.ts";
import { Rounds } from "../sdk/node/rounds.ts";
import { decodeFill } from "../sdk/orders/decodeFill.ts";
import type { Book } from "./book.ts";
import type { Feed, FeedEvent } from "./feed.ts";
import { fundsKey, type KeptOrder, slotKey, toRestingJson } from "./keptOrder.ts";
import type { Metrics } from "./metrics.ts";
import type { Head, OrderChain } from "./orderChain.ts";
import type { Store } from "./store.ts";
import { inTurn, takeAll } from "./takeAll.ts";

/** Blocks that are read for what happened in them; after a longer pause all is read anew. */
const MOST_BLOCKS = 500n;
/** Blocks for which a dead order is remembered: no reorganisation is deeper. */
const DEAD_BLOCKS = 64n;
/** Of tokens that nobody vouches for: how many are listened to, and how much they may say at once. */
const MOST_STRANGE_TOKENS = 200;
const MOST_STRANGE_LOGS = 2_000;
/** What no event tells is read anew in turn, so many in a block: balances of tokens that change by themselves, contracts' opinions. */
const IN_TURN = 50;
const SIGNATURES_IN_TURN = 10;
/** Milliseconds for which an order whose maker cannot pay is kept. */
const ASLEEP_MS = 24 * 3_600_000;
const RECONCILE_MS = 30_000;

interface Parts {
  chain: OrderChain;
  book: Book;
  store: Store;
  feed: Feed;
  metrics: Metrics;
  log: Logger;
  /** The address book's tokens, in lower case. */
  known: ReadonlySet<string>;
  /** Milliseconds between looks for a new block. */
  pollMs: number;
}

/**
 * Keeps the book at the head of the chain. Each block's events say what may have changed, and that is read anew; after a
 * reorganisation or a pause everything is. Nothing is added up from events.
 */
export class Watch {
  readonly #parts: Parts;
  readonly #stale = {
    markets: new Map<bigint, bigint>(),
    slots: new Map<string, [Address, number]>(),
    funds: new Map<string, KeptOrder>(),
  };
  #turns: string[] = [];
  #signatureTurns: Hex[] = [];
  #head?: Head;
  readonly #looks: Rounds;
  #reconciledAt = Date.now();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { log, metrics, pollMs } = parts;
    this.#looks = new Rounds(() => this.#look(), {
      pause: () => pollMs,
      failed: (error) => {
        metrics.failedLooks.inc();
        log.warn({ reason: error.message }, "could not look");
      },
    });
  }

  /** Milliseconds of Unix time of the last look that went well. */
  get lookedAt(): number {
    return this.#looks.wentWellAt;
  }

  /** The block that the book is as of. */
  get head(): Head | undefined {
    return this.#head;
  }

  /** Returns once the book has been read, or could not be: then it is tried again. */
  start(): Promise<void> {
    return this.#looks.start();
  }

  stop(): Promise<void> {
    return this.#looks.stop();
  }

  /** Has what an order depends on read with the next look. */
  suspect(order: KeptOrder): void {
    const { maker, slot } = order.order;
    this.#stale.markets.set(order.marketId, order.marketId);
    this.#stale.slots.set(slotKey(maker, slot), [maker, slot]);
    this.#suspectFunds(order);
  }

  #suspectFunds(order: KeptOrder): void {
    this.#stale.funds.set(`${order.order.maker}:${order.order.sell ? order.order.positionId : order.marketId}`, order);
  }

  async #look(): Promise<void> {
    const { chain, book, feed, metrics } = this.#parts;
    const head = await chain.head();
    const isNew = head.hash !== this.#head?.hash;
    const { markets, slots, funds } = this.#stale;
    if (!isNew && markets.size + slots.size + funds.size === 0) return this.#reconcile();
    const began = performance.now();
    let fills: FeedEvent[] = [];
    if (isNew) {
      fills = await this.#hear(head);
      this.#takeTurns();
    }
    await this.#read();
    if (isNew) await this.#askContracts();
    this.#head = head;
    for (const fill of fills) feed.tell(fill); // once: a look that fails is made again from the same block
    this.#assessAll(head);
    metrics.see({ head: head.number, orders: book.all(), milliseconds: performance.now() - began });
    await this.#forget(head);
    await this.#reconcile();
  }

  /** Finds out what may have changed since the last look, and gives the fills. */
  async #hear(head: Head): Promise<FeedEvent[]> {
    const { chain, book } = this.#parts;
    const last = this.#head;
    const isNear = last !== undefined && head.number - last.number <= MOST_BLOCKS && (await chain.follows(last, head));
    if (!isNear) {
      for (const order of book.all()) this.suspect(order);
      return [];
    }
    const range = { fromBlock: last.number + 1n, toBlock: head.number };
    const own = await chain.logs({ ...range, of: [chain.orders, chain.markets] });
    for (const log of [...own, ...(await this.#tokenLogs(range))]) {
      // accounts stand in the topics of every event that concerns their means
      for (const topic of log.topics.slice(1)) {
        const maker = `0x${topic.slice(26)}` as Address;
        for (const order of book.ofMaker(maker)) if (this.#tellsOf(log, order)) this.#suspectFunds(order);
      }
      if (isSameAddress(log.address, chain.orders)) this.#hearOrders(log);
    }
    const of = (contract: Address) => logsOf(contract, own).map((log) => formatLog(log));
    for (const { args } of parseEventLogs({ abi: marketsAbi, logs: of(chain.markets) })) {
      if ("marketId" in args && book.ofMarket(args.marketId).size > 0) this.#stale.markets.set(args.marketId, args.marketId);
    }
    const filled = parseEventLogs({ abi: ordersAbi, eventName: "Filled", logs: of(chain.orders) });
    return filled.map(({ args, transactionHash, blockNumber }) => {
      const { marketId, orderHash: hash, positions, collateral, ...fill } = decodeFill(args);
      const maker = fill.maker.toLowerCase() as Address;
      return {
        event: "filled",
        maker,
        marketId,
        data: {
          hash,
          maker,
          marketId: String(marketId),
          positions: String(positions),
          collateral: String(collateral),
          txHash: transactionHash as Hex,
          block: Number(blockNumber),
        },
      };
    });
  }

  /**
   * What the tokens of the book's markets say happened. The address book's are asked apart from those of strangers, whose endless or
   * refused logs cost nobody else anything: what they do not tell is read in turn.
   */
  async #tokenLogs(range: { fromBlock: bigint; toBlock: bigint }): Promise<RpcLog[]> {
    const { chain, book, known } = this.#parts;
    const tokens = [...new Set([...book.markets.values()].flatMap((market) => (market ? [market.collateral.address] : [])))];
    const isKnown = (token: Address) => known.has(token.toLowerCase());
    const [trusted, strange] = await Promise.all([
      chain.logs({ ...range, of: tokens.filter(isKnown) }),
      chain.logs({ ...range, of: tokens.filter((token) => !isKnown(token)).slice(0, MOST_STRANGE_TOKENS) }).catch((error) => {
        this.#parts.log.warn({ reason: (error as Error).message }, "the logs of unknown tokens cannot be read");
        return [];
      }),
    ]);
    return strange.length > MOST_STRANGE_LOGS ? trusted : [...trusted, ...strange];
  }

  /** Whether a log can be about what an order gives: a token's is of that token alone. */
  #tellsOf(log: RpcLog, order: KeptOrder): boolean {
    const { chain, book } = this.#parts;
    if (isSameAddress(log.address, chain.orders)) return true;
    const asset = book.assetOf(order);
    return typeof asset === "bigint" ? isSameAddress(log.address, chain.markets) : isSameAddress(asset, log.address);
  }

  /** A fill or a cancellation changes the maker's slot. */
  #hearOrders(log: RpcLog): void {
    const maker = `0x${log.topics[1]?.slice(26)}` as Address;
    for (const { order } of this.#parts.book.ofMaker(maker)) this.#stale.slots.set(slotKey(maker, order.slot), [maker, order.slot]);
  }

  #takeTurns(): void {
    const { book } = this.#parts;
    if (this.#turns.length === 0) this.#turns = [...book.all()].map(({ hash }) => hash);
    for (const hash of this.#turns.splice(0, IN_TURN)) {
      const order = book.get(hash as Hex);
      if (order) this.#suspectFunds(order);
    }
  }

  /** Reads what may have changed. */
  async #read(): Promise<void> {
    const { chain, book } = this.#parts;
    const { markets, slots, funds } = this.#stale;
    await takeAll(markets, async (marketId) => {
      const market = await chain.market(marketId);
      if (book.ofMarket(marketId).size > 0) book.markets.set(marketId, market);
    });
    await takeAll(slots, async ([maker, slot]) => {
      book.slots.set(slotKey(maker, slot), await chain.slot(maker, slot));
    });
    await takeAll(funds, async (order) => {
      const { maker } = order.order;
      const asset = book.assetOf(order);
      if (asset !== undefined) book.funds.set(fundsKey(maker, asset), await chain.funds(maker, asset));
      const permits = [...book.ofMaker(maker)].filter((each) => each.permit && !each.order.sell && book.assetOf(each) === asset);
      const works = new Map<string, Promise<boolean>>(); // orders of one maker often bring the same permit
      await Promise.all(
        permits.map(async (each) => {
          const { permit } = each;
          if (!permit) return;
          const tried = works.get(permit.s) ?? chain.takesPermit(maker, permit);
          works.set(permit.s, tried);
          each.permitWorks = await tried;
        }),
      );
    });
  }

  /** Contracts may change their mind about a signature. */
  async #askContracts(): Promise<void> {
    const { chain, book } = this.#parts;
    if (this.#signatureTurns.length === 0)
      this.#signatureTurns = [...book.all()].filter(({ isByContract }) => isByContract).map(({ hash }) => hash);
    await inTurn(this.#signatureTurns.splice(0, SIGNATURES_IN_TURN), async (hash) => {
      const kept = book.get(hash);
      if (!kept) return;
      kept.isRefused = !(await chain.acceptsSignature(kept.order.maker, kept.signature, hash));
    });
  }

  #assessAll(head: Head): void {
    const { book, feed } = this.#parts;
    for (const order of book.all()) {
      const change = book.assess(order, head.time);
      if (order.status !== "Unfunded") delete order.asleepSince;
      else order.asleepSince ??= Date.now();
      if (change === "same") continue;
      const about = { maker: order.order.maker, marketId: order.marketId };
      if (change === "died") {
        order.diedIn = head.number;
        feed.tell({ event: "gone", ...about, data: { hash: order.hash, reason: order.status } });
        continue;
      }
      if (change === "revived") delete order.diedIn;
      if (order.diedIn === undefined) feed.tell({ event: "order", ...about, data: toRestingJson(order) });
    }
  }

  /** Lets those go that are dead for good, and those that nobody could fill for long. */
  async #forget(head: Head): Promise<void> {
    const { book, store, feed } = this.#parts;
    const gone: KeptOrder[] = [];
    for (const order of book.all()) {
      const isDead = order.diedIn !== undefined && head.number - order.diedIn > DEAD_BLOCKS;
      const isAsleep = order.asleepSince !== undefined && Date.now() - order.asleepSince > ASLEEP_MS;
      if (!isDead && !isAsleep) continue;
      gone.push(order);
      if (isAsleep)
        feed.tell({ event: "gone", maker: order.order.maker, marketId: order.marketId, data: { hash: order.hash, reason: "Unfunded" } });
    }
    if (gone.length === 0) return;
    await store.remove(gone.map(({ hash }) => hash));
    for (const order of gone) book.remove(order);
  }

  /** Writes down again what the database has lost. */
  async #reconcile(): Promise<void> {
    if (Date.now() - this.#reconciledAt < RECONCILE_MS) return;
    this.#reconciledAt = Date.now();
    const { book, store, log } = this.#parts;
    const hashes = [...book.all()].map(({ hash }) => hash);
    const missing = await store.missing(hashes);
    for (const hash of missing) {
      const order = book.get(hash);
      if (order) order.sequence = await store.write(order);
    }
    if (missing.length > 0) log.warn({ orders: missing.length }, "the database had lost orders, they are written down again");
  }
}

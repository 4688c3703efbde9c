import { formatAmount } from "../sdk/formatAmount.ts";
import type { Level } from "../sdk/orders/bookOf.ts";
import type { BookJson, LevelJson } from "../sdk/orders/relay.ts";
import type { Side, Token } from "../sdk/types.ts";
import type { Book } from "./book.ts";
import type { Head, MarketState, OrderChain } from "./orderChain.ts";

const MOST_KEPT = 2_000;

interface Asked {
  outcome: number;
  side: Side;
  levels: number;
}

/** The ladders of markets, each computed once for all who ask until something in it changes. */
export class Ladders {
  readonly #book: Book;
  readonly #chain: OrderChain;
  readonly #made = new Map<string, { stamp: string; ladder: Promise<BookJson | undefined> }>();

  constructor(parts: { book: Book; chain: OrderChain }) {
    this.#book = parts.book;
    this.#chain = parts.chain;
  }

  /** Undefined if there is no such market or outcome. */
  get(marketId: bigint, asked: Asked, head: Head): Promise<BookJson | undefined> {
    const key = `${marketId}:${asked.outcome}:${asked.side}:${asked.levels}`;
    const stamp = `${head.hash}:${this.#book.versionOf(marketId)}`;
    const known = this.#made.get(key);
    if (known?.stamp === stamp) return known.ladder;
    const ladder = this.#make(marketId, asked, head);
    if (this.#made.size >= MOST_KEPT) this.#made.clear();
    this.#made.set(key, { stamp, ladder });
    ladder.catch(() => this.#made.delete(key));
    return ladder;
  }

  async #make(marketId: bigint, asked: Asked, head: Head): Promise<BookJson | undefined> {
    const market = this.#book.markets.get(marketId) ?? (await this.#chain.market(marketId));
    if (!market || asked.outcome >= market.outcomeCount) return undefined;
    const { asks, bids } = this.#ladderOf(market, asked, head);
    const toJson = (level: Level) => levelJson(level, market.collateral);
    return { asks: asks.map(toJson), bids: bids.map(toJson), asOf: { block: Number(head.number), time: head.time } };
  }

  /** Nothing trades in a market that is not open. */
  #ladderOf(market: MarketState, asked: Asked, head: Head): { asks: Level[]; bids: Level[] } {
    return market.isOpen && head.time < market.closesAt ? this.#book.ladder(market, asked) : { asks: [], bids: [] };
  }
}

function levelJson({ price, orders, pool }: Level, { decimals }: Token): LevelJson {
  const amount = (base: bigint) => ({ amount: formatAmount(base, decimals), base: String(base) });
  return { price: formatAmount(price, 18), orders: amount(orders), pool: amount(pool) };
}

import type { Logger } from "pino";
import type { Hex } from "viem";
import { Rounds } from "../sdk/node/rounds.ts";
import { hashOrder } from "../sdk/orders/hashOrder.ts";
import { fromOrderJson, type PostedOrder } from "../sdk/orders/orderJson.ts";
import type { RestingOrderJson } from "../sdk/orders/relay.ts";
import { toPresageError } from "../sdk/toPresageError.ts";
import type { Book } from "./book.ts";
import { type Intake, NOT_NOW } from "./intake.ts";
import type { Metrics } from "./metrics.ts";
import type { OrderChain } from "./orderChain.ts";

const PAGE = 200;
/** Of one round: more than a relay keeps. */
const MOST_PAGES = 1_000;
/** Bytes of a page: as many of the largest orders, a little more than `POST /orders` takes of each. */
const MOST_BYTES = PAGE * 20_000;
const REQUEST_MS = 8_000;
const ROUND_MS = 60_000;
/** All pages are read in one round of so many; the others end at the first page that brings nothing. */
const WHOLE_EVERY = 100;
/** A round ends after so many refusals: each costs questions to the chain. */
const MOST_REFUSED = 200;
/** Milliseconds for which an order that was refused is not looked at again. */
const REFUSED_MS = 60_000;
const MOST_REMEMBERED = 100_000;
/** Orders of one peer that are checked at once: places are left for who posts. */
const AT_ONCE = 8;
const LONGEST_PAUSE_MS = 60_000;

interface Parts {
  chain: OrderChain;
  book: Book;
  intake: Intake;
  metrics: Metrics;
  log: Logger;
  peers: readonly string[];
  /** Milliseconds between rounds. */
  everyMs: number;
}

/**
 * Takes from other relays the orders that this one lacks. Each comes in by the intake, checked like anybody's; nothing else that a
 * peer says counts. Peers are asked side by side, and a fault of one makes only its own rounds rarer.
 */
export class Exchange {
  readonly #exchanges: PeerExchange[];

  constructor(parts: Parts) {
    this.#exchanges = parts.peers.map((peer) => new PeerExchange(peer, parts));
  }

  start(): void {
    for (const exchange of this.#exchanges) exchange.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#exchanges.map((exchange) => exchange.stop()));
  }
}

class PeerExchange {
  readonly #url: string;
  /** Without what a URL may hold besides the host. */
  readonly #name: string;
  readonly #parts: Parts;
  readonly #ending = new AbortController();
  /** By hash, until when (Unix milliseconds). */
  readonly #refused = new Map<Hex, number>();
  readonly #exchange: Rounds;
  #rounds = 0;
  #faults = 0;

  constructor(url: string, parts: Parts) {
    this.#url = url;
    this.#name = new URL(url).host;
    this.#parts = parts;
    this.#exchange = new Rounds(() => this.#oneRound(), {
      pause: () => Math.min(parts.everyMs * 2 ** Math.min(this.#faults, 10), LONGEST_PAUSE_MS),
      failed: (error) => this.#fail(error),
    });
  }

  start(): void {
    void this.#exchange.start();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#exchange.stop();
  }

  async #oneRound(): Promise<void> {
    const taken = await this.#takeLacking({ whole: this.#rounds % WHOLE_EVERY === 0 });
    this.#rounds++;
    this.#faults = 0;
    if (taken > 0) this.#parts.log.info({ peer: this.#name, orders: taken }, "took orders of another relay");
  }

  #fail(error: Error): void {
    const { metrics, log } = this.#parts;
    if (this.#ending.signal.aborted) return;
    this.#faults++;
    this.#rounds = 0; // what was missed meanwhile may lie on any page
    metrics.failedExchanges.inc({ peer: this.#name });
    log.warn({ peer: this.#name, reason: toPresageError(error).message }, "could not take orders of another relay");
  }

  /** How many were taken. Throws if the peer does not answer as a relay does, or this relay takes none now. */
  async #takeLacking({ whole }: { whole: boolean }): Promise<number> {
    const until = Date.now() + ROUND_MS;
    let [taken, refused] = [0, 0];
    let cursor: string | null = null;
    for (let page = 0; page < MOST_PAGES && Date.now() < until && refused < MOST_REFUSED; page++) {
      const { data, next } = await this.#ask(cursor);
      const lacking = this.#lackingOf(data);
      for (let index = 0; index < lacking.length; index += AT_ONCE) {
        this.#ending.signal.throwIfAborted();
        const some = lacking.slice(index, index + AT_ONCE);
        const isTaken = await Promise.all(some.map((each) => this.#take(each)));
        const count = isTaken.filter(Boolean).length;
        taken += count;
        refused += some.length - count;
        if (refused >= MOST_REFUSED) break;
      }
      if (next === null || (!whole && lacking.length === 0)) break;
      cursor = next;
    }
    return taken;
  }

  /** What is an order of this contract, can be filled by the peer's own word, and is not kept here or has lost its permit here. */
  #lackingOf(data: readonly RestingOrderJson[]): { hash: Hex; posted: PostedOrder }[] {
    const { book, chain } = this.#parts;
    return data.flatMap((json) => {
      try {
        const { status, order, signature, permit } = json;
        if (status !== "Fillable" && status !== "NotStarted") return [];
        const posted = fromOrderJson({ order, signature, ...(permit !== undefined && { permit }) });
        const hash = hashOrder(posted.order, chain);
        if ((this.#refused.get(hash) ?? 0) > Date.now()) return [];
        const known = book.get(hash);
        const needsPermit = known && !known.permitWorks && posted.permit !== undefined && posted.permit.s !== known.permit?.s;
        return !known || needsPermit ? [{ hash, posted }] : [];
      } catch {
        return []; // one that cannot be read does not keep the others out
      }
    });
  }

  /** False if it is refused for its own sake. */
  async #take({ hash, posted }: { hash: Hex; posted: PostedOrder }): Promise<boolean> {
    const { intake, metrics } = this.#parts;
    try {
      const { isNew } = await intake.take(posted);
      metrics.posts.inc({ outcome: isNew ? "kept" : "known" });
      if (!isNew) this.#remember(hash);
      return isNew;
    } catch (error) {
      const failure = toPresageError(error);
      metrics.posts.inc({ outcome: failure.code });
      if (NOT_NOW.has(failure.code)) throw failure; // the rest need not be tried
      this.#remember(hash);
      return false;
    }
  }

  /** So that it is not asked about again at once: an order that was refused, or whose permit was no better. */
  #remember(hash: Hex): void {
    if (this.#refused.size >= MOST_REMEMBERED) this.#refused.clear();
    this.#refused.set(hash, Date.now() + REFUSED_MS);
  }

  async #ask(cursor: string | null): Promise<{ data: RestingOrderJson[]; next: string | null }> {
    const query = new URLSearchParams({ limit: String(PAGE), ...(cursor !== null && { cursor }) });
    const signal = AbortSignal.any([this.#ending.signal, AbortSignal.timeout(REQUEST_MS)]);
    // an address that the operator named may not send this relay on to another
    const response = await fetch(`${this.#url}/orders?${query}`, { signal, redirect: "error" });
    const text = await readText(response, MOST_BYTES);
    if (!response.ok) throw new Error(`It answered ${response.status}.`);
    const { data, next } = (JSON.parse(text) ?? {}) as { data?: unknown; next?: unknown };
    const isCursor = next === null || (typeof next === "string" && next.length <= 200);
    if (!Array.isArray(data) || data.length > PAGE || !isCursor) throw new Error("It does not answer as a relay does.");
    return { data, next };
  }
}

/** The body of an answer. Throws once it is longer than this many bytes. */
async function readText(response: Response, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > mostBytes) throw new Error(`It answered with more than ${mostBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

import type { Hex } from "viem";
import { readEvents } from "../sdk/node/http/readEvents.ts";
import { getOrders, type Relay, type RestingOrder, readOrders, relayUnavailable } from "../sdk/orders/relay.ts";

/** Milliseconds until a stream has to be open. */
const OPENS_WITHIN_MS = 8_000;
/** Milliseconds without a word of a stream after which it is read anew: a relay speaks every 15 s at least. */
const LONGEST_SILENCE_MS = 45_000;
/** Orders that are remembered of a relay, whatever it tells: as many as one keeps unless it is told otherwise. */
const MOST_ORDERS = 100_000;

interface Following {
  orders: Promise<ReadonlyMap<Hex, RestingOrder>>;
  ending: AbortController;
}

/** The open orders of a relay: read once, and then kept by what its stream tells. When the stream ends all are read anew. */
export class OpenOrders {
  readonly #relay: Relay;
  #following: Following | undefined;

  constructor(relay: Relay) {
    this.#relay = relay;
  }

  /** As the relay has told them until now. Throws `RelayUnavailable`. */
  async get(): Promise<readonly RestingOrder[]> {
    this.#following ??= this.#follow();
    return [...(await this.#following.orders).values()];
  }

  /** Ends the stream; whoever asks again opens another. */
  stop(): void {
    this.#following?.ending.abort();
    this.#following = undefined;
  }

  #follow(): Following {
    const ending = new AbortController();
    const following = { ending, orders: this.#read(ending, () => this.#forget(ending)) };
    following.orders.catch(() => this.#forget(ending));
    return following;
  }

  #forget(ending: AbortController): void {
    if (this.#following?.ending === ending) this.stop();
  }

  /** The stream is opened first, so that nothing is missed between the two; what it tells meanwhile comes after what is read. */
  async #read(ending: AbortController, ended: () => void): Promise<ReadonlyMap<Hex, RestingOrder>> {
    const opening = setTimeout(() => ending.abort(), OPENS_WITHIN_MS);
    const { ok, status, body } = await fetch(`${this.#relay.url}/stream`, { signal: ending.signal })
      .catch((cause) => {
        throw relayUnavailable("The relay does not answer.", { cause });
      })
      .finally(() => clearTimeout(opening));
    if (!ok || !body) throw relayUnavailable(`The relay answered ${status}.`);
    const silence = setTimeout(() => ending.abort(), LONGEST_SILENCE_MS);
    ending.signal.addEventListener("abort", () => clearTimeout(silence));
    const orders = new Map<Hex, RestingOrder>();
    const read = getOrders(this.#relay).then((all) => {
      for (const each of all) orders.set(each.hash, each);
    });
    const listening = (async () => {
      for await (const { event, data } of readEvents(body)) {
        silence.refresh();
        await read;
        this.#hear(orders, event, data);
      }
    })();
    void listening.catch(() => undefined).then(ended);
    await read;
    return orders;
  }

  #hear(orders: Map<Hex, RestingOrder>, event: string, data: string): void {
    if (event === "order") {
      for (const each of readOrders(this.#relay, [JSON.parse(data)]))
        if (orders.size < MOST_ORDERS || orders.has(each.hash)) orders.set(each.hash, each);
    }
    if (event === "gone") orders.delete((JSON.parse(data) as { hash: Hex }).hash);
  }
}

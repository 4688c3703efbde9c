import { Counter, Gauge, Registry } from "prom-client";
import { Durations } from "../sdk/node/http/durations.ts";
import type { KeptOrder } from "./keptOrder.ts";

/** What an operator watches, in Prometheus' form. */
export class Metrics {
  readonly #collected = new Registry();
  readonly durations = new Durations();
  readonly posts = new Counter({
    name: "presage_relay_posts_total",
    help: "Orders that were posted or taken from another relay, by what became of them",
    labelNames: ["outcome"],
    registers: [this.#collected],
  });
  readonly failedLooks = new Counter({
    name: "presage_relay_failed_looks_total",
    help: "Looks at the chain that failed",
    registers: [this.#collected],
  });
  readonly failedExchanges = new Counter({
    name: "presage_relay_failed_exchanges_total",
    help: "Rounds of taking orders from another relay that failed",
    labelNames: ["peer"],
    registers: [this.#collected],
  });
  readonly #orders = new Gauge({
    name: "presage_relay_orders",
    help: "Orders that are kept, by status",
    labelNames: ["status"],
    registers: [this.#collected],
  });
  readonly #head = new Gauge({ name: "presage_relay_head_block", help: "The block that the book is as of", registers: [this.#collected] });
  readonly #look = new Gauge({
    name: "presage_relay_look_ms",
    help: "Milliseconds that the last look at a block took",
    registers: [this.#collected],
  });

  see(look: { head: bigint; orders: Iterable<KeptOrder>; milliseconds: number }): void {
    this.#orders.reset();
    for (const { status } of look.orders) this.#orders.inc({ status });
    this.#head.set(Number(look.head));
    this.#look.set(look.milliseconds);
  }

  /** All of them, as Prometheus reads them. */
  async text(): Promise<string> {
    return `${this.durations.lines().join("\n")}\n${await this.#collected.metrics()}`;
  }
}

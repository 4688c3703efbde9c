import { Counter, Gauge, Registry } from "prom-client";
import type { IntentState } from "./intents.ts";

/** What an operator watches, in Prometheus' form. */
export class Metrics {
  readonly #collected = new Registry();
  readonly outcomes = new Counter({
    name: "presage_keeper_duties_total",
    help: "Duties taken from the queue, by what became of them",
    labelNames: ["outcome"],
    registers: [this.#collected],
  });
  readonly failedLooks = new Counter({
    name: "presage_keeper_failed_looks_total",
    help: "Looks at the chain that failed",
    registers: [this.#collected],
  });
  readonly #due = this.#gauge("presage_keeper_due", "Duties found by the last look");
  readonly #unreadable = this.#gauge("presage_keeper_unreadable_markets", "Markets that the last look could not read");
  readonly #balance = this.#gauge("presage_keeper_balance_ether", "What the account holds for gas");
  readonly #intents = new Gauge({
    name: "presage_keeper_intents",
    help: "Transactions, by state",
    labelNames: ["state"],
    registers: [this.#collected],
  });

  see(look: { due: number; unreadable: number; balance: bigint; counts: Record<IntentState, number> }): void {
    this.#due.set(look.due);
    this.#unreadable.set(look.unreadable);
    this.#balance.set(Number(look.balance) / 1e18);
    for (const [state, count] of Object.entries(look.counts)) this.#intents.set({ state }, count);
  }

  /** All of them, as Prometheus reads them. */
  text(): Promise<string> {
    return this.#collected.metrics();
  }

  #gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.#collected] });
  }
}

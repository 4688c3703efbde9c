import type pg from "pg";
import type { Hex } from "viem";
import { fromOrderJson, type PostedOrder, type SignedOrderJson, toOrderJson } from "../sdk/orders/orderJson.ts";

/** What is written down of an order: what its maker signed, and nothing that the chain knows. */
export interface StoredOrder extends PostedOrder {
  sequence: number;
  hash: Hex;
  isByContract: boolean;
}

type Row = { sequence: string; hash: Hex; signed: SignedOrderJson; by_contract: boolean };

const PAGE = 2_000;
/** PostgreSQL's codes of a table or schema that is not there. */
const MISSING = new Set(["42P01", "3F000"]);

/**
 * The orders in PostgreSQL: one schema for one deployment on one chain. Whatever is lost here is lost to nobody's money: the makers
 * have their orders, and other relays do. Tables that were dropped are made again by the next write.
 */
export class Store {
  readonly #writes: pg.Pool;
  readonly #reads: pg.Pool;
  readonly #schema: string;
  /** The highest number that was seen: tables that are made anew count on from it. */
  #last = 0;

  private constructor(writes: pg.Pool, reads: pg.Pool, schema: string) {
    this.#writes = writes;
    this.#reads = reads;
    this.#schema = schema;
  }

  /** `reads` may be of a replica. */
  static async open(pools: { writes: pg.Pool; reads: pg.Pool; schema: string }): Promise<Store> {
    const store = new Store(pools.writes, pools.reads, pools.schema);
    await store.#create();
    return store;
  }

  /** All of them, oldest first; or those that were written since then. */
  async *load(since = new Date(0)): AsyncGenerator<StoredOrder> {
    for (let last = "0"; ; ) {
      const { rows } = await this.#reads.query<Row>(
        `select sequence, hash, signed, by_contract from ${this.#schema}.resting where sequence > $1 and written_at >= $2
         order by sequence limit ${PAGE}`,
        [last, since],
      );
      for (const { sequence, hash, signed, by_contract } of rows) {
        this.#last = Math.max(this.#last, Number(sequence));
        yield { ...fromOrderJson(signed), sequence: Number(sequence), hash, isByContract: by_contract };
      }
      const next = rows.at(-1)?.sequence;
      if (next === undefined) return;
      last = next;
    }
  }

  /** Writes an order down, or its new permit; its number. When this returns, it is kept. */
  async write(order: Omit<StoredOrder, "sequence">): Promise<number> {
    const { hash, isByContract } = order;
    const write = () =>
      this.#writes.query<{ sequence: string }>(
        `insert into ${this.#schema}.resting (hash, signed, by_contract) values ($1, $2, $3)
         on conflict (hash) do update set signed = excluded.signed, written_at = now() returning sequence`,
        [hash, JSON.stringify(toOrderJson(order)), isByContract],
      );
    const { rows } = await this.#orAnew(write);
    const sequence = Number(rows[0]?.sequence);
    this.#last = Math.max(this.#last, sequence);
    return sequence;
  }

  async remove(hashes: readonly Hex[]): Promise<void> {
    if (hashes.length === 0) return;
    await this.#orAnew(() => this.#writes.query(`delete from ${this.#schema}.resting where hash = any($1)`, [hashes]));
  }

  /** Which of these are not there, after the tables were lost. */
  async missing(hashes: readonly Hex[]): Promise<Hex[]> {
    const ask = () => this.#writes.query<{ hash: Hex }>(`select hash from ${this.#schema}.resting where hash = any($1)`, [hashes]);
    const there = new Set((await this.#orAnew(ask)).rows.map(({ hash }) => hash));
    return hashes.filter((hash) => !there.has(hash));
  }

  /** Throws if the database does not answer. */
  async ping(): Promise<void> {
    await this.#writes.query("select 1");
  }

  async #orAnew<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!MISSING.has((error as { code?: string }).code ?? "")) throw error;
      await this.#create();
      if (this.#last > 0)
        await this.#writes.query(`select setval(pg_get_serial_sequence('${this.#schema}.resting', 'sequence'), $1)`, [this.#last]);
      return work();
    }
  }

  async #create(): Promise<void> {
    await this.#writes.query(`
      create schema if not exists ${this.#schema};
      create table if not exists ${this.#schema}.resting (
        sequence bigserial primary key, hash text not null unique, signed jsonb not null, by_contract boolean not null,
        written_at timestamptz not null default now()
      );
      create index if not exists resting_written_at on ${this.#schema}.resting (written_at);`);
  }
}

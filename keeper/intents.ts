import type pg from "pg";
import type { Address, Hash, Hex } from "viem";
import { withConnection } from "./withConnection.ts";

/**
 * `sent`: signed, written down, and under way. `mined`: in a block that can still be taken back. `done` and `reverted`: in a
 * block that is deep enough. `lost`: another transaction of the account has taken its number.
 */
export type IntentState = "sent" | "mined" | "done" | "reverted" | "lost";

/** A transaction that the keeper has decided to make, written down before it is sent. */
export interface Intent {
  id: number;
  /** What it does, see `Duty.key`. */
  key: string;
  marketId: bigint;
  action: string;
  to: Address;
  data: Hex;
  nonce: number;
  gas: bigint;
  state: IntentState;
  attempts: Attempt[];
}

/** One signature of an intent: a replacement has the same number and pays more. */
export interface Attempt {
  hash: Hash;
  raw: Hex;
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
  /** The chain's head when it was sent first. */
  sentAtBlock: bigint;
}

export interface Mined {
  hash: Hash;
  block: bigint;
  /** Wei. */
  spent: bigint;
}

export type NewIntent = Omit<Intent, "id" | "state" | "attempts">;

/** The keeper's memory: one schema of a PostgreSQL database for one account on one chain. */
export class Intents {
  readonly #pool: pg.Pool;
  readonly #schema: string;

  private constructor(pool: pg.Pool, schema: string) {
    this.#pool = pool;
    this.#schema = schema;
  }

  static async open(pool: pg.Pool, schema: string): Promise<Intents> {
    await pool.query(`
      create schema if not exists ${schema};
      create table if not exists ${schema}.intent (
        id bigserial primary key, key text not null, market_id numeric not null, action text not null, "to" text not null,
        data text not null, nonce bigint not null, gas numeric not null, state text not null default 'sent',
        mined_hash text, mined_block numeric, spent numeric not null default 0,
        created_at timestamptz not null default now(), settled_at timestamptz
      );
      create unique index if not exists one_under_way on ${schema}.intent (key) where state in ('sent', 'mined');
      create unique index if not exists one_for_each_number on ${schema}.intent (nonce) where state in ('sent', 'mined');
      create table if not exists ${schema}.attempt (
        hash text primary key, intent_id bigint not null references ${schema}.intent, raw text not null, max_fee numeric not null,
        priority_fee numeric not null, sent_at_block numeric not null, created_at timestamptz not null default now()
      );`);
    return new Intents(pool, schema);
  }

  /** What is not settled yet, by number. */
  async underWay(): Promise<Intent[]> {
    const { rows } = await this.#pool.query(`
      select i.*, json_agg(json_build_object('hash', a.hash, 'raw', a.raw, 'fee', a.max_fee::text, 'priority', a.priority_fee::text,
        'block', a.sent_at_block::text) order by a.max_fee) as attempts
      from ${this.#schema}.intent i join ${this.#schema}.attempt a on a.intent_id = i.id
      where i.state in ('sent', 'mined') group by i.id order by i.nonce`);
    return rows.map(intentOf);
  }

  /** Writes an intent and its signature down, before it is sent; false if the same is under way already. */
  async add(intent: NewIntent, attempt: Attempt): Promise<boolean> {
    return withConnection(this.#pool, async (connection) => {
      try {
        await connection.query("begin");
        const { rows } = await connection.query<{ id: string }>(
          `insert into ${this.#schema}.intent (key, market_id, action, "to", data, nonce, gas) values ($1, $2, $3, $4, $5, $6, $7)
           on conflict do nothing returning id`,
          [intent.key, String(intent.marketId), intent.action, intent.to, intent.data, intent.nonce, String(intent.gas)],
        );
        if (rows[0]) await this.#insertAttempt(connection, Number(rows[0].id), attempt);
        await connection.query("commit");
        return rows.length > 0;
      } catch (error) {
        await connection.query("rollback").catch(() => undefined);
        throw error;
      }
    });
  }

  async addAttempt(id: number, attempt: Attempt): Promise<void> {
    await this.#insertAttempt(this.#pool, id, attempt);
  }

  /** It is in a block, or (with undefined) that block is gone. */
  async setMined(id: number, mined: Mined | undefined): Promise<void> {
    const values = mined ? ["mined", mined.hash, String(mined.block), String(mined.spent)] : ["sent", null, null, "0"];
    await this.#pool.query(`update ${this.#schema}.intent set state = $2, mined_hash = $3, mined_block = $4, spent = $5 where id = $1`, [
      id,
      ...values,
    ]);
  }

  async settle(id: number, state: "done" | "reverted" | "lost"): Promise<void> {
    await this.#pool.query(`update ${this.#schema}.intent set state = $2, settled_at = now() where id = $1`, [id, state]);
  }

  /** Wei that was spent on gas in the last 24 hours. */
  async spentToday(): Promise<bigint> {
    const { rows } = await this.#pool.query<{ spent: string }>(
      `select coalesce(sum(spent), 0)::text as spent from ${this.#schema}.intent where created_at > now() - interval '24 hours'`,
    );
    return BigInt(rows[0]?.spent ?? "0");
  }

  /** How many times in a row something was tried and reverted, and when the last time was, in milliseconds of Unix time. */
  async reverts(key: string): Promise<{ times: number; lastAt: number }> {
    const { rows } = await this.#pool.query<{ times: string; last: Date | null }>(
      `select count(*) as times, max(settled_at) as last from ${this.#schema}.intent where key = $1 and state = 'reverted'`,
      [key],
    );
    return { times: Number(rows[0]?.times ?? 0), lastAt: rows[0]?.last?.getTime() ?? 0 };
  }

  /** How many there are of each state. */
  async counts(): Promise<Record<IntentState, number>> {
    const { rows } = await this.#pool.query<{ state: IntentState; count: string }>(
      `select state, count(*) as count from ${this.#schema}.intent group by state`,
    );
    return { sent: 0, mined: 0, done: 0, reverted: 0, lost: 0, ...Object.fromEntries(rows.map((row) => [row.state, Number(row.count)])) };
  }

  async #insertAttempt(client: pg.Pool | pg.PoolClient, id: number, attempt: Attempt): Promise<void> {
    const { hash, raw, maxFeePerGas, maxPriorityFeePerGas, sentAtBlock } = attempt;
    await client.query(
      `insert into ${this.#schema}.attempt (hash, intent_id, raw, max_fee, priority_fee, sent_at_block) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [hash, id, raw, String(maxFeePerGas), String(maxPriorityFeePerGas), String(sentAtBlock)],
    );
  }
}

function intentOf(row: Record<string, unknown>): Intent {
  const attempts = row.attempts as { hash: Hash; raw: Hex; fee: string; priority: string; block: string }[];
  return {
    id: Number(row.id),
    key: String(row.key),
    marketId: BigInt(String(row.market_id)),
    action: String(row.action),
    to: row.to as Address,
    data: row.data as Hex,
    nonce: Number(row.nonce),
    gas: BigInt(String(row.gas)),
    state: row.state as IntentState,
    attempts: attempts.map(({ hash, raw, fee, priority, block }) => ({
      hash,
      raw,
      maxFeePerGas: BigInt(fee),
      maxPriorityFeePerGas: BigInt(priority),
      sentAtBlock: BigInt(block),
    })),
  };
}

import type pg from "pg";
import type { PgBoss } from "pg-boss";
import type { Address } from "viem";

const QUEUE = "alarm";
const KEPT = 100;
const TIMEOUT_MS = 10_000;

/** Something that a person should know. */
export interface Alarm {
  /** The same alarm is told once. */
  key: string;
  kind: "disputeOpened" | "lowBalance" | "feeCap" | "dailyLimit" | "stuck" | "gasLimit" | "reverted";
  /** Whom it is for: the keeper's own account, or an arbiter. */
  account: Address;
  text: string;
  /** Unix seconds until which there is something to do about it. */
  until?: number;
  marketId?: bigint;
}

/** Keeps alarms for each account's feed, and sends them to the operator's webhook, again until it takes them. */
export class Alarms {
  readonly #pool: pg.Pool;
  readonly #schema: string;
  readonly #boss: PgBoss;
  readonly #webhookUrl: string | undefined;

  private constructor(pool: pg.Pool, schema: string, boss: PgBoss, webhookUrl: string | undefined) {
    this.#pool = pool;
    this.#schema = schema;
    this.#boss = boss;
    this.#webhookUrl = webhookUrl;
  }

  static async open(options: { pool: pg.Pool; schema: string; boss: PgBoss; webhookUrl: string | undefined }): Promise<Alarms> {
    const { pool, schema, boss, webhookUrl } = options;
    await pool.query(`create table if not exists ${schema}.alarm (
      key text primary key, kind text not null, account text not null, text text not null, until bigint, market_id numeric,
      created_at timestamptz not null default now()
    )`);
    const alarms = new Alarms(pool, schema, boss, webhookUrl);
    await boss.createQueue(QUEUE, {
      policy: "exclusive",
      retryLimit: 20,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 3600,
      expireInSeconds: 30,
    });
    if (webhookUrl) await boss.work<Body>(QUEUE, { pollingIntervalSeconds: 0.5 }, ([job]) => alarms.#deliver(job.data));
    return alarms;
  }

  /** Takes an alarm; the same one a second time is nothing new. */
  async raise(alarm: Alarm): Promise<void> {
    const { key, kind, account, text, until, marketId } = alarm;
    const { rowCount } = await this.#pool.query(
      `insert into ${this.#schema}.alarm (key, kind, account, text, until, market_id) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [key, kind, account.toLowerCase(), text, until ?? null, marketId === undefined ? null : String(marketId)],
    );
    if (!rowCount || !this.#webhookUrl) return;
    await this.#boss.send(QUEUE, bodyOf(alarm), { singletonKey: key });
  }

  /** The newest of an account, as a JSON Feed (jsonfeed.org, version 1.1). */
  async feedOf(account: string, url: string): Promise<object> {
    const { rows } = await this.#pool.query<{
      key: string;
      kind: string;
      text: string;
      until: string | null;
      market_id: string | null;
      created_at: Date;
    }>(`select * from ${this.#schema}.alarm where account = $1 order by created_at desc limit ${KEPT}`, [account.toLowerCase()]);
    return {
      version: "https://jsonfeed.org/version/1.1",
      title: `Presage: alarms for ${account}`,
      feed_url: url,
      items: rows.map(({ key, kind, text, until, market_id, created_at }) => ({
        id: key,
        title: text,
        content_text: text,
        date_published: created_at.toISOString(),
        tags: [kind],
        _presage: { until: until === null ? null : Number(until), marketId: market_id },
      })),
    };
  }

  async #deliver(body: Body): Promise<void> {
    const response = await fetch(this.#webhookUrl as string, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`The webhook answers ${response.status}.`);
  }
}

type Body = ReturnType<typeof bodyOf>;

function bodyOf({ key, kind, account, text, until, marketId }: Alarm) {
  return { id: key, kind, account, text, until: until ?? null, marketId: marketId === undefined ? null : String(marketId) };
}

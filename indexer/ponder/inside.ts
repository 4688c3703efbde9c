// All that stands on what Ponder does not promise. Its version is pinned; test/indexer/ponder.test.ts names each of these on an
// update. Why each is needed: docs/decisions/0043-one-database.md.
import { AsyncLocalStorage } from "node:async_hooks";
import path from "node:path";
import pg from "pg";

/** A passage of Ponder's that something here stands on. */
export interface Touch {
  what: string;
  why: string;
  file: string;
  passages: string[];
}

export const touches: readonly Touch[] = [
  {
    what: "Ponder is run by loading its command, with arguments of ours",
    why: "so that it is one process, with the address book found and the database ready before",
    file: "bin/ponder.js",
    passages: ['new Command("start")', "--schema", "--log-level", "await ponder.parseAsync()"],
  },
  {
    what: "its server gets a port that nobody knows",
    why: "it answers /health, /ready and /metrics before any route of ours, and calls itself ready before the newest blocks are in",
    file: "server/index.js",
    passages: ['.get("/ready"', '.route("/", apiBuild.app)'],
  },
  {
    what: "PONDER_COMMON: what it does when it ends, and its figures",
    why: "our server ends with it, and shows its figures beside ours",
    file: "build/index.js",
    passages: ["globalThis.PONDER_COMMON = common"],
  },
  {
    what: "PONDER_NAMESPACE_BUILD: the schema that the tables are in",
    why: "its own tables have to be named in full",
    file: "build/index.js",
    passages: ["globalThis.PONDER_NAMESPACE_BUILD = { schema, viewsSchema }"],
  },
  {
    what: "the transaction of Drizzle beneath the one that Ponder puts over it",
    why: "Ponder's repeats what fails up to nine times, for a minute, where an answer should fail at once",
    file: "database/queryBuilder.js",
    passages: ["const _transaction = db.transaction.bind(db);", "db.transaction = async (...args) =>"],
  },
  {
    what: "PONDER_DATABASE.readonlyQB: what its GraphQL reads with, taken anew for each request",
    why: "all parts of a query are read from one snapshot of the database",
    file: "graphql/middleware.js",
    passages: ["context: () => {", "qb: globalThis.PONDER_DATABASE.readonlyQB, getDataLoader"],
  },
  {
    what: "that GraphQL asks it for `raw` and `wrap` and nothing else",
    why: "a snapshot's reader stands in its place",
    file: "graphql/index.js",
    passages: ["qb.raw", "context.qb\n", ".wrap({ label: "],
  },
  {
    what: "_ponder_checkpoint: the last block that is in the tables, written together with its rows",
    why: "an answer says which block it is as of",
    file: "runtime/omnichain.js",
    passages: [".set({ latestCheckpoint: event.checkpoint })"],
  },
  {
    what: "how a checkpoint is written: timestamp (10 digits), chain id (16), block number (16), …",
    why: "it is read here",
    file: "utils/checkpoint.js",
    passages: ["const BLOCK_TIMESTAMP_DIGITS = 10;", "const CHAIN_ID_DIGITS = 16;", "const BLOCK_NUMBER_DIGITS = 16;"],
  },
  {
    what: "_ponder_meta: whether the past has been read",
    why: "the API is ready when it has",
    file: "database/index.js",
    passages: ['PONDER_META_TABLE_NAME = "_ponder_meta"', "is_ready: 0"],
  },
  {
    what: "_ponder_meta: the lock on a schema, which lapses 25 seconds after its last sign of life",
    why: "an indexer that was killed goes on at once, where nobody else can be at work in its database",
    file: "database/index.js",
    passages: ["is_locked: 1", "const isAppUnlocked = previousApp.is_locked === 0 ||"],
  },
  {
    what: "its pools ask a new client although it could not connect",
    why: "pg never answers a client whose connection was ended while it was made, so that readers and writer would wait for ever",
    file: "utils/pg.js",
    passages: ["super.connect(() => {"],
  },
  {
    what: "a provider that is named 25 times",
    why: "Ponder asks each provider 20 times a second until it knows it better, which a local chain need not be spared",
    file: "rpc/index.js",
    passages: ["const INITIAL_MAX_RPS = 20;", "else if (Array.isArray(chain.rpc))"],
  },
];

type Inside = {
  PONDER_COMMON: { apiShutdown: { add: (end: () => unknown) => void }; metrics: { getMetrics: () => Promise<string> } };
  PONDER_NAMESPACE_BUILD: { schema: string };
  PONDER_DATABASE: { readonlyQB: object };
};
const inside = globalThis as unknown as Inside;

/** Takes the lock of an indexer that was killed from a schema of a database that nobody else uses. */
export async function releaseLock(databaseUrl: string, schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const meta = `${pg.escapeIdentifier(schema)}._ponder_meta`;
    const { rows } = await client.query("select to_regclass($1) is not null as exists", [meta]);
    if (rows[0].exists) await client.query(`update ${meta} set value = jsonb_set(value, '{is_locked}', '0')`);
  } finally {
    await client.end();
  }
}

/** Has a client of pg whose connection has ended say so when it is asked something. */
function refuseEndedClients(): void {
  const { query } = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  Object.assign(pg.Client.prototype, {
    query(this: { _ended: boolean; _queryable: boolean }, ...given: unknown[]) {
      if (this._ended) this._queryable = false;
      return query.apply(this, given);
    },
  });
}

/** Runs `ponder start` in this process. */
export async function runPonder({ root, schema }: { root: string; schema: string }): Promise<void> {
  refuseEndedClients();
  delete process.env.PORT; // Ponder would listen there
  process.env.PONDER_TELEMETRY_DISABLED ??= "1";
  process.argv = [process.argv[0], "ponder", "start", "--root", root, "--schema", schema];
  process.argv.push("--port", "0", "--hostname", "127.0.0.1", "--log-level", process.env.PONDER_LOG_LEVEL ?? "warn");
  await import(path.join(root, "../node_modules/ponder/dist/esm/bin/ponder.js"));
}

/** Has `end` called when Ponder ends. */
export function onPonderEnd(end: () => unknown): void {
  inside.PONDER_COMMON.apiShutdown.add(end);
}

/** Ponder's own figures, in Prometheus' text format. */
export function ponderMetrics(): Promise<string> {
  return inside.PONDER_COMMON.metrics.getMetrics();
}

/** The schema that the tables of this run are in. */
export function schemaOfTables(): string {
  return inside.PONDER_NAMESPACE_BUILD.schema;
}

/** One of Ponder's own tables. */
export function ponderTable(name: "_ponder_checkpoint" | "_ponder_meta"): string {
  return `"${schemaOfTables()}"."${name}"`;
}

/** The transaction of a database that Ponder handed over, as it was before Ponder put its own over it. */
export function plainTransaction<T extends { transaction: unknown }>(db: object): T["transaction"] {
  return Object.getPrototypeOf(db).transaction.bind(db);
}

const graphqlReader = new AsyncLocalStorage<object>();
let isGraphqlLed = false;

/** Runs something that asks Ponder's GraphQL, which then reads with this reader. */
export function withGraphqlReader<T>(reader: object, run: () => T): T {
  if (!isGraphqlLed) {
    const { readonlyQB } = inside.PONDER_DATABASE;
    Object.defineProperty(inside.PONDER_DATABASE, "readonlyQB", { get: () => graphqlReader.getStore() ?? readonlyQB });
    isGraphqlLed = true;
  }
  const wrap = (...args: unknown[]) => (args.at(-1) as (reader: object) => unknown)(reader);
  return graphqlReader.run({ raw: reader, wrap }, run);
}

export function decodeCheckpoint(checkpoint: string): { block: number; timestamp: number } {
  return { block: Number(checkpoint.slice(26, 42)), timestamp: Number(checkpoint.slice(0, 10)) };
}

/** An address as often as Ponder has to be told it to ask without waiting. */
export function unlimited(rpcUrl: string): string[] {
  return Array<string>(25).fill(rpcUrl);
}

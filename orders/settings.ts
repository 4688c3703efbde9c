import { LOCAL_CHAIN_ID } from "../sdk/chains.ts";

export interface RelaySettings {
  databaseUrl: string;
  /** Of a replica, for what is read; the same unless told. */
  replicaUrl: string;
  /** Other relays, whose orders are taken over if they pass the same checks as anybody's. */
  peers: string[];
  /** Milliseconds between rounds of taking orders from them. */
  exchangeMs: number;
  /** Milliseconds between looks for a new block. */
  pollMs: number;
  /** Open orders that are kept of one maker, and orders in all. */
  limits: { ordersPerMaker: number; orders: number };
  /** That one client may make; 0 for as many as it likes. */
  requestsPerMinute: number;
  /** Orders that one client may post. */
  postsPerMinute: number;
  /** Addresses of proxies whose word is taken for whom they speak for. */
  proxies: string[];
}

/** Reads the settings of `.env.example`. Throws in words. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>, chainId: number): RelaySettings {
  const read = (name: string) => environment[name]?.trim() || undefined;
  const number = (name: string, otherwise: number) => whole(name, read(name) ?? String(otherwise));
  const databaseUrl = read("DATABASE_URL");
  if (!databaseUrl) throw new Error("The relay needs a PostgreSQL database, for the orders that it keeps: set DATABASE_URL.");
  return {
    databaseUrl,
    replicaUrl: read("PRESAGE_DATABASE_REPLICA_URL") ?? databaseUrl,
    peers: listOf(read("PRESAGE_RELAY_PEERS")).map((peer) => httpUrl("PRESAGE_RELAY_PEERS", peer)),
    exchangeMs: number("PRESAGE_RELAY_EXCHANGE_MS", 3_000),
    pollMs: number("PRESAGE_POLL_MS", chainId === LOCAL_CHAIN_ID ? 100 : 1_000),
    limits: { ordersPerMaker: number("PRESAGE_RELAY_ORDERS_PER_MAKER", 100), orders: number("PRESAGE_RELAY_ORDERS", 100_000) },
    requestsPerMinute: number("PRESAGE_API_LIMIT", 600),
    postsPerMinute: number("PRESAGE_RELAY_POSTS", 120),
    proxies: listOf(read("PRESAGE_API_PROXIES")),
  };
}

function listOf(text = ""): string[] {
  return text
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new Error(`${name} is "${text}", expected a whole number.`);
}

function httpUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url.href.replace(/\/+$/, "");
  throw new Error(`${name} has an entry that is no address that begins with https:// or http://.`);
}

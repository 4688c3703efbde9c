import "server-only";
import { createPublicClient, type PublicClient } from "viem";
import { chainOf, LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { getMarketCount } from "../../sdk/getMarketCount.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { readAddressBook } from "../../sdk/node/addressBook.ts";
import { rpcUrls } from "../../sdk/rpc/rpcUrls.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import { rpcTransport } from "../../sdk/transport.ts";
import type { Market } from "../../sdk/types.ts";
import type { ChainConfig } from "./chainConfig.ts";
import { chainFailureOf, type Stale } from "./chainFailure.ts";
import { readKnownTokens, withNamedToken } from "./knownTokens.server.ts";
import { sharedReadings } from "./sharedReadings.ts";

/** Milliseconds for an answer of the chain, however many endpoints are tried: within three seconds a page says that it cannot be reached. */
const LIMIT = 2_500;
/** Many visitors share one reading of the chain. */
const FRESH_MS = 1_000;
/** Numbers that may be given while a count is remembered. */
const NEXT = 100n;
/** Markets whose text and latest state are remembered. */
const MAX_KEPT = 500;

/** Read when it is needed: the address book is written after the app was built. */
export function chainConfig(): ChainConfig {
  const { PRESAGE_CHAIN_ID, PRESAGE_RPC_URL, PRESAGE_PUBLIC_RPC_URL, PRESAGE_RELAY_URL } = process.env;
  const chainId = Number(PRESAGE_CHAIN_ID || LOCAL_CHAIN_ID);
  const deployment = readAddressBook(chainId, process.cwd());
  if (!deployment) {
    throw new PresageError({
      code: "NotDeployed",
      message: `There is no address book deployments/${chainId}.json.`,
      remedy: "Deploy first: npx hardhat presage deploy",
    });
  }
  const {
    chain: { name },
    sequencerFeed,
  } = chainOf(chainId, process.env);
  return {
    chainId,
    isLocal: chainId === LOCAL_CHAIN_ID,
    chainName: name,
    rpcUrls: rpcUrls(PRESAGE_PUBLIC_RPC_URL || PRESAGE_RPC_URL || undefined),
    deployment,
    hasOrders: deployment.contracts.Orders !== undefined && Boolean(PRESAGE_RELAY_URL),
    ...(sequencerFeed && { sequencerFeed }),
  };
}

let client: PublicClient | undefined;

/** One for all requests: what is known of the endpoints is shared. */
export function serverClient(): PublicClient {
  if (client) return client;
  const { PRESAGE_CHAIN_ID, PRESAGE_RPC_URL } = process.env;
  const { chain } = chainOf(Number(PRESAGE_CHAIN_ID || LOCAL_CHAIN_ID), process.env);
  const onNotice = (notice: string) => console.warn(`RPC ${notice}.`);
  client = createPublicClient({
    transport: rpcTransport(rpcUrls(PRESAGE_RPC_URL || undefined), { chain, patience: LIMIT, limit: LIMIT, onNotice }),
  });
  return client;
}

const readAll = sharedReadings<Market[]>({ freshMs: FRESH_MS });
let known: Market[] = [];

/** All markets as of about now. Throws `PresageError` if the chain cannot be read. */
export function readMarkets(): Promise<Market[]> {
  return readAll("", async () => {
    const { deployment } = chainConfig();
    try {
      known = await getMarkets(serverClient(), { deployment, known });
    } catch (error) {
      if (!chainFailureOf(toPresageError(error).code)) known = [];
      throw error;
    }
    const tokens = await readKnownTokens(deployment);
    return known.map((market) => withNamedToken(market, tokens));
  });
}

const readOne = sharedReadings<Market>({ freshMs: FRESH_MS, most: MAX_KEPT });
/** What was read of each market last, and when (milliseconds). */
const lastOf = new Map<string, { market: Market; at: number }>();

/**
 * One market as of about now, and not before block `atLeast`, whatever the number of others; undefined if there is none, which
 * costs one call at most that all who ask for missing ones share. Throws `PresageError` if the chain cannot be read.
 */
export async function readMarket(id: string, atLeast = 0n): Promise<Market | undefined> {
  const market = await readShared(id);
  return market && market.blockNumber < atLeast ? readShared(id, { since: Date.now() }) : market;
}

/**
 * The same for a page, which says how old it is rather than nothing: if the chain cannot be read, what this server read last. Throws
 * `PresageError` if that is nothing.
 */
export async function readMarketOrLast(id: string): Promise<{ market: Market; stale?: Stale } | undefined> {
  const last = lastOf.get(id);
  try {
    const market = await readMarket(id);
    return market && { market };
  } catch (error) {
    const failure = chainFailureOf(toPresageError(error).code);
    if (!last || !failure) throw error;
    const market = withNamedToken(last.market, await readKnownTokens(chainConfig().deployment));
    return { market, stale: { seconds: Math.round((Date.now() - last.at) / 1000), failure } };
  }
}

async function readShared(id: string, options: { since?: number } = {}): Promise<Market | undefined> {
  if (!/^[1-9][0-9]{0,19}$/.test(id)) return undefined;
  const last = lastOf.get(id);
  if (!last && !(await isGiven(BigInt(id)))) return undefined;
  const load = async () => {
    const { deployment } = chainConfig();
    try {
      const market = await getMarket(serverClient(), { deployment, id: BigInt(id), known: last ? [last.market] : [] });
      keep(id, market);
      return withNamedToken(market, await readKnownTokens(deployment));
    } catch (error) {
      if (!chainFailureOf(toPresageError(error).code)) lastOf.delete(id); // what is known may be of a chain that began anew
      throw error;
    }
  };
  return readOne(id, load, options);
}

/** What was read of a market, so that its text need not be read again; of the markets that were asked for last. */
function keep(id: string, market: Market): void {
  lastOf.delete(id);
  lastOf.set(id, { market, at: Date.now() });
  for (const oldest of lastOf.keys()) {
    if (lastOf.size <= MAX_KEPT) break;
    lastOf.delete(oldest);
  }
}

const readCount = sharedReadings<number>({ freshMs: FRESH_MS });
const missing = new Map<bigint, number>();

/**
 * Whether a market has that number. One that may have been given since the count was read is asked about anew, once a second however many
 * ask.
 */
async function isGiven(id: bigint): Promise<boolean> {
  const since = Date.now();
  const load = () => getMarketCount(serverClient(), chainConfig());
  if (since - (missing.get(id) ?? 0) < FRESH_MS) return false;
  const counted = BigInt(await readCount("", load));
  if (id <= counted) return true;
  if (id <= counted + NEXT && id <= BigInt(await readCount("", load, { since }))) return true;
  if (missing.size >= MAX_KEPT) missing.clear();
  missing.set(id, since);
  return false;
}

import "server-only";
import { createPublicClient, type PublicClient } from "viem";
import { chainOf, LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getMarket } from "../../sdk/getMarket.ts";
import { getMarketCount } from "../../sdk/getMarketCount.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { readAddressBook } from "../../sdk/node/addressBook.ts";
import { rpcUrls } from "../../sdk/rpc/rpcUrls.ts";
import { rpcTransport } from "../../sdk/transport.ts";
import type { Market } from "../../sdk/types.ts";
import type { ChainConfig } from "./chainConfig.ts";
import { readKnownTokens, withNamedToken } from "./knownTokens.server.ts";

/** Milliseconds for the last endpoint that is left: within three seconds a page says that the chain cannot be reached. */
const PATIENCE = 2_500;
/** Many visitors share one reading of the chain. */
const FRESH_MS = 1_000;
/** Milliseconds within which those who ask whether a market has been made meanwhile share an answer. */
const SAME_MOMENT_MS = 20;
/** Numbers that may be given while a count is remembered. */
const NEXT = 100n;
/** Markets whose text and latest state are remembered. */
const MAX_KEPT = 500;

/** Read when it is needed: the address book is written after the app was built. */
export function chainConfig(): ChainConfig {
  const { PRESAGE_CHAIN_ID, PRESAGE_RPC_URL, PRESAGE_PUBLIC_RPC_URL } = process.env;
  const chainId = Number(PRESAGE_CHAIN_ID || LOCAL_CHAIN_ID);
  const deployment = readAddressBook(chainId, process.cwd());
  if (!deployment) {
    throw new PresageError({
      code: "NotDeployed",
      message: `There is no address book deployments/${chainId}.json.`,
      remedy: "Deploy first: npx hardhat presage deploy",
    });
  }
  const { name } = chainOf(chainId, process.env).chain;
  return { chainId, chainName: name, rpcUrls: rpcUrls(PRESAGE_PUBLIC_RPC_URL || PRESAGE_RPC_URL || undefined), deployment };
}

let client: PublicClient | undefined;

/** One for all requests: what is known of the endpoints is shared. */
function serverClient(): PublicClient {
  if (client) return client;
  const { PRESAGE_CHAIN_ID, PRESAGE_RPC_URL } = process.env;
  const { chain } = chainOf(Number(PRESAGE_CHAIN_ID || LOCAL_CHAIN_ID), process.env);
  const onNotice = (notice: string) => console.warn(`RPC ${notice}.`);
  client = createPublicClient({ transport: rpcTransport(rpcUrls(PRESAGE_RPC_URL || undefined), { chain, patience: PATIENCE, onNotice }) });
  return client;
}

let reading: { at: number; markets: Promise<Market[]> } | undefined;
let known: Market[] = [];

/** All markets as of about now. Throws `PresageError` if the chain cannot be read. */
export function readMarkets(): Promise<Market[]> {
  if (reading && Date.now() - reading.at < FRESH_MS) return reading.markets;
  const { deployment } = chainConfig();
  const markets = getMarkets(serverClient(), { deployment, known }).then(async (all) => {
    known = all;
    const tokens = await readKnownTokens(deployment);
    return all.map((market) => withNamedToken(market, tokens));
  });
  reading = { at: Date.now(), markets };
  markets.catch(() => {
    reading = undefined;
    known = [];
  });
  return markets;
}

const readings = new Map<string, { at: number; market: Promise<Market>; last?: Market }>();
let count: { at: number; markets: Promise<number> } | undefined;

/**
 * One market as of about now, whatever the number of others; undefined if there is none, which costs one call that all who
 * ask for missing ones share. Throws `PresageError` if the chain cannot be read.
 */
export async function readMarket(id: string): Promise<Market | undefined> {
  if (!/^[1-9][0-9]{0,19}$/.test(id)) return undefined;
  const kept = readings.get(id);
  const { deployment } = chainConfig();
  if (kept && Date.now() - kept.at < FRESH_MS) return withNamedToken(await kept.market, await readKnownTokens(deployment));
  if (!kept && !(await isGiven(BigInt(id)))) return undefined;
  const known = kept?.last ? [kept.last] : [];
  const market = getMarket(serverClient(), { deployment, id: BigInt(id), known });
  const entry: { at: number; market: Promise<Market>; last?: Market } = { at: Date.now(), market, ...(kept?.last && { last: kept.last }) };
  readings.delete(id);
  readings.set(id, entry);
  for (const oldest of readings.keys()) {
    if (readings.size <= MAX_KEPT) break;
    readings.delete(oldest);
  }
  try {
    entry.last = await market;
    return withNamedToken(entry.last, await readKnownTokens(deployment));
  } catch (error) {
    readings.delete(id);
    throw error;
  }
}

/** Whether a market has that number: one that may have been given since the count was read is asked about anew. */
async function isGiven(id: bigint): Promise<boolean> {
  const counted = BigInt(await readCount(FRESH_MS));
  if (id <= counted) return true;
  return id <= counted + NEXT && id <= BigInt(await readCount(SAME_MOMENT_MS));
}

function readCount(freshMs: number): Promise<number> {
  if (count && Date.now() - count.at < freshMs) return count.markets;
  const markets = getMarketCount(serverClient(), chainConfig());
  count = { at: Date.now(), markets };
  markets.catch(() => {
    count = undefined;
  });
  return markets;
}

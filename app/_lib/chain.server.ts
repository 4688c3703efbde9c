import "server-only";
import { createPublicClient, type PublicClient } from "viem";
import { chainOf, LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import { readAddressBook } from "../../sdk/node/addressBook.ts";
import { rpcUrls } from "../../sdk/rpc/rpcUrls.ts";
import { rpcTransport } from "../../sdk/transport.ts";
import type { Market } from "../../sdk/types.ts";
import type { ChainConfig } from "./chainConfig.ts";

/** Milliseconds for the last endpoint that is left: within three seconds a page says that the chain cannot be reached. */
const PATIENCE = 2_500;
/** Many visitors share one reading of the chain. */
const FRESH_MS = 1_000;

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

/** All markets as of about now, or of just now. Throws `PresageError` if the chain cannot be read. */
export function readMarkets({ isFresh = false } = {}): Promise<Market[]> {
  if (!isFresh && reading && Date.now() - reading.at < FRESH_MS) return reading.markets;
  const { deployment } = chainConfig();
  const markets = getMarkets(serverClient(), { deployment, known }).then((all) => {
    known = all;
    return all;
  });
  reading = { at: Date.now(), markets };
  markets.catch(() => {
    reading = undefined;
    known = [];
  });
  return markets;
}

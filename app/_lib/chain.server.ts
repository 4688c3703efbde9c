import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createPublicClient, http } from "viem";
import { getMarkets } from "../../sdk/getMarkets.ts";
import type { Deployment, Market } from "../../sdk/types.ts";
import type { ChainConfig } from "./chainConfig.ts";

const RPC_TIMEOUT = 3_000;
/** Many visitors share one reading of the chain. */
const FRESH_MS = 1_000;

/** Read when it is needed: the address book is written after the app was built. */
export function chainConfig(): ChainConfig {
  const chainId = Number(process.env.PRESAGE_CHAIN_ID ?? 31337);
  const rpcUrl = process.env.PRESAGE_RPC_URL ?? "http://127.0.0.1:8545";
  const folder = process.env.PRESAGE_DEPLOYMENTS ?? path.join(process.cwd(), "deployments");
  const file = path.join(/* turbopackIgnore: true */ folder, `${chainId}.json`);
  const deployment = JSON.parse(readFileSync(file, "utf8")) as Deployment;
  return { chainId, rpcUrl, deployment };
}

let reading: { at: number; markets: Promise<Market[]> } | undefined;
let known: Market[] = [];

/** All markets as of about now, or of just now. Throws `PresageError` if the chain cannot be read. */
export function readMarkets({ isFresh = false } = {}): Promise<Market[]> {
  if (!isFresh && reading && Date.now() - reading.at < FRESH_MS) return reading.markets;
  const { rpcUrl, deployment } = chainConfig();
  const client = createPublicClient({ transport: http(rpcUrl, { batch: true, timeout: RPC_TIMEOUT, retryCount: 1 }) });
  const markets = getMarkets(client, { deployment, known }).then((all) => {
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

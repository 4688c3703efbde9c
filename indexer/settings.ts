import type { Deployment } from "../sdk/types.ts";

/** What `start.ts` found out before it started Ponder, handed over in the environment. */
export interface Settings {
  deployment: Deployment;
  /** The hash of the block of the deployment: another one there is another chain. */
  startHash: string;
  /** Where the transport over all endpoints is served, in this process. */
  rpcUrl: string;
  pollMs: number;
  databaseUrl: string;
  /** The schema that pg_trgm's functions are in, as SQL writes it. */
  trigrams: string;
  hostname: string;
  port: number;
  /** That one client may make; 0 for as many as it likes. */
  requestsPerMinute: number;
  /** Files and addresses of the operator's token lists. */
  tokenLists: string[];
  /** Addresses of proxies whose word is taken for whom they speak for. */
  proxies: string[];
}

const NAME = "PRESAGE_INDEXER_SETTINGS";

export function passSettings(settings: Settings): void {
  process.env[NAME] = JSON.stringify(settings);
}

export function readSettings(): Settings {
  const text = process.env[NAME];
  if (!text) throw new Error("The indexer has no settings. Start it with `npm run indexer`, not with ponder's own command.");
  return JSON.parse(text);
}

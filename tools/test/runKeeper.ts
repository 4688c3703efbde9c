import type { Deployment } from "../../sdk/types.ts";
import { runService, type ServiceProcess } from "./runService.ts";

export type KeeperProcess = ServiceProcess;

/** A keeper as `npm run keeper` runs it. */
export function runKeeper(options: {
  rpcUrl: string;
  deployment: Deployment;
  databaseUrl: string;
  env?: Record<string, string>;
}): Promise<KeeperProcess> {
  const { rpcUrl, deployment, databaseUrl } = options;
  const env = {
    DATABASE_URL: databaseUrl,
    PRESAGE_INDEXER_URL: "",
    PRESAGE_KEEPER_INTERVAL_MS: "200",
    PRESAGE_KEEPER_MAX_SPENT_PER_DAY: "1",
    ...options.env,
  };
  return runService({ script: "keeper/start.ts", rpcUrl, deployment, env });
}

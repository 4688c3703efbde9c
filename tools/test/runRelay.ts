import type { Deployment } from "../../sdk/types.ts";
import { runService, type ServiceProcess } from "./runService.ts";

/** A relay as `npm run orders` runs it. */
export function runRelay(options: {
  rpcUrl: string;
  deployment: Deployment;
  databaseUrl: string;
  env?: Record<string, string>;
  port?: number | undefined;
}): Promise<ServiceProcess> {
  const { rpcUrl, deployment, databaseUrl, env, port } = options;
  const settings = { DATABASE_URL: databaseUrl, PRESAGE_POLL_MS: "50", ...env };
  return runService({ script: "orders/start.ts", rpcUrl, deployment, env: settings, port });
}

import type { Deployment } from "../../sdk/types.ts";

/** What the browser must know about the chain; given by the server at run time, so one build works for any. */
export interface ChainConfig {
  chainId: number;
  rpcUrl: string;
  deployment: Deployment;
}

export const LOCAL_CHAIN_ID = 31337;

import type { Deployment } from "../../sdk/types.ts";

/** What the browser must know about the chain; given by the server at run time, so one build works for any. */
export interface ChainConfig {
  chainId: number;
  /** What the chain is called, if the list of chains does not know it. */
  chainName?: string;
  /** For browsers, so without secrets; the preferred one first. */
  rpcUrls: string[];
  deployment: Deployment;
}
